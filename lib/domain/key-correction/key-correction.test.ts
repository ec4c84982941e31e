import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeResponse } from '../grading/grade-response';
import { type Consequence, consequenceText, recommendPolicy, scoreChangeText } from './consequence';
import { CORRECTION_POLICIES, type CorrectionPolicy } from './correction-policy';
import {
  applyDecision,
  gradeUnderRuling,
  isRight,
  type KeyDecision,
  originalRuling,
  ruleVersion,
  type VersionOffer,
} from './key-ruling';

const offer: VersionOffer = { optionIds: ['a', 'b', 'c', 'd'], keyCount: 1 };
const decide = (policy: CorrectionPolicy, ...key: string[]): KeyDecision => ({ policy, key });
const rightAnswers = (decisions: readonly KeyDecision[], key = ['a'], of = offer) =>
  [[], ['a'], ['b'], ['c'], ['d']].filter((selected) => isRight(selected, ruleVersion(key, of, decisions)));

describe('a version after one decision', () => {
  it.each<[CorrectionPolicy, string[][]]>([
    ['full_credit', [[], ['a'], ['b'], ['c'], ['d']]],
    ['both_keys', [['a'], ['c']]],
    ['current_key', [['c']]],
    ['no_regrade', [['a']]],
  ])('counts under %s exactly what the policy says', (policy, expected) => {
    expect(rightAnswers([decide(policy, 'c')])).toEqual(expected);
  });
});

describe('several decisions about one item', () => {
  it.each<[string, KeyDecision[], string[][]]>([
    [
      'both and both: three keys count',
      [decide('both_keys', 'b'), decide('both_keys', 'c')],
      [['a'], ['b'], ['c']],
    ],
    [
      'both, then current only: the last key',
      [decide('both_keys', 'b'), decide('current_key', 'c')],
      [['c']],
    ],
    [
      'current only, then both: what counted last and the new one',
      [decide('current_key', 'b'), decide('both_keys', 'c')],
      [['b'], ['c']],
    ],
    [
      'full credit outlives both',
      [decide('full_credit', 'b'), decide('both_keys', 'c')],
      [[], ['a'], ['b'], ['c'], ['d']],
    ],
    ['current only ends full credit', [decide('full_credit', 'b'), decide('current_key', 'c')], [['c']]],
    [
      'no regrade changes nothing between others',
      [decide('both_keys', 'b'), decide('no_regrade', 'd')],
      [['a'], ['b']],
    ],
    [
      'current only back to the first key undoes current only',
      [decide('current_key', 'b'), decide('current_key', 'a')],
      [['a']],
    ],
  ])('%s', (_, decisions, expected) => {
    expect(rightAnswers(decisions)).toEqual(expected);
  });
});

describe('a version that the new key can’t judge', () => {
  const older: VersionOffer = { optionIds: ['a', 'b'], keyCount: 1 };
  it.each<CorrectionPolicy>(['both_keys', 'current_key', 'no_regrade'])(
    'keeps its key under %s when it didn’t offer the option',
    (policy) => {
      expect(rightAnswers([decide(policy, 'c')], ['a'], older)).toEqual([['a']]);
    },
  );

  it('keeps its key when it asked for another number of options', () => {
    expect(rightAnswers([decide('current_key', 'b', 'c')])).toEqual([['a']]);
  });

  it('gets full credit all the same', () => {
    expect(isRight(['b'], ruleVersion(['a'], older, [decide('full_credit', 'c')]))).toBe(true);
  });
});

/** Says what is right by going through all decisions backwards, without building a ruling. */
function oracle(
  selected: readonly string[],
  key: readonly string[],
  of: VersionOffer,
  decisions: readonly KeyDecision[],
): boolean {
  const same = (a: readonly string[], b: readonly string[]) =>
    JSON.stringify([...new Set(a)].sort()) === JSON.stringify([...new Set(b)].sort());
  for (let at = decisions.length - 1; at >= 0; at -= 1) {
    const decision = decisions[at];
    if (decision === undefined) continue;
    const judged =
      new Set(decision.key).size === of.keyCount && decision.key.every((id) => of.optionIds.includes(id));
    if (decision.policy === 'full_credit') return true;
    if (decision.policy === 'both_keys' && judged && same(selected, decision.key)) return true;
    if (decision.policy === 'current_key' && judged) return same(selected, decision.key);
  }
  return selected.length > 0 && same(selected, key);
}

const OPTIONS = ['a', 'b', 'c', 'd', 'e'];
const someOptions = (minLength: number) =>
  fc.uniqueArray(fc.constantFrom(...OPTIONS), { minLength, maxLength: 3 });
const history = fc.record({
  optionIds: fc.uniqueArray(fc.constantFrom(...OPTIONS), { minLength: 2 }),
  key: someOptions(1),
  decisions: fc.array(fc.record({ policy: fc.constantFrom(...CORRECTION_POLICIES), key: someOptions(1) }), {
    maxLength: 6,
  }),
  selected: someOptions(0),
});

describe('any history', () => {
  it('scores as an oracle that reads the decisions backwards', () => {
    fc.assert(
      fc.property(history, ({ optionIds, key, decisions, selected }) => {
        const of = { optionIds, keyCount: key.length };
        expect(isRight(selected, ruleVersion(key, of, decisions))).toBe(oracle(selected, key, of, decisions));
      }),
      { numRuns: 3000 },
    );
  });

  it('never takes a point by full credit, both keys or no regrade', () => {
    fc.assert(
      fc.property(
        history,
        fc.constantFrom('full_credit', 'both_keys', 'no_regrade'),
        ({ optionIds, key, decisions, selected }, policy) => {
          const of = { optionIds, keyCount: key.length };
          const before = ruleVersion(key, of, decisions.slice(1));
          const after = applyDecision(before, of, {
            policy: policy as CorrectionPolicy,
            key: decisions[0]?.key ?? key,
          });
          expect(isRight(selected, before) && !isRight(selected, after)).toBe(false);
        },
      ),
    );
  });

  it('without decisions grades as without corrections', () => {
    fc.assert(
      fc.property(history, ({ key, selected }) => {
        expect(gradeUnderRuling(selected, originalRuling(key))).toBe(gradeResponse(selected, key));
      }),
    );
  });
});

const none: Consequence = {
  answers: 0,
  results: 0,
  learners: 0,
  up: 0,
  down: 0,
  nowPass: 0,
  noLongerPass: 0,
  releasedDown: 0,
};
const all = (current: Partial<Consequence>) => ({
  full_credit: none,
  both_keys: none,
  current_key: { ...none, ...current },
  no_regrade: none,
});

describe('the recommendation', () => {
  it.each<[string, Parameters<typeof recommendPolicy>[0], CorrectionPolicy]>([
    ['nobody has answered', { consequences: all({}), graded: 0, notJudged: 0 }, 'current_key'],
    ['nobody loses', { consequences: all({ results: 9, up: 9 }), graded: 20, notJudged: 0 }, 'current_key'],
    [
      'unseen results fall',
      { consequences: all({ results: 9, down: 9 }), graded: 20, notJudged: 0 },
      'current_key',
    ],
    [
      'a released result would fall',
      { consequences: all({ down: 1, releasedDown: 1 }), graded: 20, notJudged: 0 },
      'both_keys',
    ],
    [
      'a pass would be taken away',
      { consequences: all({ down: 1, noLongerPass: 1 }), graded: 20, notJudged: 0 },
      'both_keys',
    ],
    [
      'no answer could have been the new key',
      { consequences: all({}), graded: 20, notJudged: 20 },
      'full_credit',
    ],
  ])('when %s', (_, situation, policy) => {
    expect(recommendPolicy(situation)).toMatchObject({ policy, why: expect.stringMatching(/\.$/) });
  });
});

describe('the sentences', () => {
  it.each<[Partial<Consequence>, string]>([
    [{}, 'changes no result.'],
    [
      { results: 31, up: 20, down: 11, nowPass: 4, noLongerPass: 2 },
      'changes 31 results (20 up, 11 down): 4 now pass, 2 no longer pass.',
    ],
    [{ results: 1, up: 1, nowPass: 1 }, 'changes 1 result (all up): 1 now passes.'],
    [{ results: 3, down: 3 }, 'changes 3 results (all down): nobody’s pass changes.'],
  ])('say what a policy does', (counts, text) => {
    expect(consequenceText({ ...none, ...counts })).toBe(text);
  });

  it.each([
    [11, 12, 'your score rose by 1'],
    [12, 10, 'your score fell by 2'],
    [12, 12, 'your score stays the same'],
  ])('tell a learner what became of %s right answers', (before, after, text) => {
    expect(scoreChangeText(before, after)).toBe(text);
  });
});
