import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeResponse, type Verdict } from './grade-response';
import { passMarkCount } from './pass-mark';
import { resultAgainstCut, scoreAttempt } from './score';
import { scoreSentence } from './score-sentence';

const attempt = (correct: number, incorrect = 0, unanswered = 0) =>
  (
    [
      ['correct', correct],
      ['incorrect', incorrect],
      ['unanswered', unanswered],
    ] as [Verdict, number][]
  ).flatMap(([verdict, count]) => Array.from({ length: count }, () => ({ verdict })));

describe('gradeResponse', () => {
  it.each<[string, string[], string[], Verdict]>([
    ['the one key', ['a'], ['a'], 'correct'],
    ['another option', ['b'], ['a'], 'incorrect'],
    ['nothing', [], ['a'], 'unanswered'],
    ['both keys in another order', ['c', 'a'], ['a', 'c'], 'correct'],
    ['one of two keys', ['a'], ['a', 'c'], 'incorrect'],
    ['the keys and one more', ['a', 'b', 'c'], ['a', 'c'], 'incorrect'],
    ['the key twice', ['a', 'a'], ['a'], 'correct'],
    ['one of two keys twice', ['a', 'a'], ['a', 'c'], 'incorrect'],
  ])('grades %s', (_, selected, key, verdict) => {
    expect(gradeResponse(selected, key)).toBe(verdict);
  });

  it('refuses an item without a key', () => {
    expect(() => gradeResponse(['a'], [])).toThrow(RangeError);
  });
});

describe('passMarkCount', () => {
  it.each([
    [70, 59, 42],
    [70, 60, 42],
    [70, 45, 32],
    [70, 48, 34],
    [7, 100, 7],
    [55, 100, 55],
    [28, 25, 7],
    [66.7, 30, 21],
    [0, 59, 0],
    [100, 59, 59],
    [70, 0, 0],
  ])('%s %% of %s questions is %s', (cutPercent, questionCount, expected) => {
    expect(passMarkCount(cutPercent, questionCount)).toBe(expected);
  });

  it('is the smallest count that is not below the cut, for every whole cut and length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 2000 }), (cut, count) => {
        const mark = passMarkCount(cut, count);
        expect(mark * 100).toBeGreaterThanOrEqual(cut * count);
        expect((mark - 1) * 100).toBeLessThan(cut * count || 1);
      }),
    );
  });

  it.each([
    [-1, 10],
    [101, 10],
    [Number.NaN, 10],
    [70, 1.5],
    [70, -1],
  ])('refuses %s %% of %s', (cutPercent, questionCount) => {
    expect(() => passMarkCount(cutPercent, questionCount)).toThrow(RangeError);
  });
});

describe('scoreAttempt and resultAgainstCut', () => {
  it('keeps unanswered items in the total', () => {
    expect(scoreAttempt(attempt(12, 5, 3))).toMatchObject({
      correct: 12,
      total: 20,
      answered: 17,
      percent: 60,
    });
  });

  it('passes on the pass mark and fails one below it', () => {
    expect(resultAgainstCut(scoreAttempt(attempt(42, 17)), 70)).toMatchObject({
      passed: true,
      margin: 0,
      passMark: 42,
    });
    expect(resultAgainstCut(scoreAttempt(attempt(41, 18)), 70)).toMatchObject({ passed: false, margin: -1 });
  });

  it('does not pass a score that only rounds to the cut', () => {
    // 139 of 199 is 69.85 %, printed as 70 %.
    expect(resultAgainstCut(scoreAttempt(attempt(139, 60)), 70)?.passed).toBe(false);
  });

  it('calls a result near the cut unclear and a distant one clear', () => {
    expect(resultAgainstCut(scoreAttempt(attempt(42, 17)), 70)?.position).toBe('unclear');
    expect(resultAgainstCut(scoreAttempt(attempt(10, 49)), 70)?.position).toBe('below');
    expect(resultAgainstCut(scoreAttempt(attempt(58, 1)), 70)?.position).toBe('above');
  });

  it('has no percent and no result for a form without items', () => {
    const score = scoreAttempt([]);
    expect(score).toMatchObject({ percent: null, interval: null, total: 0 });
    expect(resultAgainstCut(score, 70)).toBeNull();
  });
});

describe('scoreSentence', () => {
  it.each([
    [
      41,
      18,
      '41 of 59 correct, 69\u00a0% (95\u00a0% interval 57 to 80). 1 more would have reached the pass mark of 42.',
    ],
    [42, 17, '42 of 59 correct, 71\u00a0% (95\u00a0% interval 59 to 81). Exactly the pass mark of 42.'],
    [50, 9, '50 of 59 correct, 85\u00a0% (95\u00a0% interval 73 to 92). 8 above the pass mark of 42.'],
    [0, 0, 'No scored questions.'],
  ])('says %s right and %s wrong in words', (correct, incorrect, sentence) => {
    const score = scoreAttempt(attempt(correct, incorrect));
    expect(scoreSentence(score, resultAgainstCut(score, 70))).toBe(sentence);
  });
});
