import 'server-only';
import * as z from 'zod';
import { can, type Permission } from '@/lib/domain/access/policy';
import { failure } from '@/lib/domain/kernel/failure';
import { readSession, readTokenHash, scopeOf } from '../auth/session';
import { isId, newId } from '../id';
import { log } from '../log';
import type { MemberScope } from '../tenant-scope';
import { isDatabaseDown } from './database-down';
import { isOwnOrigin } from './origin';
import { isOwnHost, misdirected } from './own-host';
import { problem } from './problem';
import { secured } from './security-headers';

/** A source of 10 MB, whose line breaks and quotation marks take two characters each in JSON. */
const MAX_BODY_BYTES = 21 * 1024 * 1024;
const TOO_LARGE = { ok: false, message: 'The request is larger than 21 MB.' } as const;

interface Common<P, B> {
  /** Checks the parameters of the path and the query; a mismatch is "not found". Ids in the path arrive well-formed. */
  readonly params: z.ZodType<P>;
  /** Checks the JSON body; strict schemas refuse unknown keys. */
  readonly body?: z.ZodType<B>;
  /** Takes the body as it is, as `Uint8Array`, up to so many bytes; reading stops where there are more. */
  readonly uploadBytes?: number;
}
interface Proven<P, B> extends Common<P, B> {
  /** `token`: the handler's own database function proves the session (one round trip). */
  readonly auth: 'token';
  readonly handle: (call: { tokenHash: Buffer; params: P; body: B; requestId: string }) => Promise<Response>;
}
interface Scoped<P, B> extends Common<P, B> {
  readonly auth: Permission;
  readonly handle: (call: { scope: MemberScope; params: P; body: B; requestId: string }) => Promise<Response>;
}

type RouteHandler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

/**
 * The one way to make a route handler: host, origin, sign-in, permission, size, validation and errors in one place, in this
 * order. Whoever may not call it has nothing read and is told nothing about what it takes.
 */
export function defineRoute<P, B = undefined>(route: Proven<P, B> | Scoped<P, B>): RouteHandler {
  return async (request, context) => {
    const requestId = newId();
    try {
      return secured(await answer(route, request, await context.params, requestId));
    } catch (error) {
      return secured(failed(error, request, requestId));
    }
  };
}

function failed(error: unknown, request: Request, requestId: string): Response {
  if (isDatabaseDown(error)) {
    log().warn({ requestId, err: error }, 'database not available');
    return problem(
      failure('unavailable', 'The server is busy. Nothing was lost; try again in a moment.'),
      requestId,
    );
  }
  log().error({ requestId, err: error, url: new URL(request.url).pathname }, 'request failed');
  return Response.json(
    { title: 'Something went wrong on our side', status: 500, requestId },
    { status: 500 },
  );
}

async function answer<P, B>(
  route: Proven<P, B> | Scoped<P, B>,
  request: Request,
  rawParams: unknown,
  requestId: string,
): Promise<Response> {
  if (!isOwnHost(request.headers)) return misdirected();
  const { pathname, searchParams } = new URL(request.url);
  if (request.method !== 'GET' && !isOwnOrigin(request.headers, `${request.method} ${pathname}`)) {
    return problem(failure('forbidden', 'This request did not come from a page of this site.'), requestId);
  }
  const signedOut = () => problem(failure('signed_out', 'Sign in to go on.'), requestId);
  // A cookie that isn't there, forged or of another installation; costs no question to the database.
  const tokenHash = await readTokenHash();
  if (!tokenHash) return signedOut();
  let scope: MemberScope | null = null;
  if (route.auth !== 'token') {
    const session = await readSession();
    if (!session) return signedOut();
    scope = scopeOf(session);
    if (!scope || !can(scope.actor, route.auth))
      return problem(failure('forbidden', 'Your role does not allow this.'), requestId);
  }
  // A route whose own function proves the session hasn't asked yet; it does before it says what is wrong with a request.
  const isProven = async () => scope !== null || (await readSession()) !== null;
  const query = Object.fromEntries(searchParams);
  const params = route.params.safeParse({ ...query, ...withKnownForms(rawParams) });
  if (!params.success)
    return (await isProven())
      ? problem(failure('not_found', 'There is no such page.'), requestId)
      : signedOut();
  const body = route.uploadBytes
    ? await readUpload<B>(route.uploadBytes, request)
    : await readBody(route.body, request);
  if (!body.ok)
    return (await isProven()) ? problem(failure('invalid', body.message), requestId) : signedOut();
  const call = { params: params.data, body: body.value, requestId };
  if (route.auth === 'token') return route.handle({ tokenHash, ...call });
  return scope === null ? signedOut() : route.handle({ scope, ...call });
}

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * The ids of a path, each malformed one replaced by one that nothing has: it goes the way of every unknown id, so that the two
 * are answered alike.
 */
function withKnownForms(rawParams: unknown): Record<string, unknown> {
  const known = ([name, value]: [string, unknown]): [string, unknown] => {
    if (typeof value !== 'string') return [name, value];
    if (name === 'sha256') return [name, SHA256.test(value) ? value : '0'.repeat(64)];
    return [name, isId(value) ? value : newId()];
  };
  return Object.fromEntries(Object.entries((rawParams ?? {}) as Record<string, unknown>).map(known));
}

async function readBody<B>(
  schema: z.ZodType<B> | undefined,
  request: Request,
): Promise<{ ok: true; value: B } | { ok: false; message: string }> {
  if (!schema) return { ok: true, value: undefined as B };
  // Asked before the body is read: what is refused needn't be held in memory. A body without a length is measured.
  if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) return TOO_LARGE;
  const text = await request.text();
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) return TOO_LARGE;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, message: 'The body is not valid JSON.' };
  }
  const parsed = schema.safeParse(raw);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, message: z.prettifyError(parsed.error) };
}

/** Counts while the bytes arrive, whatever the request says about its length. */
async function readUpload<B>(
  limit: number,
  request: Request,
): Promise<{ ok: true; value: B } | { ok: false; message: string }> {
  const words = `The file is larger than ${Math.floor(limit / 1024 / 1024)} MB. Split it and import the parts.`;
  if (Number(request.headers.get('content-length')) > limit) return { ok: false, message: words };
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.byteLength;
    if (length > limit) {
      await reader?.cancel();
      return { ok: false, message: words };
    }
    parts.push(read.value);
  }
  return { ok: true, value: new Uint8Array(Buffer.concat(parts, length)) as B };
}
