import 'server-only';
import { NextRequest } from 'next/server';
import { log } from '../log';
import { readAtMost } from './route-input';

const answer = (status: number, code: string, title: string): Response =>
  Response.json(
    { type: `urn:cutscore:problem:${code}`, title, status, code },
    {
      status,
      headers: { 'Cache-Control': 'private, no-store', 'Content-Type': 'application/problem+json' },
    },
  );

/**
 * For a door that a package stands behind, which reads bodies of any length and breaks on what it can't parse: hands on requests
 * with a body of at most `limit` bytes, and answers the others itself. An address in the request that is none is the fault of
 * whoever sent it.
 */
export async function withSmallBody(
  request: Request,
  limit: number,
  handle: (request: NextRequest) => Promise<Response>,
): Promise<Response> {
  const body = await readAtMost(request, limit);
  if (body === null) return answer(413, 'too_large', `The request is larger than ${limit / 1024} KB.`);
  const { method, headers, url } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  // The sign-in form's library names a type where it sends no body.
  if (hasBody && headers.get('content-type')?.includes('application/json') && !isJson(body))
    return answer(400, 'invalid', 'The body is not valid JSON.');
  try {
    return await handle(new NextRequest(url, { method, headers, ...(hasBody ? { body } : {}) }));
  } catch (error) {
    if (isBrokenAddress(error)) return answer(400, 'invalid', 'The request holds an address that is none.');
    log().error({ err: error, url: new URL(url).pathname }, 'request failed');
    return answer(500, 'failed', 'Something went wrong on our side');
  }
}

function isJson(body: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

const isBrokenAddress = (error: unknown): boolean =>
  error instanceof URIError ||
  (error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_URL');
