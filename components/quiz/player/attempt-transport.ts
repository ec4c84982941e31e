import type { Act } from '@/lib/domain/attempt/activity';
import type { PendingAnswer, StoredAnswer } from '@/lib/domain/attempt/answer';
import { type ClockReading, readClock } from '@/lib/domain/attempt/clock';
import type { SaveReply, Stop } from '@/lib/domain/attempt/outbox-event';
import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';

/** An answer of the server with the time left that came with it; or none, and when to ask again. */
export type Heard<T> =
  | { readonly heard: true; readonly reply: T; readonly clock: ClockReading | null }
  | { readonly heard: false; readonly retryAfterMs: number };

export type ClaimReply =
  | {
      readonly outcome: 'claimed';
      readonly stored: readonly StoredAnswer[];
      readonly epoch: number;
      readonly paused?: boolean;
    }
  | { readonly outcome: Stop };
export type ClockReply = { readonly outcome: 'ok' | Stop };
export type SubmitReply = { readonly outcome: 'submitted' | Stop };

/** The calls of a running exam, as the tab makes them. */
export interface AttemptTransport {
  readonly save: (answer: SentAnswer, leaseId: string) => Promise<Heard<SaveReply>>;
  readonly claim: (leaseId: string, acts: readonly Act[]) => Promise<Heard<ClaimReply>>;
  /** Whether this tab may go on, and for how long. */
  readonly renew: (leaseId: string, acts: readonly Act[]) => Promise<Heard<ClockReply>>;
  /** The same at once, for who is about to end or only looks. */
  readonly clock: (leaseId: string) => Promise<Heard<ClockReply>>;
  readonly submit: (leaseId: string, submitKey: string, acts: readonly Act[]) => Promise<Heard<SubmitReply>>;
}

/** An answer as it is sent: how long ago it was given, and what happened beside it since the last call. */
export interface SentAnswer extends PendingAnswer {
  readonly agoMs: number;
  readonly acts: readonly Act[];
}

const GIVE_UP_AFTER_MS = 10_000;
/** A submission also grades; asking again too early would only look like a failure. */
const GIVE_UP_SUBMITTING_AFTER_MS = 20_000;

interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the server's own JSON; each caller picks what its contract has
  readonly body: any;
  readonly clock: ClockReading | null;
}

/** Null when nothing could be heard: no network, no server, no JSON. */
async function call(
  url: string,
  method: string,
  body?: unknown,
  giveUpAfterMs = GIVE_UP_AFTER_MS,
): Promise<Answered | { retryAfterMs: number }> {
  const sentAtMs = performance.now();
  try {
    const response = await fetch(url, {
      method,
      cache: 'no-store',
      // Survives the page: what was clicked right before a tab is closed still arrives.
      keepalive: method !== 'GET',
      signal: AbortSignal.timeout(giveUpAfterMs),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    const retryAfterMs = Number(response.headers.get('Retry-After') ?? 0) * 1000;
    if (response.status >= 500 || response.status === 429) return { retryAfterMs };
    const json = await response.json();
    const clock =
      typeof json.remainingMs === 'number'
        ? readClock(json.remainingMs, sentAtMs, performance.now(), standsIn(json))
        : null;
    return { status: response.status, body: json, clock };
  } catch {
    return { retryAfterMs: 0 };
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the server's own JSON
const standsIn = (json: any): boolean => json.outcome === 'paused' || json.paused === true;

const STOPS: Readonly<Record<string, Stop>> = {
  superseded: 'superseded',
  paused: 'paused',
  closed: 'closed',
  not_found: 'gone',
  removed: 'removed',
  other_person: 'other_person',
  signed_out: 'signed_out',
};

/** Only what our own server says in its own words: a bare 401, 404 or 403 may be of anything between. */
const stopOf = ({ body }: Answered): Stop | null => STOPS[String(body.outcome ?? body.code)] ?? null;

/** Turns what was heard into a reply; what fits no contract counts as not heard, so that nothing is taken for saved. */
async function ask<T extends { readonly outcome: string }>(
  asked: Promise<Answered | { retryAfterMs: number }>,
  read: (answered: Answered) => T | null,
): Promise<Heard<T | { readonly outcome: Stop }>> {
  const answered = await asked;
  if ('retryAfterMs' in answered) return { heard: false, retryAfterMs: answered.retryAfterMs };
  const reply = read(answered) ?? refusal(answered);
  return reply ? { heard: true, reply, clock: answered.clock } : { heard: false, retryAfterMs: 0 };
}

function refusal(answered: Answered): { readonly outcome: Stop } | null {
  const stop = stopOf(answered);
  return stop && { outcome: stop };
}

function readSave(itemId: string, { body }: Answered): SaveReply | null {
  const { outcome } = body;
  if (outcome === 'late' || outcome === 'misfit') return { outcome };
  if (outcome === 'saved' || outcome === 'duplicate')
    return { outcome, rev: body.rev, savedAt: body.savedAt };
  if (outcome === 'stale' || outcome === 'conflict') return { outcome, current: { itemId, ...body.current } };
  return null;
}

/** What the event stream says of the attempt: whether it may go on, and its clock. How long it was under way isn't known: a second at most. */
export interface Told {
  readonly reply: ClockReply | null;
  readonly clock: ClockReading | null;
}

export function readTold(data: string): Told {
  const body = JSON.parse(data);
  const atMs = performance.now();
  const clock =
    typeof body.remainingMs === 'number'
      ? readClock(body.remainingMs, atMs - 2000, atMs, standsIn(body))
      : null;
  const stop = STOPS[String(body.outcome)];
  return { reply: body.outcome === 'ok' ? { outcome: 'ok' } : stop ? { outcome: stop } : null, clock };
}

/** What staff did to the attempt so far; null when it couldn't be heard. */
export async function readNotices(attemptId: string): Promise<readonly AttemptNotice[] | null> {
  const answered = await call(`/api/v1/attempts/${attemptId}/notices`, 'GET');
  return 'body' in answered && answered.body.outcome === 'ok' ? answered.body.notices : null;
}

/** Whole milliseconds, started again every 23 days: what one exam sends is told apart, and the number stays small. */
const BATCHES = 2_000_000_000;

const batchOf = (acts: readonly Act[]) =>
  acts.length === 0 ? {} : { acts: { batch: 1 + (Date.now() % BATCHES), list: acts } };

/** Talks to the routes under /api/v1/attempts. */
export function httpTransport(attemptId: string): AttemptTransport {
  const base = `/api/v1/attempts/${attemptId}`;
  return {
    save: ({ itemId, rev, selected, made, agoMs, acts }, leaseId) =>
      ask(
        call(`${base}/responses/${itemId}`, 'PUT', {
          leaseId,
          epoch: made.epoch,
          base: made.base,
          rev,
          answer: { kind: 'choice', selected },
          agoMs,
          acts,
        }),
        (answered) => readSave(itemId, answered),
      ),
    claim: (leaseId, acts) =>
      ask(call(`${base}/lease`, 'POST', { leaseId, ...batchOf(acts) }), ({ body }) =>
        body.outcome === 'claimed'
          ? {
              outcome: 'claimed' as const,
              stored: body.responses,
              epoch: body.epoch,
              paused: body.paused === true,
            }
          : null,
      ),
    renew: (leaseId, acts) =>
      ask(call(`${base}/renewal`, 'POST', { leaseId, ...batchOf(acts) }), ({ body }) =>
        body.outcome === 'ok' ? { outcome: 'ok' as const } : null,
      ),
    clock: (leaseId) =>
      ask(call(`${base}/clock?leaseId=${leaseId}`, 'GET'), ({ body }) =>
        body.outcome === 'ok' ? { outcome: 'ok' as const } : null,
      ),
    submit: (leaseId, submitKey, acts) =>
      ask(
        call(
          `${base}/submission`,
          'POST',
          { leaseId, submitKey, ...batchOf(acts) },
          GIVE_UP_SUBMITTING_AFTER_MS,
        ),
        ({ body }) =>
          body.outcome === 'submitted' || body.outcome === 'duplicate'
            ? { outcome: 'submitted' as const }
            : null,
      ),
  };
}
