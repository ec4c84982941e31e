import fc from 'fast-check';

/** A question whose meaning is known, apart from how a post writes it. */
export interface KnownItem {
  readonly title: string;
  /** Lines of the stem. */
  readonly stem: readonly string[];
  /** Lines of each option. */
  readonly options: readonly (readonly string[])[];
  /** Indexes of the options that are right, in order. */
  readonly key: readonly number[];
  /** One sentence or two for each option, without a letter or a verdict. */
  readonly reasons: readonly string[];
}

export const STYLES = {
  head: [
    ...[
      'question',
      'question-heading',
      'question-bold',
      'q-dot',
      'heading-number',
      'bold-number',
      'number-dot',
      'number-bracket',
    ],
    ...['id', 'item-id', 'caption', 'stem-heading', 'unnumbered', 'every-one', 'one-line'],
  ],
  option: [
    'bare',
    'dot',
    'bracket',
    'brackets',
    'bold',
    'list',
    'bold-list',
    'indented',
    'lower',
    'numbers',
    'boxes',
    'lettered-boxes',
  ],
  key: [
    ...[
      'answer',
      'correct-answer',
      'bold',
      'glued',
      'tight',
      'with-text',
      'sentence',
      'below',
      'details',
      'callout',
    ],
    ...['suffix', 'star', 'list-at-end', 'table-at-end'],
  ],
  rationale: [
    'none',
    'sentences',
    'headed-sentences',
    'labels',
    'nouns',
    'paragraph',
    'verdicts',
    'overall',
    'loose-labels',
  ],
  stimulus: ['none', 'range', 'range-heading', 'single'],
  divider: ['blank', 'blanks', 'rule', 'noise', 'section'],
  lineEnd: ['\n', '\r\n', '\r'],
} as const;

export type PostStyle = { readonly [D in keyof typeof STYLES]: (typeof STYLES)[D][number] } & {
  readonly spaced: boolean;
  readonly byteOrderMark: boolean;
};

/** What a reader should find. */
export interface ExpectedItem {
  readonly number: number;
  readonly sourceId: string | null;
  readonly stem: string;
  readonly options: readonly {
    readonly text: string;
    readonly correct: boolean;
    readonly rationale: string | null;
  }[];
  readonly overallRationale: string | null;
  readonly stimulus: string | null;
}

export interface GeneratedPost {
  readonly source: string;
  readonly items: readonly ExpectedItem[];
}

const words = fc.constantFrom(
  ...[
    'lamp',
    'pier',
    'the',
    'a',
    'A',
    'of',
    'ferry',
    'Zürich',
    '航路',
    'маяк',
    '`x = 1`',
    'is',
    'and',
    'B-tree',
    '50%',
    'C++',
  ],
  ...['<fromDir>', 'harbour', '"night"', 'it’s', 'I/O', '3.5', 'row', 'not', '*soon*', 'e.g.', '🚢'],
);
const phrase = fc.array(words, { minLength: 2, maxLength: 7 }).map((list) => list.join(' '));
const opening = fc.constantFrom(
  'A ship',
  'Which',
  'The master',
  'I think',
  'When',
  'Given 12 lamps,',
  'B trees',
  'An office',
);
const code = fc.constantFrom(
  ['```sql', 'SELECT *', 'FROM piers', '', 'A. not an option', '```'],
  ['```', '1. not a question', 'Answer: B', '```'],
  ['~~~py', 'def lamp():', '    return "B is correct"', '~~~'],
);

const stem = fc
  .record({ start: opening, rest: phrase, more: fc.option(phrase), block: fc.option(code, { freq: 4 }) })
  .map(({ start, rest, more, block }) => [
    ...(more === null && block === null ? [] : [`Here ${more ?? 'it is'}.`]),
    ...(block ?? []),
    `${start} ${rest}?`,
  ]);
const option = fc
  .record({ text: phrase, more: fc.option(phrase, { freq: 5 }), block: fc.option(code, { freq: 9 }) })
  .map(({ text, more, block }) => [
    `Take ${text}`,
    ...(more === null ? [] : [`with ${more}`]),
    ...(block ?? []),
  ]);

export const knownItem: fc.Arbitrary<KnownItem> = fc
  .record({
    title: phrase.map((text) => `On ${text}`),
    stem,
    options: fc.uniqueArray(option, {
      minLength: 2,
      maxLength: 6,
      selector: (lines) => (lines[0] ?? '').toLowerCase(),
    }),
    keySeed: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 }),
    reasons: fc.array(
      phrase.map((text) => `Because ${text}.`),
      { minLength: 6, maxLength: 6 },
    ),
  })
  .map(({ title, stem: lines, options, keySeed, reasons }) => {
    const chosen = [...new Set(keySeed.map((seed) => seed % options.length))].sort();
    const key = chosen.length === options.length ? chosen.slice(0, 1) : chosen;
    return { title, stem: lines, options, key, reasons: reasons.slice(0, options.length) };
  });

export const postStyle: fc.Arbitrary<PostStyle> = fc
  .record({
    head: fc.constantFrom(...STYLES.head),
    option: fc.constantFrom(...STYLES.option),
    key: fc.constantFrom(...STYLES.key),
    rationale: fc.constantFrom(...STYLES.rationale),
    stimulus: fc.constantFrom(...STYLES.stimulus),
    divider: fc.constantFrom(...STYLES.divider),
    lineEnd: fc.constantFrom(...STYLES.lineEnd),
    spaced: fc.boolean(),
    byteOrderMark: fc.boolean(),
  })
  .map(settle);

/** Leaves out what no post can mean: a number for questions and options alike, a star before a box. */
function settle(style: PostStyle): PostStyle {
  const { head } = style;
  const isNumbered = head === 'number-dot' || head === 'number-bracket' || head === 'every-one';
  let { option: options, key, rationale, stimulus, divider, spaced } = style;
  if (head === 'one-line') {
    options = 'dot';
    spaced = false;
    if (!['answer', 'correct-answer', 'glued', 'tight'].includes(key)) key = 'answer';
    rationale = 'none';
  }
  // Where no question has a head, numbers of options can be numbers of questions.
  if (options === 'numbers' && (isNumbered || head === 'unnumbered')) options = 'dot';
  if (options === 'boxes' || options === 'lettered-boxes') key = 'suffix';
  if (options === 'numbers' && ['glued', 'sentence', 'star', 'list-at-end', 'table-at-end'].includes(key))
    key = 'answer';
  if (options === 'bare' && key === 'star') options = 'dot';
  if (key === 'star' && (options === 'bold' || options === 'bold-list' || options === 'list'))
    options = 'dot';
  const hasRanges = !['stem-heading', 'unnumbered', 'caption', 'id', 'item-id'].includes(head);
  if (!hasRanges) stimulus = 'none';
  // Without heads a heading or a paragraph of the explanation would be a part of the next question.
  if (head === 'unnumbered' && divider === 'section') divider = 'blank';
  if (rationale === 'loose-labels' && options === 'numbers') rationale = 'labels';
  return { ...style, option: options, key, rationale, stimulus, divider, spaced };
}

const PLAIN_CODE = /^(?:```|~~~)/;

/** Content that a style can't hold is simplified: one line has no code blocks. */
function simplify(item: KnownItem, style: PostStyle): KnownItem {
  const firstOnly = (lines: readonly string[]): readonly string[] => lines.slice(0, 1);
  const isOneLine = style.head === 'one-line';
  const last = item.stem.at(-1) ?? '';
  const needsOneParagraph =
    isOneLine || style.head === 'unnumbered' || style.head === 'stem-heading' || style.head === 'caption';
  const hasNoCode = item.stem.every((line) => !PLAIN_CODE.test(line));
  const isMarked = ['suffix', 'star', 'with-text', 'below'].includes(style.key);
  return {
    ...item,
    stem: needsOneParagraph || (style.option === 'numbers' && !hasNoCode) ? [last] : item.stem,
    options: isOneLine || isMarked ? item.options.map(firstOnly) : item.options,
  };
}

function labelOf(style: PostStyle, at: number): string {
  if (style.option === 'numbers') return String(at + 1);
  return style.option === 'lower' ? 'abcdef'.charAt(at) : 'ABCDEF'.charAt(at);
}

function writeOption(item: KnownItem, style: PostStyle, at: number): readonly string[] {
  const [first = '', ...more] = item.options[at] ?? [];
  const label = labelOf(style, at);
  const isRight = item.key.includes(at);
  const box = isRight ? '[x]' : '[ ]';
  const suffix = style.key === 'suffix' && isRight && !style.option.endsWith('boxes') ? ' (Correct)' : '';
  const star = style.key === 'star' && isRight ? '*' : '';
  const marks: Readonly<Record<PostStyle['option'], string>> = {
    bare: `${label} `,
    dot: `${label}. `,
    bracket: `${label}) `,
    brackets: `(${label}) `,
    bold: `**${label}.** `,
    list: `- ${label}. `,
    'bold-list': `* **${label})** `,
    indented: `    ${label}. `,
    lower: `${label}) `,
    numbers: `${label}. `,
    boxes: `- ${box} `,
    'lettered-boxes': `- ${box} ${label}. `,
  };
  return [star + marks[style.option] + first + suffix, ...more];
}

function writeKey(item: KnownItem, style: PostStyle): readonly string[] {
  const labels = item.key.map((at) => labelOf(style, at));
  const list = labels.join(', ');
  const texts = item.key.map((at) => `${labelOf(style, at)}. ${item.options[at]?.[0] ?? ''}`);
  const isPlain = !texts.some((text) => /[,;&]| and /.test(text));
  switch (style.key) {
    case 'correct-answer':
      return [`Correct answer: ${list}`];
    case 'bold':
      return [`**Answer:** ${labels.join(' and ')}`];
    case 'glued':
      return [`Answer: ${labels.join('').toUpperCase()}`];
    case 'tight':
      return [`Answer: ${labels.join(',')}`];
    case 'with-text':
      return [`Answer: ${labels.length === 1 || isPlain ? texts.join(', ') : list}`];
    case 'sentence':
      return [
        labels.length > 1
          ? `The correct answers are ${list.toUpperCase()}.`
          : `The correct answer is ${list.toUpperCase()}.`,
      ];
    case 'below':
      return ['**Answer:**', ...(isPlain ? texts.map((text) => `- ${text}`) : [list])];
    case 'details':
      return ['<details>', '<summary>Show answer</summary>', '', `Answer: ${list}`, '', '</details>'];
    case 'callout':
      return ['> [!TIP] Answer', `> Correct answer: ${list}`];
    case 'suffix':
    case 'star':
    case 'list-at-end':
    case 'table-at-end':
      return [];
    default:
      return [`Answer: ${list}`];
  }
}

interface Reasons {
  readonly lines: readonly string[];
  readonly perOption: readonly (string | null)[];
  readonly overall: string | null;
}

function writeReasons(item: KnownItem, style: PostStyle): Reasons {
  const verdict = (at: number): string => (item.key.includes(at) ? 'correct' : 'incorrect');
  const label = (at: number): string => labelOf(style, at).toUpperCase();
  const all = item.reasons.map((reason, at) => ({ reason, at }));
  const none = item.options.map(() => null);
  const isNumbers = style.option === 'numbers';
  const sentences = all.map(
    ({ reason, at }) => `${isNumbers ? 'Option ' : ''}${label(at)} is ${verdict(at)}. ${reason}`,
  );
  switch (style.rationale) {
    case 'sentences':
      return { lines: ['', ...sentences], perOption: sentences, overall: null };
    case 'headed-sentences':
      return { lines: ['', 'Rationale:', ...sentences], perOption: sentences, overall: null };
    case 'labels':
      return {
        lines: [
          '',
          '**Explanation:**',
          ...all.map(
            ({ reason, at }) => `- ${isNumbers ? '' : '**'}${label(at)}.${isNumbers ? '' : '**'} ${reason}`,
          ),
        ],
        perOption: item.reasons,
        overall: null,
      };
    case 'loose-labels':
      return {
        lines: ['', 'Explanation:', ...all.flatMap(({ reason, at }) => ['', `${label(at)}) ${reason}`])],
        perOption: item.reasons,
        overall: null,
      };
    case 'nouns': {
      const lines = all.map(({ reason, at }) => `Option ${label(at)}: ${reason}`);
      return { lines: ['', 'Explanation:', '', ...lines], perOption: item.reasons, overall: null };
    }
    case 'paragraph': {
      if (isNumbers) return writeReasons(item, { ...style, rationale: 'sentences' });
      const parts = all.map(({ reason, at }) => `Option ${label(at)} is ${verdict(at)}. ${reason}`);
      return { lines: ['', `Explanation: ${parts.join(' ')}`], perOption: parts, overall: null };
    }
    case 'verdicts': {
      const lines = all.map(
        ({ reason, at }) => `${item.key.includes(at) ? 'Correct' : 'Incorrect'}. ${reason}`,
      );
      return {
        lines: ['', 'Explanation:', ...lines.map((line) => `- ${line}`)],
        perOption: lines,
        overall: null,
      };
    }
    case 'overall': {
      const text = `It all depends. ${item.reasons[0] ?? ''}`;
      return { lines: ['', 'Explanation:', text], perOption: none, overall: text };
    }
    default:
      return { lines: [], perOption: none, overall: null };
  }
}

function writeHead(
  item: KnownItem,
  style: PostStyle,
  number: number,
): { readonly lines: readonly string[]; readonly id: string | null } {
  const [first = '', ...more] = item.stem;
  switch (style.head) {
    case 'question':
      return { lines: [`Question ${number}: ${item.title}`, '', ...item.stem], id: null };
    case 'question-heading':
      return { lines: [`## Question ${number} *(Medium)*`, '', ...item.stem], id: null };
    case 'question-bold':
      return { lines: [`**Question ${number}**`, ...item.stem], id: null };
    case 'q-dot':
      return { lines: [`Q${number}.`, ...item.stem], id: null };
    case 'heading-number':
      return { lines: [`### ${number} .`, '', ...item.stem], id: null };
    case 'bold-number':
      return { lines: [`**${number}.** ${first}`, ...more], id: null };
    case 'number-dot':
      return { lines: [`${number}. ${first}`, ...more], id: null };
    case 'number-bracket':
      return { lines: [`${number}) ${first}`, ...more], id: null };
    case 'every-one':
      return { lines: [`1. ${first}`, ...more], id: null };
    case 'id':
      return { lines: [`## GS-${number}`, '', ...item.stem], id: `GS-${number}` };
    case 'item-id':
      return { lines: [`Item ID: lamp-${number}`, '', ...item.stem], id: `lamp-${number}` };
    case 'caption':
      return { lines: [`Question: ${first}`, ...more], id: null };
    case 'stem-heading':
      return { lines: [`### ${first}`, ...more], id: null };
    default:
      return { lines: item.stem, id: null };
  }
}

const DIVIDERS: Readonly<Record<PostStyle['divider'], readonly string[]>> = {
  blank: [''],
  blanks: ['', '', ''],
  rule: ['', '---', ''],
  noise: ['', '3 comments', 'Reply', ''],
  section: ['', '## Part two', ''],
};

/** Writes known items in one style and says what a reader should find. */
export function writePost(known: readonly KnownItem[], style: PostStyle): GeneratedPost {
  const lines: string[] = [];
  const items: ExpectedItem[] = [];
  const answers: string[] = [];
  for (const [at, given] of known.entries()) {
    const item = simplify(given, style);
    const number = at + 1;
    const stimulus = writeStimulus(style, at, known.length);
    lines.push(...stimulus.lines);
    const head = writeHead(item, style, number);
    const reasons = writeReasons(item, style);
    const options = item.options.flatMap((_, index) => [
      ...(style.spaced && index > 0 ? [''] : []),
      ...writeOption(item, style, index),
    ]);
    const key = writeKey(item, style);
    if (style.head === 'one-line') lines.push([`${number}.`, ...head.lines, ...options, ...key].join(' '));
    else lines.push(...head.lines, '', ...options, ...(key.length > 0 ? ['', ...key] : []), ...reasons.lines);
    lines.push(...DIVIDERS[style.divider]);
    const list = item.key.map((index) => labelOf(style, index).toUpperCase()).join(', ');
    answers.push(style.key === 'table-at-end' ? `| ${number} | ${list} |` : `${number}. ${list}`);
    items.push({
      number,
      sourceId: head.id,
      stem: item.stem.join('\n'),
      options: item.options.map((text, index) => ({
        text: text.join('\n'),
        correct: item.key.includes(index),
        rationale: reasons.perOption[index] ?? null,
      })),
      overallRationale: reasons.overall,
      stimulus: stimulus.text,
    });
  }
  if (style.key === 'list-at-end') lines.push('## Answer key', '', ...answers);
  if (style.key === 'table-at-end')
    lines.push('Answers', '', '| Question | Answer |', '|---|---|', ...answers);
  return { source: (style.byteOrderMark ? '\ufeff' : '') + lines.join(style.lineEnd), items };
}

/** Pairs of questions have a background together; a single one has its own. */
function writeStimulus(
  style: PostStyle,
  at: number,
  count: number,
): { readonly lines: readonly string[]; readonly text: string | null } {
  const text = `Some harbour number ${style.stimulus === 'single' ? at : Math.floor(at / 2)} has a pier.`;
  if (style.stimulus === 'none') return { lines: [], text: null };
  if (style.stimulus === 'single') return { lines: [`Background — Question ${at + 1}`, '', text, ''], text };
  const last = Math.min(count, at + 2);
  const range = last === at + 1 ? `Question ${last}` : `Questions ${at + 1}–${last}`;
  const heading =
    style.stimulus === 'range' ? `Background — ${range}` : `## Scenario (${range.replace('–', '-')})`;
  return { lines: at % 2 === 0 ? [heading, '', text, ''] : [], text };
}
