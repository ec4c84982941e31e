import type { Verdict } from '../grading/grade-response';
import type { CorrectionPolicy } from './correction-policy';

/** Option ids, in any order. */
export type Key = readonly string[];

/** What a version put before its learners: which options, and how many of them to choose. */
export interface VersionOffer {
  readonly optionIds: readonly string[];
  readonly keyCount: number;
}

/** One decision about an item: the key that is right now, and how earlier answers are scored. */
export interface KeyDecision {
  readonly policy: CorrectionPolicy;
  readonly key: Key;
}

/** How answers to one version of an item are scored: everything is right, or any of the accepted keys. */
export interface KeyRuling {
  readonly fullCredit: boolean;
  /** Each ascending, without repetitions; at least one. Without effect while `fullCredit` holds. */
  readonly accepted: readonly Key[];
}

const ascending = (ids: Key): Key => [...new Set(ids)].sort();
const isSame = (a: Key, b: Key): boolean => a.length === b.length && a.every((id, at) => id === b[at]);

/** The ruling of a version that no correction has touched: its own key. */
export const originalRuling = (key: Key): KeyRuling => ({ fullCredit: false, accepted: [ascending(key)] });

/**
 * Whether a version can be judged by a key at all: it offered every option of the key and asked for as many. Nobody can be
 * asked to have chosen what wasn't there, or two where one was to be chosen.
 */
export function canBeJudgedBy({ optionIds, keyCount }: VersionOffer, key: Key): boolean {
  const wanted = ascending(key);
  return wanted.length === keyCount && wanted.every((id) => optionIds.includes(id));
}

/**
 * The ruling after one more decision. Decisions compose in the order in which they were made:
 * full credit holds until a later `current_key`; `both_keys` adds to whatever counts by then and takes nothing away;
 * `current_key` leaves the new key alone; `no_regrade` changes nothing. A version that can't be judged by the new key
 * keeps its ruling under both of these, because no answer to it can be the new key.
 */
export function applyDecision(
  ruling: KeyRuling,
  offer: VersionOffer,
  { policy, key }: KeyDecision,
): KeyRuling {
  const wanted = ascending(key);
  switch (policy) {
    case 'full_credit':
      return { ...ruling, fullCredit: true };
    case 'no_regrade':
      return ruling;
    case 'current_key':
      return canBeJudgedBy(offer, key) ? { fullCredit: false, accepted: [wanted] } : ruling;
    case 'both_keys':
      if (!canBeJudgedBy(offer, key) || ruling.accepted.some((known) => isSame(known, wanted))) return ruling;
      return { ...ruling, accepted: [...ruling.accepted, wanted] };
  }
}

/**
 * The ruling of a version after every decision that was made since it was replaced, oldest first.
 *
 * @param key the key that the version was frozen with
 */
export const ruleVersion = (key: Key, offer: VersionOffer, decisions: readonly KeyDecision[]): KeyRuling =>
  decisions.reduce((ruling, decision) => applyDecision(ruling, offer, decision), originalRuling(key));

/**
 * Whether an answer gets the point. Full credit goes to everybody, also to who left the question unanswered: nobody can be
 * blamed for not answering a question that was wrong.
 */
export function isRight(selected: Key, { fullCredit, accepted }: KeyRuling): boolean {
  const chosen = ascending(selected);
  return fullCredit || (chosen.length > 0 && accepted.some((key) => isSame(key, chosen)));
}

/** The verdict that a learner reads; an answer that gets the point is right, also an empty one. */
export function gradeUnderRuling(selected: Key, ruling: KeyRuling): Verdict {
  if (isRight(selected, ruling)) return 'correct';
  return selected.length === 0 ? 'unanswered' : 'incorrect';
}
