import { describe, expect, it } from 'vitest';
import { applyEdits } from '../apply-edits';
import { parseAiken } from './aiken';

const brief = (source: string) => {
  const { items, lines, messages } = parseAiken(source);
  return {
    items: items.map(({ stem, options, ready }) => ({
      stem,
      options: options.map(({ label, text, correct }) => `${label}${correct ? '*' : ''} ${text}`),
      ready,
    })),
    unrecognised: lines.unrecognised,
    codes: messages.filter(({ code }) => code !== 'rationale/missing').map(({ code }) => code),
  };
};

const GOOD =
  'Which table keeps history?\nA. Delta\nB) Parquet\nC. CSV\nANSWER: A\n\nWhich one scales?\nA. x\nB. y\nANSWER: B\n';

describe('parseAiken', () => {
  it('reads questions with either sign behind the letter', () => {
    expect(brief(GOOD)).toEqual({
      items: [
        { stem: 'Which table keeps history?', options: ['A* Delta', 'B Parquet', 'C CSV'], ready: true },
        { stem: 'Which one scales?', options: ['A x', 'B* y'], ready: true },
      ],
      unrecognised: 0,
      codes: [],
    });
  });

  it('reads stems and options of several lines, numbers, lower case, several keys and an explanation', () => {
    const source =
      '3) First line\nsecond line\n\na. one\n   and more\nb. two\nc. three\nAnswer: a, C\nFeedback: Because of this\nand that.\n\nE. coli is what?\nA. x\nB. E. coli\nANSWER: B';
    expect(brief(source)).toMatchObject({
      items: [
        { stem: 'First line\nsecond line', options: ['a* one\nand more', 'b two', 'c* three'], ready: true },
        { stem: 'E. coli is what?', options: ['A x', 'B* E. coli'], ready: true },
      ],
      unrecognised: 0,
    });
    expect(parseAiken(source).items[0]?.overallRationale).toBe('Because of this\nand that.');
  });

  it('blocks only the question that is at fault', () => {
    const source = `Lost?\nA. x\nB. y\n\n${GOOD}`;
    const { items, codes } = brief(source);
    expect(items.map(({ ready }) => ready)).toEqual([false, true, true]);
    expect(codes).toEqual(['key/missing']);
  });

  it('finds a question whose answer is missing although no blank line follows it', () => {
    expect(brief('One?\nA. x\nB. y\nTwo?\nA. v\nB. w\nANSWER: A').items.map(({ stem }) => stem)).toEqual([
      'One?',
      'Two?',
    ]);
  });

  it.each([
    ['a missing answer', 'Q?\nA. x\nB. y\n', 'key/missing'],
    ['an answer that names no option', 'Q?\nA. x\nB. y\nANSWER: D', 'key/unknown-option'],
    ['an answer without a letter', 'Q?\nA. x\nB. y\nANSWER: yes!', 'key/unreadable'],
    ['two answers', 'Q?\nA. x\nB. y\nANSWER: A\nANSWER: B', 'key/repeated'],
    ['a letter used twice', 'Q?\nA. x\nA. y\nANSWER: A', 'option/duplicate-label'],
  ])('names %s and repairs it with one press', (_, source, code) => {
    const message = parseAiken(source).messages.find((found) => found.code === code);
    const fix = message?.fixes?.[0];
    expect(fix).toBeDefined();
    const repaired = brief(applyEdits(source, fix?.edits ?? []));
    expect(repaired.items.map(({ ready }) => ready)).toEqual([true]);
  });

  it('names a letter that is missing, an option alone, and text that belongs to nothing', () => {
    expect(brief('Q?\nA. x\nC. y\nANSWER: C').codes).toEqual(['option/label-gap']);
    expect(brief('Q?\nA. x\nANSWER: A').codes).toEqual(['option/too-few']);
    expect(brief(`A title\n\n${GOOD}\nThe end`)).toMatchObject({
      unrecognised: 1,
      codes: ['line/unrecognised'],
    });
    expect(brief('nothing here')).toMatchObject({ items: [], codes: ['line/unrecognised', 'post/no-items'] });
  });
});
