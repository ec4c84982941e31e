import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffPart, diffWords } from './word-diff';

const side = (parts: readonly DiffPart[], other: DiffPart['kind']): string =>
  parts
    .filter(({ kind }) => kind !== other)
    .map(({ text }) => text)
    .join('');

describe('a diff of words', () => {
  it('names the words that changed and nothing else', () => {
    expect(diffWords('Rebuild the whole table.', 'Rebuild the table, twice.')).toEqual([
      { kind: 'same', text: 'Rebuild the ' },
      { kind: 'removed', text: 'whole ' },
      { kind: 'same', text: 'table' },
      { kind: 'added', text: ', twice' },
      { kind: 'same', text: '.' },
    ]);
  });

  it('has one same part for equal texts and none for empty ones', () => {
    expect(diffWords('as it was', 'as it was')).toEqual([{ kind: 'same', text: 'as it was' }]);
    expect(diffWords('', '')).toEqual([]);
  });

  it('gives texts that are too long to compare as replaced', () => {
    const long = (word: string) => Array.from({ length: 1200 }, (_, at) => `${word}${at}`).join(' ');
    const parts = diffWords(`Same ${long('a')} end`, `Same ${long('b')} end`);
    expect(parts.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
  });

  it('loses no character of either text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', 'é', '\n') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after);
        expect(side(parts, 'added')).toBe(before);
        expect(side(parts, 'removed')).toBe(after);
      }),
    );
  });
});
