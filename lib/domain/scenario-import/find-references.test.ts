import { describe, expect, it } from 'vitest';
import { parseRichText } from '../text/parse-rich-text';
import { toPlainText } from '../text/rich-text';
import { bindReferences } from './bind-references';

const idByLabel = new Map(['A', 'B', 'C', 'D'].map((label) => [label, `id-${label}`]));
/** References appear in brackets, so that the test shows exactly which letters were bound. */
const bound = (source: string): string =>
  toPlainText(bindReferences(parseRichText(source), idByLabel), (id) => `[${id.slice(3)}]`);

describe('bindReferences', () => {
  it.each([
    ['A is correct. A data lake is cheap.', '[A] is correct. A data lake is cheap.'],
    ['B is incorrect. Rebuilding is slow.', '[B] is incorrect. Rebuilding is slow.'],
    ['It is fast, unlike option B.', 'It is fast, unlike option [B].'],
    ['Unlike B, this is safe.', 'Unlike [B], this is safe.'],
    ['Slower than A.', 'Slower than [A].'],
    ['Options A, C and D are wrong.', 'Options [A], [C] and [D] are wrong.'],
    ['Both B and C ignore late data.', 'Both [B] and [C] ignore late data.'],
    ['Neither A nor D scales.', 'Neither [A] nor [D] scales.'],
    ['A, B and C are wrong.', '[A], [B] and [C] are wrong.'],
    ['This is what (B) does.', 'This is what ([B]) does.'],
    ['The correct answer is B.', 'The correct answer is [B].'],
    ['Options B–D are wrong.', 'Options [B], [C] and [D] are wrong.'],
    ['Options A to C are wrong.', 'Options [A], [B] and [C] are wrong.'],
    ["C's approach loses data.", "[C]'s approach loses data."],
    ['This fails because A is asynchronous.', 'This fails because [A] is asynchronous.'],
    ['**A** is correct.', '[A] is correct.'],
    ["A isn't wrong, but B is better.", "[A] isn't wrong, but [B] is better."],
    ['A is right; C is not.', '[A] is right; [C] is not.'],
    ['One step.\nD is incorrect.', 'One step.\n[D] is incorrect.'],
    ['Only A and B are safe.', 'Only [A] and [B] are safe.'],
  ])('binds the letters of "%s"', (source, expected) => {
    expect(bound(source)).toBe(expected);
  });

  it.each([
    'A data lake is a store.',
    'Unlike A data lake, this is fast.',
    'Plan B is better.',
    'Copy data from A to D.',
    'Join tables A and B on the key.',
    'It is a B tree.',
    'Vitamin C and grade A are unrelated.',
    'C++ and C# compile.',
    'A/B testing is not needed.',
    'B-trees are slow.',
    'Sizes are in bytes (B) here.',
    'See (C) 2024 for the notice.',
    'Series A funding.',
    'A can of worms.',
    'It can answer A question at a time.',
    'U.S.A. is a country.',
    'E is correct.',
    'Options A and F are wrong.',
    'Column A is null.',
    "Don't use it.",
  ])('leaves "%s" as text', (source) => {
    expect(bound(source)).toBe(source);
  });

  it('never touches code', () => {
    expect(bound('Run `B is correct` first')).toBe('Run B is correct first');
    expect(bound('```\nA is correct\n```')).toBe('A is correct');
  });

  it('keeps every other character and the marks around it', () => {
    const tree = bindReferences(parseRichText('**B is incorrect.** Unlike *option A*, it waits.'), idByLabel);
    expect(toPlainText(tree, (id) => id.slice(3))).toBe('B is incorrect. Unlike option A, it waits.');
  });
});
