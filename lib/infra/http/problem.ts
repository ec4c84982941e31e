import 'server-only';
import type { Failure, FailureCode } from '@/lib/domain/kernel/failure';
import { sayFailure } from '@/lib/words/refusal-words';

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

const HEADERS = { 'Cache-Control': 'private, no-store' };

/** A JSON answer that no cache keeps. */
export const json = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: HEADERS });

/** A refusal as RFC 9457 problem details. `extra` adds members that the client acts on. */
export function problem(refused: Failure, requestId: string, extra: Record<string, unknown> = {}): Response {
  const failure = sayFailure(refused);
  const status = STATUS_BY_CODE[failure.code];
  return Response.json(
    {
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
    {
      status,
      headers: {
        ...HEADERS,
        'Content-Type': 'application/problem+json',
        ...(status === 503 ? { 'Retry-After': '2' } : {}),
      },
    },
  );
}
