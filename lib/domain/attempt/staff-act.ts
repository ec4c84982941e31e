/** What staff can do to a sitting. */
export const ATTEMPT_ACTS = [
  'extra_time',
  'compensate',
  'pause',
  'another_attempt',
  'reopen',
  'void',
  'accept_late',
  'leave_late',
  'message',
] as const;
export type AttemptActKind = (typeof ATTEMPT_ACTS)[number];

/** What staff did to a sitting, as its learner reads it. */
export interface AttemptNotice {
  readonly id: string;
  readonly kind: AttemptActKind;
  /** Of a message: the message itself. */
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
  /** How much time was given: extra time, a compensated outage, an exam that was opened again. */
  readonly minutes: number | null;
  /** When and why it was taken back; a message that was isn't told any more. */
  readonly undone: { readonly at: string; readonly reason: string } | null;
}

/** Why something could not be done to one attempt, or taken back from it. */
export const ACT_OBSTACLES = [
  'not_found',
  'own_attempt',
  'not_running',
  'already_paused',
  'running',
  'voided',
  'keys_seen',
  'other_running',
  'not_affected',
  'nothing_late',
  'already_undone',
  'would_end_now',
  'already_used',
  'answered_since',
  'not_paused',
] as const;
export type ActObstacle = (typeof ACT_OBSTACLES)[number];

/** How many it was done to, and how many not, by why. */
export interface ActOutcome {
  readonly batchId: string;
  readonly kind: AttemptActKind;
  readonly done: number;
  readonly left: Readonly<Partial<Record<ActObstacle, number>>>;
}
