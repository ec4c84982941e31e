import * as z from 'zod';
import { ATTEMPT_ACTS, type AttemptActKind } from '@/lib/domain/attempt/staff-act';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';

/** What can be done to everybody who sits an exam now; the others are decided person by person. */
export const ACTS_ON_ALL: ReadonlySet<AttemptActKind> = new Set([
  'extra_time',
  'pause',
  'message',
  'compensate',
]);
/** Which acts give minutes, and how many at most. */
export const TIMED_ACTS: ReadonlySet<AttemptActKind> = new Set(['extra_time', 'reopen']);
export const MOST_MINUTES = 600;
export const LONGEST_REASON = 500;
/** Of what is chosen one by one. */
const MOST_CHOSEN = 200;

const id = z.guid('There is no such assignment.');
const reason = z
  .string('Say why.')
  .trim()
  .min(1, 'Say why: the learner reads it, and it stays in the record.')
  .max(LONGEST_REASON, `Use at most ${LONGEST_REASON} characters.`);
const ids = z
  .union([z.guid(), z.array(z.guid()).max(MOST_CHOSEN, `Choose at most ${MOST_CHOSEN} people at once.`)])
  .optional()
  .transform((given): readonly string[] =>
    given === undefined ? [] : Array.isArray(given) ? given : [given],
  );
const optionalText = z
  .string()
  .trim()
  .max(30)
  .optional()
  .transform((given) => given || null);

/** An act of staff on sittings of an assignment: on everybody who sits it now, or on those that were ticked. */
export const actInput = z
  .object({
    assignmentId: id,
    kind: z.enum(ATTEMPT_ACTS, 'Choose what to do.'),
    whom: z.enum(['running', 'chosen'], 'Choose whom it is for.'),
    attemptIds: ids,
    reason,
    minutes: optionalText,
    from: optionalText,
    to: optionalText,
  })
  .check(({ value, issues }) => {
    const wrong = (field: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [field], message });
    const minutes = Number(value.minutes);
    if (TIMED_ACTS.has(value.kind) && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES))
      wrong('minutes', `Enter the minutes as a whole number from 1 to ${MOST_MINUTES}.`);
    if (value.kind === 'compensate' && value.from === null) wrong('from', 'Enter when the outage began.');
    if (value.kind === 'compensate' && value.to === null) wrong('to', 'Enter when it was over.');
    if (value.whom === 'chosen' && value.attemptIds.length === 0)
      wrong('whom', 'Tick at least one person in the list.');
    if (value.whom === 'running' && !ACTS_ON_ALL.has(value.kind))
      wrong('whom', 'This is decided person by person: tick whom it is for in the list.');
  });
export type ActInput = z.infer<typeof actInput>;

/** Takes what was done at once back as a whole. */
export const undoInput = z.object({ assignmentId: id, batchId: z.guid('There is no such act.'), reason });
export type UndoInput = z.infer<typeof undoInput>;

/** What was done at once to one or several sittings. Moments are ISO 8601. */
export interface ActBatch {
  readonly batchId: string;
  readonly kind: AttemptActKind;
  readonly reason: string;
  readonly at: string;
  /** Who did it. */
  readonly by: string;
  readonly minutes: number | null;
  /** How many sittings, and how many of them it was taken back from. */
  readonly sittings: number;
  readonly undone: number;
  /** Up to three of the people, by name. */
  readonly names: readonly string[];
}

/** A closed sitting for which answers came after its end that nobody has decided about. */
export interface LateSitting {
  readonly attemptId: string;
  readonly label: string;
  readonly closedAt: string;
  readonly closedBy: 'submitted' | 'expired';
  readonly questions: number;
  /** Of these, given before the end by the clock of the device. */
  readonly inTime: number;
}

export const ACTS = 'acts';
export const LATE = 'late';

export interface RoomView {
  readonly acts: Page<ActBatch>;
  readonly actsQuery: ListQuery;
  readonly late: Page<LateSitting>;
  readonly lateQuery: ListQuery;
}

/** Late answers that wait for a decision, over all assignments that somebody looks after. */
export interface LateWaiting {
  readonly sittings: number;
  readonly questions: number;
  readonly assignments: number;
  /** The assignment with the most. */
  readonly assignmentId: string;
  readonly examName: string;
}
