import 'server-only';
import type { Failure, FailureCode } from '@/lib/domain/kernel/failure';
import { sayFailure } from '@/lib/words/refusal-words';
import { dataHeaders } from './security-headers';

/** An answer of data before it is written: as a web `Response` by Next, or straight to the socket. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A cookie to set, as it stands in the header. */
  readonly cookie?: string;
}

/** One status per code. */
export const STATUS_BY_CODE: Readonly<Record<FailureCode, number>> = {
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  too_many_requests: 429,
  unavailable: 503,
};

const TITLE_BY_CODE: Readonly<Record<FailureCode, string>> = {
  signed_out: 'Sign in first',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  invalid: 'The request is not valid',
  conflict: 'Changed by someone else',
  too_many_requests: 'Too many requests',
  unavailable: 'Not available right now',
};

export const PROBLEM = { 'Content-Type': 'application/problem+json' } as const;

export const reply = (body: unknown, status = 200): Reply => ({ status, body });

/** A refusal as RFC 9457 problem details. `extra` adds members that the client acts on. */
export function refusal(refused: Failure, requestId: string, extra: Record<string, unknown> = {}): Reply {
  const failure = sayFailure(refused);
  const status = STATUS_BY_CODE[failure.code];
  return {
    status,
    body: {
      type: `urn:cutscore:problem:${failure.code}`,
      title: TITLE_BY_CODE[failure.code],
      status,
      detail: failure.message,
      code: failure.code,
      ...(failure.refusal ? { reason: failure.refusal.reason, params: failure.refusal.params } : {}),
      requestId,
      ...(failure.fields ? { fields: failure.fields } : {}),
      ...(failure.continueIn ? { continueIn: failure.continueIn } : {}),
      ...extra,
    },
    headers: { ...PROBLEM, ...(status === 503 ? { 'Retry-After': '2' } : {}) },
  };
}

/** Below this, compressing costs more than it saves: a proxy and Next leave such an answer as it is. */
const WORTH_COMPRESSING = 1024;

export interface WrittenReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What goes over the wire, whoever sends it. */
export function writeReply({ status, body, headers, cookie }: Reply): WrittenReply {
  const text = JSON.stringify(body);
  const size = Buffer.byteLength(text);
  return {
    status,
    text,
    headers: {
      ...dataHeaders(),
      ...(size < WORTH_COMPRESSING ? { 'Cache-Control': 'private, no-store, no-transform' } : {}),
      'Content-Type': 'application/json',
      ...headers,
      ...(cookie ? { 'Set-Cookie': cookie } : {}),
      'Content-Length': String(size),
    },
  };
}

export function toResponse(answer: Reply): Response {
  const { status, headers, text } = writeReply(answer);
  return new Response(text, { status, headers });
}
