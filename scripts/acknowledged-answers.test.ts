import { describe, expect, it } from 'vitest';
import { type AnswerRecord, findLostAnswers } from './acknowledged-answers';

const answer = (given: Partial<AnswerRecord> = {}): AnswerRecord => ({
  attemptId: 'attempt 1',
  itemId: 'item 1',
  rev: 2,
  selected: ['b', 'a'],
  ...given,
});

describe('an acknowledged answer', () => {
  it.each([
    ['is stored as it was, in whatever order', [answer({ selected: ['a', 'b'] })]],
    ['was followed by a later one', [answer({ rev: 3, selected: ['c'] })]],
  ])('is safe when it %s', (_what, stored) => {
    expect(findLostAnswers([answer()], stored)).toEqual([]);
  });

  it.each([
    ['is not there', []],
    ['fell back to an earlier revision', [answer({ rev: 1 })]],
    ['has other options under the same revision', [answer({ selected: ['a'] })]],
    ['is only there for another item', [answer({ itemId: 'item 2' })]],
    ['is only there for another attempt', [answer({ attemptId: 'attempt 2' })]],
  ])('is lost when it %s', (_what, stored) => {
    expect(findLostAnswers([answer()], stored)).toEqual([answer()]);
  });
});
