import type { CorrectionPolicy } from './correction-policy';

/** What one policy would do to results that are graded. Counts. */
export interface Consequence {
  /** Answers that change between right and wrong. */
  readonly answers: number;
  /** Attempts whose score changes. */
  readonly results: number;
  /** Learners with such an attempt. */
  readonly learners: number;
  readonly up: number;
  readonly down: number;
  /** Attempts from below the pass mark to it or above, and the other way round. */
  readonly nowPass: number;
  readonly noLongerPass: number;
  /** Of `down`, those whose result the learner can already see. */
  readonly releasedDown: number;
}

export type Consequences = Readonly<Record<CorrectionPolicy, Consequence>>;

/** What is known when a policy is recommended. */
export interface Situation {
  readonly consequences: Consequences;
  /** Graded answers to the item or items, and how many of them belong to versions that the new key can't judge. */
  readonly graded: number;
  readonly notJudged: number;
}

/** One policy with the reason, in words. */
export interface Recommendation {
  readonly policy: CorrectionPolicy;
  readonly why: string;
}

/**
 * Recommends a policy. The new key alone is what a score should mean, unless that takes back a result that somebody already
 * holds, or no answer could have been the new key.
 */
export function recommendPolicy({ consequences, graded, notJudged }: Situation): Recommendation {
  if (graded === 0) {
    return { policy: 'current_key', why: 'Nobody has a result with this question yet, so nothing is lost.' };
  }
  if (notJudged === graded) {
    return {
      policy: 'full_credit',
      why: 'No answer so far could have been the new key, because the earlier versions didn’t offer it. Full credit is the only policy that makes up for a wrong key.',
    };
  }
  const { current_key: current } = consequences;
  if (current.releasedDown === 0 && current.noLongerPass === 0) {
    return {
      policy: 'current_key',
      why: 'It makes every score say what people know, and takes nothing from anybody who has seen a result.',
    };
  }
  return {
    policy: 'both_keys',
    why: `Results are out: the new key alone would lower ${count(current.releasedDown, 'released result')} and take ${count(current.noLongerPass, 'pass', 'passes')} away. The price of counting both is that answers with the previous key stay right in scores and statistics; choose “Current key only” when scores must be exact.`,
  };
}

/** "31 results", "1 result". */
const count = (n: number, one: string, other = `${one}s`): string => `${n} ${n === 1 ? one : other}`;

/**
 * What a policy does, as the end of a sentence: "changes 31 results: 4 now pass, 2 no longer pass." Says so when nothing
 * changes.
 */
export function consequenceText({ results, up, down, nowPass, noLongerPass }: Consequence): string {
  if (results === 0) return 'changes no result.';
  const passes = [
    ...(nowPass > 0 ? [`${nowPass} now ${nowPass === 1 ? 'passes' : 'pass'}`] : []),
    ...(noLongerPass > 0 ? [`${noLongerPass} no longer ${noLongerPass === 1 ? 'passes' : 'pass'}`] : []),
  ];
  const ends = passes.length > 0 ? passes.join(', ') : 'nobody’s pass changes';
  const ways = up > 0 && down > 0 ? ` (${up} up, ${down} down)` : up > 0 ? ' (all up)' : ' (all down)';
  return `changes ${count(results, 'result')}${ways}: ${ends}.`;
}

/** What a learner reads about a changed score: "your score rose by 1". */
export function scoreChangeText(before: number, after: number): string {
  if (after > before) return `your score rose by ${after - before}`;
  if (after < before) return `your score fell by ${before - after}`;
  return 'your score stays the same';
}
