import {
  type Answer,
  NO_ANSWER,
  type PendingAnswer,
  type StoredAnswer,
  sameAnswer,
  sameChoice,
} from './answer';
import { isFinal, type OutboxEvent, type SaveReply, type WriteAccess } from './outbox-event';

/** One answer on its way. `sendingRev` is the revision in flight; a newer one may already wait behind it. */
export interface OutboxEntry extends PendingAnswer {
  /** Whether the device keeps it; nothing is sent before. */
  readonly kept: boolean;
  readonly sendingRev: number | null;
  readonly failures: number;
  /** Not to be sent before this moment of the device's clock, in milliseconds. */
  readonly notBeforeMs: number;
}

/** An answer that doesn't count. `late`: it came after the end. `misfit`: the question doesn't take it. */
export interface SetAside {
  readonly itemId: string;
  readonly why: 'late' | 'misfit';
}

/**
 * A question that was answered here and, by another tab or device that didn't know of it, elsewhere. What the server has counts
 * until the learner has chosen.
 */
export interface Choice {
  readonly here: PendingAnswer;
  readonly there: StoredAnswer;
}

/** Everything that one tab knows about the answers of an attempt. */
export interface Outbox {
  readonly access: WriteAccess;
  /** The time is up: nothing changes any more, but what was answered before is still sent. */
  readonly over: boolean;
  readonly stored: ReadonlyMap<string, StoredAnswer>;
  readonly waiting: ReadonlyMap<string, OutboxEntry>;
  /** By question, until the learner has decided. The device keeps the answer from here as long. */
  readonly choices: ReadonlyMap<string, Choice>;
  /** Of the lease that this page has; 0 before it has one. */
  readonly epoch: number;
  /**
   * The highest revision made here, by question, however it ended: one that was sent may still arrive after its question was
   * settled without it, so no number is used twice.
   */
  readonly revisions: ReadonlyMap<string, number>;
  readonly setAside: readonly SetAside[];
  /** ISO 8601, by the server's clock; null before the first acknowledgement. */
  readonly lastSavedAt: string | null;
}

/** @param stored what the server had when the page was made */
export function openOutbox(stored: readonly StoredAnswer[]): Outbox {
  return {
    access: 'opening',
    over: false,
    stored: new Map(stored.map((answer) => [answer.itemId, answer])),
    waiting: new Map(),
    choices: new Map(),
    epoch: 0,
    revisions: new Map(),
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
      return answered(outbox, event.itemId, event.answer, event.atMs);
    case 'chosen':
      return chosen(outbox, event.itemId, event.keep);
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
      return claimed(outbox, event);
    case 'access':
      return withAccess(outbox, event.access);
    case 'time':
      return { ...outbox, over: event.over };
    case 'awake':
      return { ...outbox, waiting: mapValues(outbox.waiting, (entry) => ({ ...entry, notBeforeMs: 0 })) };
  }
}

function answered(outbox: Outbox, itemId: string, answer: Answer, atMs: number): Outbox {
  const shown = answerOf(outbox, itemId);
  if (!isEditable(outbox) || sameAnswer(shown, answer)) return outbox;
  const before = outbox.waiting.get(itemId);
  const stored = outbox.stored.get(itemId);
  // What waits and is stored already was acknowledged without being heard; a choice that was only taken back is not.
  const isStored = before && stored && stored.rev >= before.rev && sameChoice(before, stored);
  const unheard = isStored ? undefined : before?.made;
  // Whoever answers again sees what is stored, and so has decided.
  return withEntry(decided(outbox, itemId), {
    itemId,
    rev: nextRev(outbox, itemId),
    made: {
      epoch: unheard?.epoch ?? outbox.epoch,
      base: unheard?.base ?? stored?.rev ?? 0,
      atMs,
      chose: (before?.made.chose ?? false) || !sameChoice(shown, answer),
    },
    selected: [...answer.selected],
    flagged: answer.flagged,
    kept: false,
    sendingRev: before?.sendingRev ?? null,
    failures: before?.failures ?? 0,
    notBeforeMs: before?.notBeforeMs ?? 0,
  });
}

/** An answer that nothing is under way with yet. */
const unsent = (answer: PendingAnswer, kept: boolean): OutboxEntry => ({
  ...answer,
  kept,
  sendingRev: null,
  failures: 0,
  notBeforeMs: 0,
});

/** The one from here goes again, made upon what is stored; with the one from there it is given up. */
function chosen(outbox: Outbox, itemId: string, keep: 'here' | 'there'): Outbox {
  const choice = outbox.choices.get(itemId);
  if (!choice) return outbox;
  const { here, there } = choice;
  const next = decided(outbox, itemId);
  if (keep === 'there') return next;
  const made = { ...here.made, base: there.rev, epoch: outbox.epoch };
  return withEntry(next, unsent({ ...here, made, rev: nextRev(outbox, itemId, there.rev) }, false));
}

function decided(outbox: Outbox, itemId: string): Outbox {
  if (!outbox.choices.has(itemId)) return outbox;
  const choices = new Map(outbox.choices);
  choices.delete(itemId);
  return { ...outbox, choices };
}

function restored(outbox: Outbox, answer: PendingAnswer): Outbox {
  const { itemId, rev } = answer;
  if (rev <= (outbox.waiting.get(itemId)?.rev ?? 0)) return outbox;
  const next = withEntry(outbox, unsent(answer, true));
  // Before the lease is known nothing can be told apart: the claim settles it.
  return outbox.epoch === 0 ? next : settleAgainstStored(next, itemId);
}

function claimed(
  outbox: Outbox,
  { stored, epoch, paused = false }: Extract<OutboxEvent, { type: 'claimed' }>,
): Outbox {
  const next: Outbox = {
    ...withAccess(outbox, paused ? 'paused' : 'writing'),
    epoch,
    stored: new Map(stored.map((answer) => [answer.itemId, answer])),
    lastSavedAt: latestOf(stored) ?? outbox.lastSavedAt,
  };
  return [...next.waiting.keys()].reduce(settleAgainstStored, next);
}

/**
 * An entry against what the server has, by the rules of app.save_response. What was made upon it goes; the same answer is there
 * already; what the page's own lease stored later holds; anything else was answered elsewhere meanwhile, and the learner chooses.
 */
function settleAgainstStored(outbox: Outbox, itemId: string): Outbox {
  const entry = outbox.waiting.get(itemId);
  if (!entry) return outbox;
  const stored = outbox.stored.get(itemId);
  const { made } = entry;
  if (!stored || stored.rev <= made.base) {
    if (made.epoch > 0) return outbox;
    // Of the lease that has just come; above its revision, so that the device keeps it so.
    const now = { ...made, epoch: outbox.epoch };
    return withEntry(outbox, { ...entry, made: now, rev: nextRev(outbox, itemId), kept: false });
  }
  const settled = withoutEntry(outbox, itemId);
  if (sameAnswer(entry, stored)) return settled;
  const upon = { ...made, base: stored.rev, epoch: outbox.epoch };
  const above = { ...entry, made: upon, rev: nextRev(outbox, itemId), kept: false };
  // The flag alone takes nothing from an answer that was given elsewhere.
  if (!made.chose) return withEntry(outbox, { ...above, selected: stored.selected });
  if (sameChoice(entry, stored)) return withEntry(outbox, above);
  // What was given before there was a lease may be of any page.
  const isOwn = made.epoch > 0 && stored.epoch === made.epoch;
  // Of one lease and one number, the other one comes from a page that has gone: the one from here was given after it.
  if (isOwn && stored.rev === entry.rev) return withEntry(outbox, above);
  if (isOwn) return stored.rev < entry.rev ? outbox : settled;
  const { kept: _kept, sendingRev: _sending, failures: _failures, notBeforeMs: _due, ...here } = entry;
  return { ...settled, choices: new Map(settled.choices).set(itemId, { here, there: stored }) };
}

function replied(outbox: Outbox, itemId: string, rev: number, reply: SaveReply): Outbox {
  const entry = outbox.waiting.get(itemId);
  if (!entry) return outbox;
  const idle: OutboxEntry = entry.sendingRev === rev ? { ...entry, sendingRev: null } : entry;
  switch (reply.outcome) {
    case 'saved':
    case 'duplicate':
      return acknowledged(outbox, idle, rev, reply);
    case 'stale':
    case 'conflict':
      return settleAgainstStored(
        withEntry({ ...outbox, stored: new Map(outbox.stored).set(itemId, reply.current) }, idle),
        itemId,
      );
    case 'late':
    case 'misfit':
      return setAside(withoutEntry(outbox, itemId), itemId, reply.outcome);
    case 'closed':
      return withAccess(setAside(withoutEntry(outbox, itemId), itemId, 'late'), 'closed');
    case 'superseded':
    case 'paused':
    case 'signed_out':
    case 'other_person':
    case 'removed':
    case 'gone':
      return withAccess(withEntry(outbox, idle), reply.outcome);
  }
}

function acknowledged(
  outbox: Outbox,
  entry: OutboxEntry,
  sentRev: number,
  { rev, savedAt }: { readonly rev: number; readonly savedAt: string },
): Outbox {
  const { itemId, selected, flagged, made } = entry;
  const next: Outbox = { ...outbox, lastSavedAt: laterOf(outbox.lastSavedAt, savedAt) };
  if (entry.rev > sentRev) {
    // A newer answer waits behind the one that has arrived, and is made upon it.
    const upon = { ...made, base: rev };
    return withEntry(next, {
      ...entry,
      made: upon,
      rev: Math.max(entry.rev, rev + 1),
      kept: entry.kept && entry.rev > rev,
      failures: 0,
      notBeforeMs: 0,
    });
  }
  const stored = new Map(outbox.stored).set(itemId, {
    itemId,
    rev,
    epoch: made.epoch,
    selected,
    flagged,
    savedAt,
  });
  return withoutEntry({ ...next, stored }, itemId);
}

const withAccess = (outbox: Outbox, access: WriteAccess): Outbox =>
  isFinal(outbox.access) ? outbox : { ...outbox, access };

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
  revisions: new Map(outbox.revisions).set(entry.itemId, highestRev(outbox, entry.itemId, entry.rev)),
});

/** Of this question: what was made here, what is stored, and `others`. */
const highestRev = (outbox: Outbox, itemId: string, others = 0): number =>
  Math.max(outbox.revisions.get(itemId) ?? 0, outbox.stored.get(itemId)?.rev ?? 0, others);

const nextRev = (outbox: Outbox, itemId: string, others = 0): number =>
  highestRev(outbox, itemId, others) + 1;

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
