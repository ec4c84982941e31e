import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalRichText, normaliseForMatching } from './canonical';
import { isRichText } from './is-rich-text';
import { parseRichText } from './parse-rich-text';
import { type Inline, type RichText, toPlainText } from './rich-text';

const paragraph = (...children: Inline[]): RichText => [{ type: 'paragraph', children }];
const text = (value: string): Inline => ({ type: 'text', text: value });

describe('parseRichText', () => {
  it.each([
    ['a stem that begins with the article A', 'A trading desk streams data.'],
    ['names in snake case', 'Call snake_case_name and __init__ now'],
    ['a product', 'a * b * c'],
    ['a count of rows', 'count(*) and sum(*)'],
    ['file patterns', '*.csv and *.txt'],
    ['powers', '2**3**4'],
    ['keyword arguments', 'f(**kwargs) and **kwargs'],
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['an unclosed back quote', 'the ` sign'],
    ['a year with a full stop', '2024. A year'],
  ])('leaves %s as text', (_, source) => {
    expect(parseRichText(source)).toEqual(paragraph(text(source)));
  });

  it('reads strong, emphasis, both at once and code', () => {
    expect(parseRichText('**BEST** and *only* and ***so*** and `a * b`')).toEqual(
      paragraph(
        { type: 'strong', children: [text('BEST')] },
        text(' and '),
        { type: 'emphasis', children: [text('only')] },
        text(' and '),
        { type: 'emphasis', children: [{ type: 'strong', children: [text('so')] }] },
        text(' and '),
        { type: 'code', text: 'a * b' },
      ),
    );
  });

  it('takes a backslash before a star or a back quote as "not a mark"', () => {
    expect(parseRichText('\\*x\\* and \\`y')).toEqual(paragraph(text('*x* and `y')));
  });

  it('keeps a single newline as a line break and a blank line as a new paragraph', () => {
    expect(parseRichText('one\ntwo\n\nthree')).toEqual([
      ...paragraph(text('one'), { type: 'break' }, text('two')),
      ...paragraph(text('three')),
    ]);
  });

  it('keeps fenced code verbatim with its language and reads an unclosed fence as text', () => {
    expect(parseRichText('```sql\nSELECT *\n  FROM *t*\n```')).toEqual([
      { type: 'code', language: 'sql', text: 'SELECT *\n  FROM *t*' },
    ]);
    expect(toPlainText(parseRichText('```sql\nSELECT 1'))).toBe('```sql\nSELECT 1');
  });

  it('reads nested lists', () => {
    expect(toPlainText(parseRichText('- one\n- two\n  1. deep\n  2. deeper'))).toBe(
      '- one\n- two\n  \n  1. deep\n  2. deeper',
    );
  });

  it('gives a valid tree for any string', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '***',
      '`',
      '``',
      '```',
      '\n',
      '\n\n',
      '- ',
      '1. ',
      '  ',
      'a',
      'b',
      '\\',
      '(',
      ')',
    );
    const markish = fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), markish), (source) =>
        isRichText(parseRichText(source)),
      ),
    );
  });

  it('never loses a letter', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    const glue = fc.constantFrom(
      ' ',
      '\n',
      '\n\n',
      ' *',
      '* ',
      ' **',
      '** ',
      ' `',
      '` ',
      '\n- ',
      '\n  - ',
      '\n1. ',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(glue, word), { maxLength: 30 }), (pairs) => {
        const source = pairs.map(([mark, inner]) => mark + inner).join('');
        const letters = toPlainText(parseRichText(source)).replaceAll(/[^a-z]/g, '');
        expect(letters).toBe(pairs.map(([, inner]) => inner).join(''));
      }),
    );
  });
});

describe('toPlainText', () => {
  const tree = paragraph({ type: 'optionReference', optionId: 'o1' }, text(' is correct.'));

  it('writes a reference as the letter that the reader sees', () => {
    expect(toPlainText(tree, () => 'C')).toBe('C is correct.');
  });

  it('says that it is an option when no letter is known', () => {
    expect(toPlainText(tree)).toBe('[option] is correct.');
  });
});

describe('isRichText', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['a string', 'text'],
    ['an unknown block', [{ type: 'html', text: '<b>' }]],
    ['an extra field', [{ type: 'paragraph', children: [], onclick: 'x' }]],
    ['a missing field', [{ type: 'code', text: 'x' }]],
    ['an unknown inline node', [{ type: 'paragraph', children: [{ type: 'image', src: 'x' }] }]],
    [
      'a reference without an id',
      [{ type: 'paragraph', children: [{ type: 'optionReference', optionId: '' }] }],
    ],
    [
      'text that is not a string',
      [{ type: 'paragraph', children: [{ type: 'text', text: { toString: 1 } }] }],
    ],
    ['a list whose item is no list of blocks', [{ type: 'list', ordered: true, items: ['x'] }]],
  ])('refuses %s', (_, value) => {
    expect(isRichText(value)).toBe(false);
  });

  it('refuses a tree that is too deep without running out of stack', () => {
    let node: unknown = { type: 'text', text: 'x' };
    for (let depth = 0; depth < 5000; depth += 1) node = { type: 'strong', children: [node] };
    expect(isRichText([{ type: 'paragraph', children: [node] }])).toBe(false);
  });

  it('answers for any value', () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof isRichText(value) === 'boolean'));
  });
});

describe('canonicalRichText', () => {
  it('is equal for equal content, however the nodes were cut and the keys ordered', () => {
    const cut: RichText = [{ children: [text('a  b'), text(' c ')], type: 'paragraph' }];
    expect(canonicalRichText(cut)).toBe(canonicalRichText(paragraph(text('a b c'))));
  });

  it('differs where emphasis, code or a reference differs', () => {
    const variants = [
      paragraph(text('a')),
      paragraph({ type: 'strong', children: [text('a')] }),
      paragraph({ type: 'code', text: 'a' }),
      paragraph({ type: 'optionReference', optionId: 'a' }),
      paragraph(text('\\c(a)')),
      paragraph(text('\\s(a)')),
    ];
    expect(new Set(variants.map(canonicalRichText)).size).toBe(variants.length);
  });
});

describe('normaliseForMatching', () => {
  it('folds case, white space, quotes and closing punctuation', () => {
    expect(normaliseForMatching(' The “Lakehouse”  table. ')).toBe(
      normaliseForMatching('the "lakehouse" table'),
    );
  });

  it('keeps signs that change a meaning', () => {
    expect(normaliseForMatching('x < 5')).not.toBe(normaliseForMatching('x > 5'));
  });
});
