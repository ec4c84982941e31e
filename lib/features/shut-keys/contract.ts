/** What somebody wants to read the keys of. */
export interface KeysOf {
  readonly kind: 'item' | 'bank' | 'report' | 'key_correction' | 'import';
  readonly id: string;
}

/** For what a loader gives in the place of something with keys. */
export const isShut = <T extends object>(found: T | ShutKeys): found is ShutKeys => 'isOverdue' in found;

/** What a taker is told where a question is in an exam that they are sitting as well. */
export interface ShutItem {
  readonly examName: string;
  /** ISO 8601. */
  readonly until: string;
}

/** The running exam of this person for which keys are shut: they may not read what it asks for. */
export interface ShutKeys {
  readonly attemptId: string;
  readonly examName: string;
  /** How many of the questions that were asked for are shut, in this exam or another. */
  readonly count: number;
  /** ISO 8601: when its time is over. */
  readonly until: string;
  /** Its time is over, and it is still to be closed. */
  readonly isOverdue: boolean;
  /** Of the organisation. */
  readonly timeZone: string;
}
