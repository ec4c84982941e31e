import 'server-only';
import { type Failure, type FailureCode, failure } from '@/lib/domain/kernel/failure';
import { sayFailure } from '@/lib/words/refusal-words';
import { log } from '../log';
import { isDatabaseDown } from './database-down';
import { dataHeaders } from './security-headers';

/** An answer of data before it is written: as a web `Response` by Next, or straight to the socket. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A cookie to set, as it stands in the header. */
  readonly cookie?: string;
}

/** An answer that goes on: events as they happen. `open` begins to send, and gives what to call when nobody listens any more. */
export interface EventStream {
  readonly open: (send: (text: string) => void, end: () => void) => () => void;
}

export type Answer = Reply | EventStream;

export const isStream = (answer: Answer): answer is EventStream => 'open' in answer;

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
  const said = sayFailure(refused);
  const status = STATUS_BY_CODE[said.code];
  return {
    status,
    body: {
      type: `urn:cutscore:problem:${said.code}`,
      title: TITLE_BY_CODE[said.code],
      status,
      detail: said.message,
      code: said.code,
      ...(said.refusal ? { reason: said.refusal.reason, params: said.refusal.params } : {}),
      requestId,
      ...(said.fields ? { fields: said.fields } : {}),
      ...(said.continueIn ? { continueIn: said.continueIn } : {}),
      ...extra,
    },
    headers: { ...PROBLEM, ...(status === 503 ? { 'Retry-After': '2' } : {}) },
  };
}

export const misdirectedReply: Reply = {
  status: 421,
  body: { title: 'This server does not answer for that host.', status: 421 },
};

/** What went wrong on our side, or only has to wait. */
export function unforeseen(error: unknown, pathname: string, requestId: string): Reply {
  if (isDatabaseDown(error)) {
    log().warn({ requestId, err: error }, 'database not available');
    const busy = failure('unavailable', 'The server is busy. Nothing was lost; try again in a moment.');
    return refusal(busy, requestId);
  }
  log().error({ requestId, err: error, url: pathname }, 'request failed');
  return reply({ title: 'Something went wrong on our side', status: 500, requestId }, 500);
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

/** Compressed, an event would wait for the next ones; so it would in a proxy that collects what it passes on. */
export const streamHeaders = (): Readonly<Record<string, string>> => ({
  ...dataHeaders(),
  'Cache-Control': 'private, no-store, no-transform',
  'Content-Type': 'text/event-stream; charset=utf-8',
  'X-Accel-Buffering': 'no',
});

export function toResponse(answer: Answer): Response {
  if (isStream(answer)) return new Response(toWebStream(answer), { headers: streamHeaders() });
  const { status, headers, text } = writeReply(answer);
  return new Response(text, { status, headers });
}

function toWebStream({ open }: EventStream): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let close = () => {};
  return new ReadableStream({
    start: (sink) => {
      close = open(
        (text) => sink.enqueue(encoder.encode(text)),
        () => sink.close(),
      );
    },
    cancel: () => close(),
  });
}
