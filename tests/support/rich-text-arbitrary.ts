import fc from 'fast-check';
import type { Block, Inline, RichText } from '@/lib/domain/text/rich-text';

/** Everything that some format takes for a mark, and what surrounds marks. */
const HOSTILE = [
  ...[
    '*',
    '**',
    '***',
    '`',
    '``',
    '```',
    '~~~',
    '\\',
    '\\\\',
    '|',
    '\\|',
    '![',
    '](',
    ')',
    '[',
    ']',
    '_',
    '#',
    '>',
    '<br>',
  ],
  ...[
    '- ',
    '-',
    '+ ',
    '• ',
    '1. ',
    '1) ',
    '2. ',
    '01. ',
    '2024. ',
    '.',
    ' ',
    '  ',
    '\t',
    '\n',
    '\r\n',
    '\u00a0',
    '\ufeff',
  ],
  ...[
    '\\u{}',
    '\\u{*}',
    '\\u{/*}',
    '\\u{**}',
    '\\u{/**}',
    'u{}',
    '\\-',
    '\\1.',
    '1\\. ',
    '| --- |',
    '--- | ---',
    '---',
    '```sql',
    '~~~~js',
  ],
  ...[
    '(media:',
    `](media:${'a'.repeat(64)})`,
    '=',
    '~',
    '{',
    '}',
    ':',
    '"',
    "'",
    ',',
    ';',
    '<',
    '&amp;',
    '</x>',
    ']]>',
    '::',
    '//',
    '$',
  ],
  ...[
    'A. ',
    'A) ',
    'Answer: A',
    'ANSWER: B',
    'Question 1: x',
    'a',
    'B',
    'word',
    'é',
    'ß',
    '漢',
    '😀',
    '5',
    '%',
  ],
];

export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 4 })), { maxLength: 8 })
  .map((parts) => parts.join(''));

const media = fc.stringMatching(/^[0-9a-f]{64}$/);

const leaf: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: hostileText.map((text): Inline => ({ type: 'text', text })) },
  { weight: 1, arbitrary: fc.constant<Inline>({ type: 'break' }) },
  { weight: 2, arbitrary: hostileText.map((text): Inline => ({ type: 'code', text })) },
  {
    weight: 1,
    arbitrary: fc.tuple(media, hostileText).map(([sha, alt]): Inline => ({ type: 'image', media: sha, alt })),
  },
);

/** Inline nodes with at most `depth` marks around one another. */
const inlines = (depth: number): fc.Arbitrary<readonly Inline[]> =>
  fc.array(
    depth === 0
      ? leaf
      : fc.oneof(
          { weight: 4, arbitrary: leaf },
          {
            weight: 2,
            arbitrary: fc
              .tuple(fc.constantFrom('strong' as const, 'emphasis' as const), inlines(depth - 1))
              .map(([type, children]): Inline => ({ type, children })),
          },
        ),
    { maxLength: 4 },
  );

const line = fc.oneof({ weight: 6, arbitrary: inlines(2) }, { weight: 1, arbitrary: inlines(8) });

const table = fc.integer({ min: 1, max: 3 }).chain((width) => {
  const row = fc.array(line, { minLength: width, maxLength: width });
  return fc
    .tuple(row, fc.array(row, { maxLength: 3 }))
    .map(([head, rows]): Block => ({ type: 'table', head, rows }));
});

const code = fc
  .tuple(fc.option(fc.oneof(fc.constantFrom('sql', 'python'), hostileText)), hostileText)
  .map(([language, text]): Block => ({ type: 'code', language, text }));

const blocks = (depth: number): fc.Arbitrary<RichText> => {
  const plain: fc.Arbitrary<Block> = fc.oneof(
    { weight: 6, arbitrary: line.map((children): Block => ({ type: 'paragraph', children })) },
    { weight: 2, arbitrary: code },
    { weight: 1, arbitrary: table },
  );
  if (depth === 0) return fc.array(plain, { maxLength: 3 });
  const list = fc
    .tuple(fc.boolean(), fc.array(blocks(depth - 1), { maxLength: 3 }))
    .map(([ordered, items]): Block => ({ type: 'list', ordered, items }));
  return fc.array(fc.oneof({ weight: 5, arbitrary: plain }, { weight: 2, arbitrary: list }), {
    maxLength: 4,
  });
};

/** Any tree without references, as deep as trees may be. */
export const richTextTree: fc.Arbitrary<RichText> = fc.oneof(
  { weight: 8, arbitrary: blocks(2) },
  { weight: 1, arbitrary: blocks(4) },
);
