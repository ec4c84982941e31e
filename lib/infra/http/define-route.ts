import 'server-only';
import type * as z from 'zod';
import { PAGE_MARK_FIELD, parsePageMark } from '@/lib/domain/access/page-mark';
import { can, type Permission } from '@/lib/domain/access/policy';
import { type Failure, failure, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { readPageMark, readSession, readTokenHash, type Session, scopeIn } from '../auth/session';
import { newId } from '../id';
import { log } from '../log';
import type { MemberScope } from '../tenant-scope';
import { isDatabaseDown } from './database-down';
import { isOwnOrigin } from './origin';
import { isOwnHost, misdirected } from './own-host';
import { scopeOfPage } from './page-place';
import { problem } from './problem';
import { parseBody, type ReadBody, readAtMost, withKnownForms } from './route-input';
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
  /**
   * For pictures, which a browser asks for without saying from which page: whichever organisation of the person has it answers.
   * Everything else acts in the organisation that its page was made for.
   */
  readonly anyOrganisation?: true;
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
  const { [PAGE_MARK_FIELD]: markOfLink, ...query } = Object.fromEntries(searchParams);
  let scopes: readonly MemberScope[] = [];
  if (route.auth !== 'token') {
    const session = await readSession();
    if (!session) return signedOut();
    const found = await scopesOf(route, session, markOfLink);
    if (!found.ok) return problem(found.error, requestId);
    scopes = found.value;
  }
  // A route whose own function proves the session hasn't asked yet; it does before it says what is wrong with a request.
  const isProven = async () => scopes.length > 0 || (await readSession()) !== null;
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
  // The first that doesn't answer "not found"; for all but pictures there is one.
  let answer = signedOut();
  for (const scope of scopes) {
    answer = await route.handle({ scope, ...call });
    if (answer.status !== 404) break;
  }
  return answer;
}

/** The organisations in which a request may be handled, at least one, and where its person may do what it asks for. */
async function scopesOf<P, B>(
  { auth, anyOrganisation }: Scoped<P, B>,
  session: Session,
  markOfLink: string | undefined,
): Promise<Result<readonly MemberScope[], Failure>> {
  let scopes: readonly MemberScope[];
  if (anyOrganisation) {
    const others = session.memberships.filter((membership) => membership !== session.active);
    scopes = [session.active ?? [], others].flat().map((membership) => scopeIn(session, membership));
  } else {
    const scope = scopeOfPage(session, parsePageMark(markOfLink) ?? (await readPageMark()));
    if (!scope.ok) return scope;
    scopes = [scope.value];
  }
  const allowed = scopes.filter(({ actor }) => can(actor, auth));
  return allowed.length > 0 ? ok(allowed) : err(refuse('forbidden', 'role_not_allowed', {}));
}

async function readBody<B>(schema: z.ZodType<B> | undefined, request: Request): Promise<ReadBody<B>> {
  if (!schema) return { ok: true, value: undefined as B };
  const bytes = await readAtMost(request, MAX_BODY_BYTES);
  return bytes ? parseBody(schema, new TextDecoder().decode(bytes)) : TOO_LARGE;
}

async function readUpload<B>(limit: number, request: Request): Promise<ReadBody<B>> {
  const bytes = await readAtMost(request, limit);
  const megabytes = Math.floor(limit / 1024 / 1024);
  return bytes
    ? { ok: true, value: bytes as B }
    : { ok: false, message: `The file is larger than ${megabytes} MB. Split it and import the parts.` };
}
