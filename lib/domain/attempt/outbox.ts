import { type Answer, NO_ANSWER, type PendingAnswer, type StoredAnswer, sameAnswer } from './answer';

/** One answer on its way. `sendingRev` is the revision in flight; a newer one may already wait behind it. */
export interface OutboxEntry extends PendingAnswer {
  /** Whether the device keeps it; nothing is sent before. */
  readonly kept: boolean;
  readonly sendingRev: number | null;
  readonly failures: number;
  /** Not to be sent before this moment of the device's clock, in milliseconds. */
  readonly notBeforeMs: number;
}

/**
 * Whether this tab may write. `opening` until the server has given it the lease; `superseded` when another tab or device has
 * it; `signed_out` until the person signs in again; `closed` when the server has closed the attempt; `gone` when it is no
 * longer theirs. The last two are final.
 */
export type WriteAccess = 'opening' | 'writing' | 'superseded' | 'signed_out' | 'closed' | 'gone';

/** An answer that doesn't count. `late`: it came after the end. `overruled`: the item was answered elsewhere after it. */
export interface SetAside {
  readonly itemId: string;
  readonly why: 'late' | 'overruled';
}

/** Everything that one tab knows about the answers of an attempt. */
export interface Outbox {
  readonly access: WriteAccess;
  /** The time is up: nothing changes any more, but what was answered before is still sent. */
  readonly over: boolean;
  readonly stored: ReadonlyMap<string, StoredAnswer>;
  readonly waiting: ReadonlyMap<string, OutboxEntry>;
  readonly setAside: readonly SetAside[];
  /** ISO 8601, by the server's clock; null before the first acknowledgement. */
  readonly lastSavedAt: string | null;
}

/** What the server says to one answer. `current` is what it has instead. */
export type SaveReply =
  | { readonly outcome: 'saved' | 'duplicate'; readonly rev: number; readonly savedAt: string }
  | { readonly outcome: 'stale' | 'conflict'; readonly current: StoredAnswer }
  | { readonly outcome: 'late' | 'closed' | 'superseded' | 'signed_out' | 'gone' };

export type OutboxEvent =
  | { readonly type: 'answered'; readonly itemId: string; readonly answer: Answer }
  /** The device keeps the entry now, or can't. */
  | { readonly type: 'kept'; readonly itemId: string; readonly rev: number }
  /** Unsent answers of an earlier page were found on the device. */
  | { readonly type: 'restored'; readonly entries: readonly PendingAnswer[] }
  | { readonly type: 'sending'; readonly itemId: string; readonly rev: number }
  | { readonly type: 'replied'; readonly itemId: string; readonly rev: number; readonly reply: SaveReply }
  | { readonly type: 'failed'; readonly itemId: string; readonly rev: number; readonly notBeforeMs: number }
  | { readonly type: 'claimed'; readonly stored: readonly StoredAnswer[] }
  | { readonly type: 'access'; readonly access: WriteAccess }
  /** The time ran out, or staff gave more of it. */
  | { readonly type: 'time'; readonly over: boolean }
  /** The network is back: whatever waits may go at once. */
  | { readonly type: 'awake' };

/** @param stored what the server had when the page was made */
export function openOutbox(stored: readonly StoredAnswer[]): Outbox {
  return {
    access: 'opening',
    over: false,
    stored: new Map(stored.map((answer) => [answer.itemId, answer])),
    waiting: new Map(),
    setAside: [],
    lastSavedAt: latestOf(stored),
  };
}

/** The answer to show for an item: the learner's own latest word, sent or not. */
export function answerOf(outbox: Outbox, itemId: string): Answer {
  return outbox.waiting.get(itemId) ?? outbox.stored.get(itemId) ?? NO_ANSWER;
}

/** Whether the learner may change answers: also while the lease is being fetched or the sign-in has lapsed, never after the end. */
export const isEditable = ({ access, over }: Outbox): boolean =>
  !over && (access === 'opening' || access === 'writing' || access === 'signed_out');

/**
 * Entries to send now: kept, not in flight, due, and only while this tab may write. Also after the end: the server keeps
 * what comes late apart, so that nothing disappears.
 */
export function dueEntries(outbox: Outbox, nowMs: number): readonly OutboxEntry[] {
  if (outbox.access !== 'writing' && outbox.access !== 'closed') return [];
  return [...outbox.waiting.values()].filter(
    (entry) => entry.kept && entry.sendingRev === null && entry.notBeforeMs <= nowMs,
  );
}

/** When the next entry falls due that waits for its time; null when none does. */
export function nextDueMs(outbox: Outbox): number | null {
  const times = [...outbox.waiting.values()].filter((e) => e.kept && e.sendingRev === null);
  return times.length === 0 ? null : Math.min(...times.map((entry) => entry.notBeforeMs));
}

/** What the learner is told: saved only when nothing at all waits. */
export type SavedState = 'saved' | 'saving' | 'not_saved';

export function savedState(outbox: Outbox, isReachable = true): SavedState {
  if (outbox.waiting.size === 0) return 'saved';
  const stuck = !isReachable || (outbox.access !== 'writing' && outbox.access !== 'opening');
  return stuck || [...outbox.waiting.values()].some((entry) => entry.failures > 0) ? 'not_saved' : 'saving';
}

/** The one way in which an outbox changes. Total: an event that no longer fits changes nothing. */
export function reduceOutbox(outbox: Outbox, event: OutboxEvent): Outbox {
  switch (event.type) {
    case 'answered':
      return answered(outbox, event.itemId, event.answer);
    case 'kept':
      return onEntry(outbox, event, (entry) => (entry.rev === event.rev ? { ...entry, kept: true } : entry));
    case 'restored':
      return event.entries.reduce(restored, outbox);
    case 'sending':
      return onEntry(outbox, event, (entry) => ({ ...entry, sendingRev: event.rev }));
    case 'failed':
      return onEntry(outbox, event, (entry) =>
        entry.sendingRev === event.rev
          ? { ...entry, sendingRev: null, failures: entry.failures + 1, notBeforeMs: event.notBeforeMs }
          : entry,
      );
    case 'replied':
      return replied(outbox, event.itemId, event.rev, event.reply);
    case 'claimed':
      return claimed(outbox, event.stored);
    case 'access':
      return withAccess(outbox, event.access);
    case 'time':
      return { ...outbox, over: event.over };
    case 'awake':
      return { ...outbox, waiting: mapValues(outbox.waiting, (entry) => ({ ...entry, notBeforeMs: 0 })) };
  }
}

function answered(outbox: Outbox, itemId: string, answer: Answer): Outbox {
  if (!isEditable(outbox) || sameAnswer(answerOf(outbox, itemId), answer)) return outbox;
  const before = outbox.waiting.get(itemId);
  const rev = Math.max(before?.rev ?? 0, outbox.stored.get(itemId)?.rev ?? 0) + 1;
  // Whoever answers again has seen that the item was answered elsewhere.
  const setAside = outbox.setAside.filter((each) => each.itemId !== itemId);
  return withEntry(
    { ...outbox, setAside },
    {
      itemId,
      rev,
      selected: [...answer.selected],
      flagged: answer.flagged,
      kept: false,
      sendingRev: before?.sendingRev ?? null,
      failures: before?.failures ?? 0,
      notBeforeMs: before?.notBeforeMs ?? 0,
    },
  );
}

function restored(outbox: Outbox, { itemId, rev, selected, flagged }: PendingAnswer): Outbox {
  const newest = Math.max(outbox.waiting.get(itemId)?.rev ?? 0, 0);
  if (rev <= newest) return outbox;
  return settleAgainstStored(
    withEntry(outbox, {
      itemId,
      rev,
      selected,
      flagged,
      kept: true,
      sendingRev: null,
      failures: 0,
      notBeforeMs: 0,
    }),
    itemId,
  );
}

function claimed(outbox: Outbox, stored: readonly StoredAnswer[]): Outbox {
  const next: Outbox = {
    ...withAccess(outbox, 'writing'),
    stored: new Map(stored.map((answer) => [answer.itemId, answer])),
    lastSavedAt: latestOf(stored) ?? outbox.lastSavedAt,
  };
  return [...next.waiting.keys()].reduce(settleAgainstStored, next);
}

/**
 * An entry against what the server has: a higher revision still has to be sent; the same answer is already there; anything
 * else was overtaken by another tab or device, whose answer counts.
 */
function settleAgainstStored(outbox: Outbox, itemId: string): Outbox {
  const entry = outbox.waiting.get(itemId);
  const stored = outbox.stored.get(itemId);
  if (!entry || !stored || entry.rev > stored.rev) return outbox;
  const settled = withoutEntry(outbox, itemId);
  return sameAnswer(entry, stored) ? settled : setAside(settled, itemId, 'overruled');
}

function replied(outbox: Outbox, itemId: string, rev: number, reply: SaveReply): Outbox {
  const entry = outbox.waiting.get(itemId);
  if (!entry) return outbox;
  const idle: OutboxEntry = entry.sendingRev === rev ? { ...entry, sendingRev: null } : entry;
  switch (reply.outcome) {
    case 'saved':
    case 'duplicate':
      return acknowledged(outbox, idle, rev, reply.savedAt);
    case 'stale':
    case 'conflict':
      // This tab holds the lease, so the learner's latest word is here: it goes again, above what the server has.
      return withEntry(
        { ...outbox, stored: new Map(outbox.stored).set(itemId, reply.current) },
        { ...idle, rev: Math.max(entry.rev, reply.current.rev + 1), kept: false },
      );
    case 'late':
      return setAside(withoutEntry(outbox, itemId), itemId, 'late');
    case 'closed':
      return withAccess(setAside(withoutEntry(outbox, itemId), itemId, 'late'), 'closed');
    case 'superseded':
    case 'signed_out':
    case 'gone':
      return withAccess(withEntry(outbox, idle), reply.outcome);
  }
}

function acknowledged(outbox: Outbox, entry: OutboxEntry, rev: number, savedAt: string): Outbox {
  const { itemId } = entry;
  const next: Outbox = { ...outbox, lastSavedAt: laterOf(outbox.lastSavedAt, savedAt) };
  if (entry.rev > rev) {
    // A newer answer waits behind the one that has arrived.
    return withEntry(next, { ...entry, failures: 0, notBeforeMs: 0 });
  }
  const { selected, flagged } = entry;
  const stored = new Map(outbox.stored).set(itemId, { itemId, rev, selected, flagged, savedAt });
  return withoutEntry({ ...next, stored }, itemId);
}

const withAccess = (outbox: Outbox, access: WriteAccess): Outbox =>
  outbox.access === 'closed' || outbox.access === 'gone' ? outbox : { ...outbox, access };

function setAside(outbox: Outbox, itemId: string, why: SetAside['why']): Outbox {
  const others = outbox.setAside.filter((each) => each.itemId !== itemId);
  return { ...outbox, setAside: [...others, { itemId, why }] };
}

function onEntry(
  outbox: Outbox,
  { itemId }: { readonly itemId: string },
  change: (entry: OutboxEntry) => OutboxEntry,
): Outbox {
  const entry = outbox.waiting.get(itemId);
  return entry ? withEntry(outbox, change(entry)) : outbox;
}

const withEntry = (outbox: Outbox, entry: OutboxEntry): Outbox => ({
  ...outbox,
  waiting: new Map(outbox.waiting).set(entry.itemId, entry),
});

function withoutEntry(outbox: Outbox, itemId: string): Outbox {
  const waiting = new Map(outbox.waiting);
  waiting.delete(itemId);
  return { ...outbox, waiting };
}

const mapValues = <K, V>(map: ReadonlyMap<K, V>, change: (value: V) => V): ReadonlyMap<K, V> =>
  new Map([...map].map(([key, value]) => [key, change(value)]));

/** ISO 8601 strings of one zone sort as text. */
const laterOf = (a: string | null, b: string): string => (a !== null && a > b ? a : b);

const latestOf = (stored: readonly StoredAnswer[]): string | null =>
  stored.reduce<string | null>((latest, answer) => laterOf(latest, answer.savedAt), null);
