import { describe, expect, it } from 'vitest';
import type { ItemContent } from '../item/item-content';
import { parseRichText } from '../text/parse-rich-text';
import { lintItems } from './bank-cues';
import { chanceWords, cueSentence, shareWords } from './cue-sentence';

const item = (key: number, ...options: string[]): ItemContent => ({
  title: null,
  stem: parseRichText('Which?'),
  options: options.map((option, at) => ({ id: `o${at}`, body: parseRichText(option) })),
  key: [`o${key}`],
  rationales: {},
  shuffleLocked: false,
});
const many = (n: number, of: (at: number) => ItemContent) =>
  lintItems(Array.from({ length: n }, (_, at) => of(at)));
const FLAT = ['Rows', 'Logs', 'Jobs', 'Keys'];

describe('cueSentence', () => {
  it('blames the place and says that shuffling repairs it', () => {
    expect(cueSentence(many(20, () => item(0, ...FLAT)))).toBe(
      'Someone who knows nothing gets 100\u00a0% by always choosing A; a plain guesser gets 25\u00a0%. Shuffling the options repairs that.',
    );
  });

  it('blames the length and says that shuffling doesn’t repair it', () => {
    const words = FLAT.map((word, at) => (at === 2 ? `${word} and more of it` : word));
    const cues = many(16, (at) =>
      item(at % 4, ...FLAT.map((_, place) => words[(place - (at % 4) + 6) % 4] ?? '')),
    );
    expect(cueSentence(cues)).toBe(
      'Someone who knows nothing gets 100\u00a0% by always choosing the longest option; a plain guesser gets 25\u00a0%. Shuffling the options doesn’t repair that.',
    );
  });

  it('says what is left after shuffling', () => {
    expect(cueSentence(many(20, (at) => item(0, at === 0 ? 'Ro' : 'Rows and', 'Logs', 'Jobs')))).toBe(
      'Someone who knows nothing gets 100\u00a0% by always choosing A; a plain guesser gets 33.3\u00a0%. Shuffling repairs that, but leaves 95\u00a0% by always choosing the longest option.',
    );
  });

  it('clears a balanced set', () => {
    expect(cueSentence(many(20, (at) => item(at % 4, ...FLAT)))).toContain(
      'gains little by tricks: at most 25\u00a0%',
    );
  });

  it('doesn’t judge a small set', () => {
    expect(cueSentence(many(3, () => item(0, ...FLAT)))).toContain('3 questions with one key: too few');
    expect(cueSentence(lintItems([]))).toBe('There is no question with one key to look at yet.');
  });
});

describe('lintItems', () => {
  it('leaves items with several keys out of the score', () => {
    const cues = lintItems([item(0, ...FLAT), { ...item(0, ...FLAT), key: ['o0', 'o1'] }]);
    expect(cues).toMatchObject({ comparable: 1, severalKeys: 1, keyPositions: [1, 0, 0, 0] });
  });

  it('lets an item without the modal place be a guess', () => {
    const cues = lintItems([item(3, ...FLAT), item(3, ...FLAT), item(0, 'Yes', 'Not')]);
    expect(cues.scores[0]).toMatchObject({ strategy: 'position', expected: 2.5 });
    expect(cues.chance).toBeCloseTo((0.25 + 0.25 + 0.5) / 3, 12);
  });

  it('keeps the place of locked items when the rest is shuffled', () => {
    const cues = lintItems([item(0, ...FLAT), { ...item(0, ...FLAT), shuffleLocked: true }]);
    expect(cues.scores[0]?.shuffledShare).toBe((0.25 + 1) / 2);
    expect(cues.shuffleLocked).toBe(1);
  });

  it('has nothing to say about no items', () => {
    expect(lintItems([])).toMatchObject({
      comparable: 0,
      modalPosition: null,
      best: null,
      chance: 0,
      keyPositions: [],
    });
  });
});

it('writes shares and chances without false precision', () => {
  expect([1, 0.925, 1 / 3].map(shareWords)).toEqual(['100\u00a0%', '92.5\u00a0%', '33.3\u00a0%']);
  expect([1e-12, 0.0004, 0.004, 0.2].map(chanceWords)).toEqual([
    'under 1 in a million',
    'under 1 in a thousand',
    '0.004',
    '0.20',
  ]);
});
