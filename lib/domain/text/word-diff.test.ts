import { describe, expect, it } from 'vitest';
import { seededRandom } from '../kernel/random';
import { type DiffPart, diffWords } from './word-diff';

const marks = { same: '', removed: '-', added: '+' } as const;
const shown = (before: string, after: string): string =>
  diffWords(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : `[${marks[kind]}${text}]`))
    .join('');

const side = (parts: readonly DiffPart[], left: 'removed' | 'added'): string =>
  parts
    .filter(({ kind }) => kind === 'same' || kind === left)
    .map(({ text }) => text)
    .join('');

describe('diffWords', () => {
  it.each([
    ['the same text', 'the same text', 'the same text'],
    ['', '', ''],
    ['', 'new', '[+new]'],
    ['old', '', '[-old]'],
    ['use MERGE here', 'use COPY here', 'use [-MERGE ][+COPY ]here'],
    ['a b c', 'a c', 'a [-b ]c'],
    ['a c', 'a b c', 'a [+b ]c'],
    ['it is late', 'it is late today', 'it is late [+today]'],
    ['if a:\n  b', 'if a:\n    b', 'if a:[-\n  ][+\n    ]b'],
    ['spark.conf', 'spark.sql', 'spark.[-conf][+sql]'],
    ['x'.repeat(9), 'y'.repeat(9), '[-xxxxxxxxx][+yyyyyyyyy]'],
  ])('marks from "%s" to "%s" what changed', (before, after, expected) => {
    expect(shown(before, after)).toBe(expected);
  });

  it('marks the fewest words', () => {
    // The example of Myers' paper: five changes are enough.
    const parts = diffWords('a b c a b b a', 'c b a b a c');
    const changed = parts.filter(({ kind }) => kind !== 'same').flatMap(({ text }) => text.trim().split(' '));
    expect(changed).toHaveLength(5);
  });

  it('gives both texts back, whatever they are', () => {
    const random = seededRandom(20261127);
    const words = ['late', 'data ', ' is', '\n', 'MERGE', '.', ' ', 'é', '日本', '  '];
    const text = (): string =>
      Array.from(
        { length: Math.floor(random() * 30) },
        () => words[Math.floor(random() * words.length)],
      ).join('');
    for (let run = 0; run < 2000; run += 1) {
      const [before, after] = [text(), text()];
      const parts = diffWords(before, after);
      expect(side(parts, 'removed').replaceAll(' ', '')).toBe(before.replaceAll(' ', ''));
      expect(side(parts, 'added')).toBe(after);
    }
  });

  it('stays quick when everything is different', () => {
    const words = (mark: string): string =>
      Array.from({ length: 30_000 }, (_, at) => `${mark}${at}`).join(' ');
    expect(diffWords(words('a'), words('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
