import 'server-only';
import type * as z from 'zod';
import {
  PAGE_MARK_FIELD,
  PAGE_MARK_HEADER,
  type PageMark,
  parsePageMark,
} from '@/lib/domain/access/page-mark';
import { failure } from '@/lib/domain/kernel/failure';
import { cookieValue, hashToken, readSessionToken, sessionCookieName } from '../auth/session-token';
import { callExamFunction } from '../db/plain';
import { newId } from '../id';
import { isOwnOrigin } from './origin';
import { isOwnHost } from './own-host';
import { type Answer, misdirectedReply, refusal, toResponse, unforeseen } from './reply';
import { parseBody, type ReadBody, readAtMost, withKnownForms } from './route-input';

/** A request, whoever has received it. */
export interface Incoming {
  readonly method: string;
  readonly pathname: string;
  readonly query: URLSearchParams;
  /** The parts of the path that the route's pattern names. */
  readonly params: unknown;
  readonly headers: Pick<Headers, 'get'>;
  /** Its body, or null when there are more bytes than that. */
  readonly readBody: (limit: number) => Promise<Uint8Array | null>;
}

export interface ExamCall<P, B> {
  readonly tokenHash: Buffer;
  /** The value of the session's cookie. */
  readonly cookie: string;
  /** Where and for whom the page was made that asks; null where it doesn't say. */
  readonly mark: PageMark | null;
  readonly params: P;
  readonly body: B;
  readonly requestId: string;
}

interface ExamRoute<P, B> {
  /** Checks the parameters of the path and the query; a mismatch is "not found". Ids in the path arrive well-formed. */
  readonly params: z.ZodType<P>;
  /** Checks the JSON body. */
  readonly body?: z.ZodType<B>;
  /** Its own database function proves the session and does the work, in one round trip. */
  readonly handle: (call: ExamCall<P, B>) => Promise<Answer>;
}

export interface ExamHandler {
  /** As Next calls it. */
  (request: Request, context: { params: Promise<unknown> }): Promise<Response>;
  /** As the server's own door calls it, without the machinery of pages. */
  readonly direct: (incoming: Incoming) => Promise<Answer>;
}

/** An answer has at most 26 options of 36 characters. */
const MAX_BODY_BYTES = 16 * 1024;

/**
 * A route of a running exam: what is asked in an exam's every second, and answered by one function of the database. Two doors lead
 * to it, Next and the server's own (server-door.ts); what they say and refuse is written here once.
 */
export function defineExamRoute<P, B = undefined>(route: ExamRoute<P, B>): ExamHandler {
  const direct = async (incoming: Incoming): Promise<Answer> => {
    const requestId = newId();
    try {
      return await answer(route, incoming, requestId);
    } catch (error) {
      return unforeseen(error, incoming.pathname, requestId);
    }
  };
  const viaNext = async (request: Request, context: { params: Promise<unknown> }): Promise<Response> => {
    const { pathname, searchParams: query } = new URL(request.url);
    const { method, headers } = request;
    const readBody = (limit: number) => readAtMost(request, limit);
    const reply = await direct({ method, pathname, query, headers, readBody, params: await context.params });
    return toResponse(reply);
  };
  return Object.assign(viaNext, { direct });
}

async function answer<P, B>(
  route: ExamRoute<P, B>,
  { method, pathname, query, params: rawParams, headers, readBody }: Incoming,
  requestId: string,
): Promise<Answer> {
  if (!isOwnHost(headers)) return misdirectedReply;
  if (method !== 'GET' && !isOwnOrigin(headers, `${method} ${pathname}`))
    return refusal(failure('forbidden', 'This request did not come from a page of this site.'), requestId);
  const signedOut = () => refusal(failure('signed_out', 'Sign in to go on.'), requestId);
  // A cookie that isn't there, forged or of another installation; costs no question to the database.
  const cookie = cookieValue(headers.get('cookie'), sessionCookieName());
  const token = await readSessionToken(cookie);
  if (!cookie || !token) return signedOut();
  const tokenHash = hashToken(token);
  // The route's function proves the session; asked here only before it is said what is wrong with a request.
  const isProven = async () => (await callExamFunction('identity.resolve_session', [tokenHash])).length > 0;
  const { [PAGE_MARK_FIELD]: inQuery, ...asked } = Object.fromEntries(query);
  const mark = parsePageMark(headers.get(PAGE_MARK_HEADER) ?? inQuery);
  const params = route.params.safeParse({ ...asked, ...withKnownForms(rawParams) });
  if (!params.success)
    return (await isProven())
      ? refusal(failure('not_found', 'There is no such page.'), requestId)
      : signedOut();
  const body = await bodyOf(route.body, readBody);
  if (!body.ok)
    return (await isProven()) ? refusal(failure('invalid', body.message), requestId) : signedOut();
  return route.handle({ tokenHash, cookie, mark, params: params.data, body: body.value, requestId });
}

async function bodyOf<B>(schema: z.ZodType<B> | undefined, read: Incoming['readBody']): Promise<ReadBody<B>> {
  if (!schema) return { ok: true, value: undefined as B };
  const bytes = await read(MAX_BODY_BYTES);
  if (!bytes) return { ok: false, message: `The request is larger than ${MAX_BODY_BYTES / 1024} KB.` };
  return parseBody(schema, new TextDecoder().decode(bytes));
}
