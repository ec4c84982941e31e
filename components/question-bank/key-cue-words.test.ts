import { describe, expect, it } from 'vitest';
import { keyCueSentence } from './key-cue-words';

const cues = (keyPositions: number[], longestIsKey: number) => ({
  keyPositions,
  comparable: keyPositions.reduce((sum, count) => sum + count, 0),
  longestIsKey,
  shuffleLocked: 0,
});

describe('keyCueSentence', () => {
  it('says what shuffling repairs and what it doesn’t', () => {
    expect(keyCueSentence(cues([20, 0, 0, 0], 18))).toBe(
      'The key is A in 20 of 20; the longest option is the key in 18 of 20. Shuffling repairs the first, not the second.',
    );
  });

  it('blames the place alone', () => {
    expect(keyCueSentence(cues([0, 12, 0, 0], 3))).toContain('Shuffling the options repairs that.');
  });

  it('blames the length alone', () => {
    expect(keyCueSentence(cues([5, 5, 5, 5], 15))).toContain('shorten the keys');
  });

  it('clears a balanced set', () => {
    expect(keyCueSentence(cues([5, 5, 6, 4], 6))).toContain('Neither gives the key away.');
  });

  it('states the facts of a small set without judging it', () => {
    expect(keyCueSentence(cues([3, 0], 3))).toBe(
      'The key is A in 3 of 3; the longest option is the key in 3 of 3.',
    );
  });

  it('has nothing to say about no items', () => {
    expect(keyCueSentence(cues([], 0))).toBe('There is no question with one key to look at yet.');
  });
});
