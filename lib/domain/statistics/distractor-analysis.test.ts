import { describe, expect, it } from 'vitest';
import { distractorAnalysis, type OptionChoice } from './distractor-analysis';

/** `count` learners with this rest score choose the option; the item itself is worth one mark for option a. */
const choose = (optionId: string | null, restScore: number, count: number): OptionChoice[] =>
  Array.from({ length: count }, () => ({
    optionId,
    restScore,
    totalScore: restScore + (optionId === 'a' ? 1 : 0),
  }));

const analyse = (choices: readonly OptionChoice[]) =>
  distractorAnalysis({ optionIds: ['a', 'b', 'c'], keyId: 'a', choices });

describe('distractorAnalysis', () => {
  it('counts every option and leaves unanswered items in the denominator', () => {
    const [a, b, c] = analyse([...choose('a', 8, 20), ...choose('b', 3, 10), ...choose(null, 2, 10)]);
    expect([a?.chosenCount, b?.chosenCount, c?.chosenCount]).toEqual([20, 10, 0]);
    expect(a?.share).toMatchObject({ state: 'firm', value: 0.5, n: 40 });
    expect(a?.meanTotal).toBe(9);
  });

  it('calls a distractor functioning when the weaker learners choose it', () => {
    const [a, b, c] = analyse([...choose('a', 8, 20), ...choose('b', 3, 20), ...choose('c', 9, 20)]);
    expect([a?.functioning, b?.functioning, c?.functioning]).toEqual([null, true, false]);
  });

  it('calls a distractor that nobody chooses not functioning', () => {
    expect(analyse([...choose('a', 8, 20), ...choose('b', 3, 20)])[2]).toMatchObject({
      chosenCount: 0,
      functioning: false,
      discrimination: { state: 'undefined', reason: 'noSpread' },
    });
  });

  it('suspects the key when a distractor attracts the stronger learners', () => {
    const [a, b, c] = analyse([...choose('a', 3, 20), ...choose('b', 8, 15), ...choose('c', 0, 25)]);
    expect([a?.suspectKey, b?.suspectKey, c?.suspectKey]).toEqual([false, true, false]);
  });

  it('does not suspect the key on fewer than thirty answers', () => {
    const [, b] = analyse([...choose('a', 3, 14), ...choose('b', 8, 15)]);
    expect(b?.suspectKey).toBe(false);
  });

  it('splits the learners into thirds by total', () => {
    const [a, b] = analyse([
      ...choose('b', 1, 10),
      ...choose('b', 4, 5),
      ...choose('a', 4, 5),
      ...choose('a', 9, 10),
    ]);
    expect(a?.shareByThird).toEqual({ low: 0, middle: 0.5, high: 1 });
    expect(b?.shareByThird).toEqual({ low: 1, middle: 0.5, high: 0 });
  });

  it('gives only counts below ten answers', () => {
    expect(analyse(choose('a', 3, 9))[0]).toMatchObject({
      chosenCount: 9,
      share: { state: 'notEnough', n: 9 },
      meanTotal: null,
      shareByThird: null,
    });
  });
});
