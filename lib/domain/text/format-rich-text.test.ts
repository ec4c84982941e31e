import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText, richTextTree } from '@/tests/support/rich-text-arbitrary';
import { canonicalRichText } from './canonical';
import { formatRichText } from './format-rich-text';
import { isRichText } from './is-rich-text';
import { normalRichText } from './normal-rich-text';
import { parseRichText } from './parse-rich-text';
import type { Inline, RichText } from './rich-text';

const paragraph = (...children: Inline[]): RichText => [{ type: 'paragraph', children }];
const text = (value: string): Inline => ({ type: 'text', text: value });

describe('formatRichText', () => {
  it('is read back as the same tree, whatever the text holds', () => {
    fc.assert(
      fc.property(richTextTree, (tree) => {
        const read = parseRichText(formatRichText(tree));
        expect(canonicalRichText(read)).toBe(canonicalRichText(normalRichText(tree)));
        expect(isRichText(read)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('loses nothing of what a post says', () => {
    // The mark that is nothing can make a line of its own out of nothing, which no post does.
    const post = hostileText.filter((source) => !source.includes('\\u{'));
    fc.assert(
      fc.property(post, (source) => {
        const tree = parseRichText(source);
        expect(canonicalRichText(parseRichText(formatRichText(tree)))).toBe(canonicalRichText(tree));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [
      'what people write',
      'Use **COPY INTO**, not *INSERT*:\n- one\n- two\n\nThen `SELECT *` and 2 * 3 and count(*).',
    ],
    ['code', 'Run this.\n\n```sql\nSELECT *\n\n\n  FROM t\n```'],
    ['nested lists', '1. one\n   - a\n   - b\n2. two'],
    ['a table', '| Tier | Files |\n| --- | --- |\n| hot | `a\\|b` |\n| cold |  |'],
    ['a picture', `See ![Load by hour](media:${'0a'.repeat(32)}).`],
    ['a year and a negative number', '2024. A year\n\\- 5 degrees\n1\\. Not a list'],
    ['both marks at once', '***so*** it is'],
  ])('writes %s as it was written', (_, source) => {
    expect(formatRichText(parseRichText(source))).toBe(source);
  });

  it('writes a reference as the letter of its option', () => {
    const tree = paragraph({ type: 'optionReference', optionId: 'o2' }, text(' is slower.'));
    expect(formatRichText(tree, () => 'B')).toBe('B is slower.');
    expect(formatRichText(tree)).toBe('[option] is slower.');
  });

  it('moves white space out of emphasis, so that it stays emphasis', () => {
    const tree = paragraph({ type: 'strong', children: [text('Choose ')] }, text('two'));
    expect(formatRichText(tree)).toBe('**Choose** two');
  });
});

describe('the additions to the dialect', () => {
  it('reads tables, with pipes in cells, missing cells and cells too many', () => {
    const [table] = parseRichText('| A | B |\n|---|:-:|\n| `x\\|y` | **z** | more |\n| only |\nAfter');
    expect(table).toEqual({
      type: 'table',
      head: [[text('A')], [text('B')]],
      rows: [
        [[{ type: 'code', text: 'x|y' }], [{ type: 'strong', children: [text('z')] }, text(' | more')]],
        [[text('only')], []],
      ],
    });
  });

  it('ends a table before a line without a pipe', () => {
    expect(parseRichText('a | b\n--|--\nc | d\nWhich one?').at(-1)).toEqual(paragraph(text('Which one?'))[0]);
  });

  it.each([
    ['a rule under a line', 'a\n---'],
    ['rows whose number of columns differs', 'a | b\n--- | --- | ---'],
    ['a row of dashes alone', '| --- |'],
  ])('leaves %s as text', (_, source) => {
    expect(parseRichText(source).map((block) => block.type)).toEqual(['paragraph']);
  });

  it('reads <br> as a line break in cells only', () => {
    expect(parseRichText('| a<br>b |\n| --- |')).toMatchObject([
      { head: [[text('a'), { type: 'break' }, text('b')]] },
    ]);
    expect(parseRichText('a<br>b')).toEqual(paragraph(text('a<br>b')));
  });

  it('reads a stored picture and no other address', () => {
    const media = 'c0ffee00'.repeat(8);
    expect(parseRichText(`![a \\[b\\] c](media:${media})`)).toEqual(
      paragraph({ type: 'image', media, alt: 'a [b] c' }),
    );
    for (const address of [
      'https://x.example/a.png',
      'javascript:alert(1)',
      `media:${media.toUpperCase()}`,
      'media:12',
      `media:${media} "t"`,
    ]) {
      expect(parseRichText(`![a](${address})`)).toEqual(paragraph(text(`![a](${address})`)));
    }
  });

  it('keeps blank lines of code within a list', () => {
    expect(parseRichText('- x\n\n  ```\n  a\n\n\n    b\n  ```\n- y')).toMatchObject([
      { items: [[{ type: 'paragraph' }, { type: 'code', text: 'a\n\n\n  b' }], [{ type: 'paragraph' }]] },
    ]);
  });

  it('keeps shorter fences within a longer one', () => {
    expect(parseRichText('````\n```sql\nSELECT 1\n```\n````')).toEqual([
      { type: 'code', language: null, text: '```sql\nSELECT 1\n```' },
    ]);
  });
});
