import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReadLines, parseScenarioPost } from './parse-scenario-post';
import type { ParsedItem } from './parsed-post';
import type { ReadLine } from './read-line';
import { readLines } from './read-lines';
import { splitLines } from './source-lines';

const post = (...lines: readonly string[]): string => lines.join('\n');
const codes = (source: string): readonly string[] =>
  parseScenarioPost(source).messages.map(({ code }) => code);

function onlyItem(source: string): ParsedItem {
  const { items } = parseScenarioPost(source);
  const item = items[0];
  if (item === undefined || items.length !== 1) throw new Error(`Expected one item, found ${items.length}`);
  return item;
}

const summary = (item: ParsedItem) => ({
  stem: item.stem,
  options: item.options.map((option) => option.text),
  key: item.options.filter((option) => option.correct).map((option) => option.label),
});

const RATIONALES = ['Rationale:', 'A is correct. Because.', 'B is incorrect. Because not.'];
const GOOD = [
  'Question 1: Title',
  '',
  'Which one?',
  '',
  'A first',
  'B second',
  '',
  'Answer: A',
  '',
  ...RATIONALES,
];

describe('options', () => {
  it.each([
    ['bare letters', ['A first', 'B second']],
    ['full stops', ['A. first', 'B. second']],
    ['brackets', ['A) first', 'B) second']],
    ['two brackets', ['(A) first', '(B) second']],
    ['bold print', ['**A.** first', '**B.** second']],
    ['bold letters', ['**A** first', '**B** second']],
    ['colons', ['A: first', 'B: second']],
    ['dashes', ['A - first', 'B – second']],
    ['list items', ['- A. first', '- B. second']],
    ['bold list items', ['* **A)** first', '* **B)** second']],
    ['indentation', ['    A. first', '    B. second']],
    ['blank lines between', ['A first', '', 'B second']],
    ['lower case', ['a) first', 'b) second']],
    ['a key in bold print', ['**A. first**', 'B. second']],
  ])('are read with %s', (_, options) => {
    const source = post(
      'Question 1: Title',
      '',
      'Which one?',
      '',
      ...options,
      '',
      'Answer: A',
      '',
      ...RATIONALES,
    );
    const item = onlyItem(source);
    expect(summary(item)).toEqual({
      stem: 'Which one?',
      options: ['first', 'second'],
      key: [item.options[0]?.label],
    });
    expect(parseScenarioPost(source).messages).toEqual([]);
  });

  it.each([
    ['apart from the options', ['A desk trades. Which one?', '', 'A first', 'B second']],
    ['directly above the options', ['A desk trades. Which one?', 'A first', 'B second']],
    ['of several paragraphs', ['A desk trades.', '', 'A fund too. Which one?', '', 'A first', 'B second']],
  ])('leave a stem that begins with the article A alone: %s', (_, body) => {
    const item = onlyItem(post('Question 1: Title', '', ...body, '', 'Answer: B'));
    expect(item.options.map((option) => option.text)).toEqual(['first', 'second']);
    expect(item.stem).toContain('A desk trades.');
  });

  it('may run over several lines and paragraphs', () => {
    const item = onlyItem(post('Q1.', 'Which?', 'A. one', 'more', '', 'and more', 'B. two', '', 'Answer: B'));
    expect(item.options.map((option) => option.text)).toEqual(['one\nmore\n\nand more', 'two']);
  });

  it('may be code blocks', () => {
    const code = (line: string): string[] => ['```sql', line, '', 'A. not an option', '```'];
    const item = onlyItem(
      post('Q1.', 'Which?', 'A.', ...code('SELECT 1'), 'B.', ...code('SELECT 2'), '', 'Answer: A'),
    );
    expect(item.options.map((option) => option.text.split('\n')[1])).toEqual(['SELECT 1', 'SELECT 2']);
    expect(item.options).toHaveLength(2);
  });

  it('are not looked for inside a code block of the stem', () => {
    const item = onlyItem(
      post('Q1.', 'Given', '```', 'A one', 'B two', 'Answer: B', '```', 'Which?', 'A x', 'B y', 'Answer: A'),
    );
    expect(summary(item)).toMatchObject({ options: ['x', 'y'], key: ['A'] });
  });

  it('are found where the stem is on the line of the head', () => {
    const item = onlyItem(post('Q7. Which one?', 'A first', 'B second', 'Answer: B'));
    expect(item).toMatchObject({ number: 7, title: null, stem: 'Which one?' });
  });
});

describe('heads', () => {
  it.each([
    ['Question 21: Title', 21, 'Title'],
    ['## Question 21', 21, null],
    ['## Question 21: Title ##', 21, 'Title'],
    ['**Question 21: Title**', 21, 'Title'],
    ['**Question 21:** Title', 21, 'Title'],
    ['Question 21 - Title', 21, 'Title'],
    ['QUESTION 21. Title', 21, 'Title'],
    ['Question #21', 21, null],
    ['Question 21 of 40', 21, null],
    ['Q21. Title', 21, 'Title'],
    ['Question 21 (Medium)', 21, '(Medium)'],
    ['## Question 21 *(Medium)*: Title', 21, '(Medium): Title'],
  ])('are read from "%s"', (head, number, title) => {
    expect(onlyItem(post(head, '', 'Which one?', 'A x', 'B y', 'Answer: A'))).toMatchObject({
      number,
      title,
    });
  });

  it.each(['Question 21 is about tables', 'Q3 revenue grew', 'Questions 21', 'Question 21a', 'Question'])(
    'are not read from "%s"',
    (line) => {
      expect(parseScenarioPost(line).items).toEqual([]);
    },
  );
});

describe('keys', () => {
  it.each([
    ['Answer: B', ['B']],
    ['Correct answer: A, C', ['A', 'C']],
    ['Correct answers: A and C', ['A', 'C']],
    ['**Answer:** B', ['B']],
    ['**Answer: B**', ['B']],
    ['Answer: **B**', ['B']],
    ['Answer: (B)', ['B']],
    ['Answer: AC', ['A', 'C']],
    ['Answer: b', ['B']],
    ['Answer: Option B', ['B']],
    ['Answer: B. second', ['B']],
    ['Answer: B second', ['B']],
    ['Answer: Second.', ['B']],
    ['The correct answer is B.', ['B']],
    ['Correct option - C', ['C']],
    ['Answer B', ['B']],
    ['Answer:\n\nB', ['B']],
  ])('are read from "%s"', (line, key) => {
    const item = onlyItem(post('Q1.', 'Which?', 'A first', 'B second', 'C third', '', line));
    expect(summary(item).key).toEqual(key);
    expect(item.ready).toBe(true);
  });

  it.each([
    ['Answer: see below', 'key/unreadable'],
    ['Answer: A data lake', 'key/unreadable'],
    ['Answer: B. first', 'key/unreadable'],
    ['Answer: E', 'key/unknown-option'],
    ['Answer: A\nAnswer: B', 'key/repeated'],
    ['', 'key/missing'],
  ])('that say "%s" block their item with %s', (line, code) => {
    const source = post('Q1.', 'Which?', 'A first', 'B second', 'C third', '', line);
    expect(codes(source)).toContain(code);
    expect(onlyItem(source).ready).toBe(false);
  });
});

describe('rationales', () => {
  const explained = (...lines: readonly string[]): readonly (string | null)[] =>
    onlyItem(post('Q1.', 'Which?', 'A x', 'B y', 'C z', '', 'Answer: A', '', ...lines)).options.map(
      (o) => o.rationale,
    );

  it.each<[string, readonly string[], readonly (string | null)[]]>([
    [
      'sentences about a letter',
      ['A is correct. One.', 'B is incorrect. Two.', 'C is wrong.'],
      ['A is correct. One.', 'B is incorrect. Two.', 'C is wrong.'],
    ],
    ['labels', ['A. One.', 'B) Two.', '(C) Three.'], ['One.', 'Two.', 'Three.']],
    ['bold labels', ['**A:** One.', '**B:** Two.', '- **C.** Three.'], ['One.', 'Two.', 'Three.']],
    [
      'the word option',
      ['Option A: One.', 'Option B is slow.', 'Option C - Three.'],
      ['One.', 'Option B is slow.', 'Three.'],
    ],
    [
      'bare letters in order',
      ['A Schema evolution fits.', 'B Rebuilding is slow.', 'C Ignoring loses data.'],
      ['Schema evolution fits.', 'Rebuilding is slow.', 'Ignoring loses data.'],
    ],
    [
      'one line for several',
      ['A is correct. One.', 'B and C are incorrect. Two.'],
      ['A is correct. One.', 'B and C are incorrect. Two.', 'B and C are incorrect. Two.'],
    ],
    [
      'lines that go on',
      ['A is correct. One.', 'A table is needed.', '', 'A new paragraph.', '', 'B is wrong.'],
      ['A is correct. One.\nA table is needed.\n\nA new paragraph.', 'B is wrong.', null],
    ],
  ])('are bound from %s', (_, lines, expected) => {
    expect(explained('Rationale:', ...lines)).toEqual(expected);
    expect(explained(`Explanation: ${lines[0]}`, ...lines.slice(1))).toEqual(expected);
  });

  it('that name no option are about the question as a whole', () => {
    const source = [
      'Q1.',
      'Which?',
      'A x',
      'B y',
      'Answer: A',
      '',
      'Rationale:',
      'A data lake is cheap.',
      'It scales.',
    ];
    expect(onlyItem(post(...source))).toMatchObject({
      overallRationale: 'A data lake is cheap.\nIt scales.',
      options: [{ rationale: null }, { rationale: null }],
    });
    expect(codes(post(...source))).toEqual(['rationale/unassigned']);
  });

  it('need no heading when they name their letter', () => {
    expect(explained('A is correct.', 'B is incorrect.', 'C is incorrect.')).not.toContain(null);
  });

  it('that contradict the key block their item at the line of the rationale', () => {
    const source = post(
      'Q1.',
      'Which?',
      'A x',
      'B y',
      'Answer: B',
      'A is correct. One.',
      'B is incorrect. Two.',
    );
    const messages = parseScenarioPost(source).messages.filter(
      ({ code }) => code === 'key/contradicts-rationale',
    );
    expect(messages.map(({ line }) => line)).toEqual([6, 7]);
    expect(onlyItem(source).ready).toBe(false);
  });

  it('that hedge are no contradiction', () => {
    expect(
      codes(post('Q1.', 'Which?', 'A x', 'B y', 'Answer: A', 'A is correct.', 'B is correct in part.')),
    ).toEqual([]);
  });

  it('for a letter that no option has are reported and not bound', () => {
    const source = post(
      'Q1.',
      'Which?',
      'A x',
      'B y',
      'Answer: A',
      'A is correct.',
      'B is wrong.',
      'E is wrong.',
    );
    expect(parseScenarioPost(source)).toMatchObject({
      lines: { unrecognised: 1 },
      items: [{ ready: false }],
    });
    expect(codes(source)).toEqual(['rationale/unknown-option']);
  });

  it('that are missing are a warning and do not block', () => {
    const source = post('Q1.', 'Which?', 'A x', 'B y', 'Answer: A', 'A is correct.');
    expect(codes(source)).toEqual(['rationale/missing']);
    expect(onlyItem(source).ready).toBe(true);
  });
});

describe('stimuli', () => {
  const item = (number: number): string[] => [
    `Question ${number}: T`,
    '',
    `Which ${number}?`,
    '',
    `A x`,
    'B y',
    '',
    'Answer: A',
    '',
  ];
  const owners = (source: string) => parseScenarioPost(source).items.map(({ stimulus }) => stimulus);

  it.each([
    'Background — Questions 1–2',
    'Background - Questions 1-2',
    '## Background: Questions 1 to 2',
    '**Scenario (Questions 1 and 2)**',
    'Case study for questions 1 through 2',
    'Background — Questions 2–1',
  ])('serve the range of "%s"', (heading) => {
    expect(owners(post(heading, '', 'Shared.', '', ...item(1), ...item(2), ...item(3)))).toEqual([
      0,
      0,
      null,
    ]);
  });

  it('serve a single question', () => {
    expect(owners(post('Background — Question 2', '', 'Shared.', '', ...item(2), ...item(3)))).toEqual([
      0,
      null,
    ]);
  });

  it('keep all their paragraphs', () => {
    const { stimuli } = parseScenarioPost(
      post('Background — Question 1', '', 'One.', '', 'A second one.', '', ...item(1)),
    );
    expect(stimuli).toEqual([{ text: 'One.\n\nA second one.', firstLine: 1, lastLine: 5 }]);
  });

  it.each([
    ['stimulus/missing-item', ['Background — Questions 1–2', 'Shared.', ...item(1)]],
    ['stimulus/empty', ['Background — Question 1', '', ...item(1)]],
    ['stimulus/range-reversed', ['Background — Questions 2–1', 'S.', ...item(1), ...item(2)]],
    ['stimulus/overlap', ['Background — Question 1', 'S.', 'Background — Question 1', 'T.', ...item(1)]],
    ['stimulus/range-too-wide', ['Background — Questions 1–999999', 'S.', ...item(1)]],
  ])('are reported with %s', (code, lines) => {
    expect(codes(post(...lines))).toContain(code);
  });
});

describe('blocking', () => {
  it('is per item: one broken question leaves the others ready', () => {
    const source = post(
      ...GOOD,
      '',
      'Question 2: T',
      '',
      'Which two?',
      '',
      'A x',
      'B y',
      '',
      ...GOOD.map((l) => l.replace('1: T', '3: T').replace('one?', 'three?')),
    );
    expect(parseScenarioPost(source).items.map(({ ready }) => ready)).toEqual([true, false, true]);
  });

  it.each([
    ['option/too-few', ['A x', 'Answer: A']],
    ['option/duplicate-label', ['A x', 'B y', 'B z', 'Answer: A']],
    ['option/duplicate-label', ['A x', 'A y', 'B z', 'Answer: B']],
    ['option/duplicate-text', ['A. x', 'B. X.', 'Answer: A']],
    ['option/empty', ['A. x', 'B.', 'Answer: A']],
  ])('follows from %s', (code, lines) => {
    const source = post('Question 1: T', '', 'Which?', ...lines);
    expect(codes(source)).toContain(code);
    expect(onlyItem(source).ready).toBe(false);
  });

  it('follows from the same question with another key, not from the same question again', () => {
    const again = GOOD.map((line) => line.replace('Question 1', 'Question 2'));
    expect(codes(post(...GOOD, '', ...again))).toEqual(['item/duplicate']);
    const other = again.map((line) => line.replace('Answer: A', 'Answer: B'));
    const { items, messages } = parseScenarioPost(post(...GOOD, '', ...other));
    expect(messages.map(({ code }) => code)).toContain('item/conflicting-key');
    expect(items[1]?.ready).toBe(false);
  });

  it('says where: line and column of the value', () => {
    const { messages } = parseScenarioPost(post('Q1.', 'Which?', 'A x', 'B y', '  Answer: E'));
    expect(messages.find(({ code }) => code === 'key/unknown-option')).toMatchObject({
      line: 5,
      column: 11,
      item: 0,
    });
  });
});

describe('every line', () => {
  it('above the first question is noise, unless it looks like part of one', () => {
    const { lineKinds } = parseScenarioPost(post('A title', 'A. stray', 'Answer: B', ...GOOD));
    expect(lineKinds.slice(0, 4)).toEqual(['noise', 'unrecognised', 'unrecognised', 'item']);
  });

  it('that the site adds is noise, and so is a title that the post repeats', () => {
    const { lines, lineKinds } = parseScenarioPost(
      post('My title', ...GOOD, '', 'My title', '---', '12 comments', 'Reply'),
    );
    expect(lineKinds.slice(-4)).toEqual(['noise', 'noise', 'noise', 'noise']);
    expect(lines.unrecognised).toBe(0);
  });

  it('that nothing explains is unrecognised, with a message at its place', () => {
    const { messages, lineKinds } = parseScenarioPost(post(...GOOD, '', '  Great post, thanks'));
    expect(lineKinds.at(-1)).toBe('unrecognised');
    expect(messages).toMatchObject([
      { line: GOOD.length + 2, column: 3, code: 'line/unrecognised', level: 'warning' },
    ]);
  });

  it('is unrecognised when there is no question at all', () => {
    expect(parseScenarioPost('one\n\ntwo')).toMatchObject({
      items: [],
      lines: { total: 3, unrecognised: 2, blank: 1 },
    });
    expect(codes('one')).toContain('post/no-items');
  });

  it.each([
    ['', 0],
    ['\n', 1],
    ['a', 1],
    ['a\n', 1],
    ['a\r\nb', 2],
    ['a\rb\n\n', 3],
    ['\ufeffa', 1],
  ])('is counted as an editor does: %j', (source, total) => {
    expect(parseScenarioPost(source).lines.total).toBe(total);
  });

  it('reads the same with CRLF, with a byte order mark and with a final newline', () => {
    const plain = parseScenarioPost(post(...GOOD));
    expect(parseScenarioPost(`\ufeff${GOOD.join('\r\n')}\r\n`)).toEqual(plain);
  });

  it.each([
    ['a NUL', 'Wh\0ich one?', 'text/control-character'],
    ['an override of the direction of text', 'Wh\u202eich one?', 'text/bidi-character'],
    ['half a pair of surrogates', 'Wh\ud800ich one?', 'text/unreadable-character'],
    ['bytes that were not UTF-8', 'Wh\ufffdich one?', 'text/unreadable-character'],
  ])('with %s is reported where it stands and kept harmless', (_, stem, code) => {
    const { messages, items } = parseScenarioPost(post('Question 1: T', stem, ...GOOD.slice(3)));
    expect(messages).toMatchObject([{ line: 2, column: 3, code }]);
    expect(items[0]?.stem).not.toMatch(/[\0\u202e]|[\ud800-\udfff]/u);
  });

  it('after a code block that is never closed is still read', () => {
    const broken = ['Question 1: T', '', 'Which?', '```', 'A x', 'B y', '', 'Answer: A', ''];
    const source = post(
      ...broken,
      'Question 2: T',
      'Given',
      '```',
      'Answer: B',
      '```',
      'Which?',
      'A x',
      'B y',
      'Answer: A',
    );
    const { items, messages } = parseScenarioPost(source);
    expect(items.map((item) => summary(item).options)).toEqual([
      ['x', 'y'],
      ['x', 'y'],
    ]);
    expect(messages.find(({ code }) => code === 'text/unclosed-code')?.line).toBe(4);
  });
});

/** Pieces of posts in any order: far likelier to reach odd corners than random characters. */
const piece = fc.constantFrom(
  ...[
    'Question 1: T',
    'Question 2',
    'Q3.',
    'Background — Questions 1–2',
    'A trading desk',
    'A x',
    'B y',
    'B. z',
    '(C) w',
  ],
  ...[
    'Answer: A',
    'Answer:',
    'Answer: Z',
    'Rationale:',
    'A is correct.',
    'E is wrong.',
    'text',
    '',
    '',
    '```',
    '```sql',
    '---',
  ],
  ...['0 comments', '\0', '\u202e', '- A. q', '**B.** r', 'Answer: A, B', 'A and B are wrong.', '   ', '\t'],
);
const anySource = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(piece, { maxLength: 60 }).map((lines) => lines.join('\n')),
);

describe('any source', () => {
  it('gives a report in which every line is booked once, in range, and explained when unrecognised', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { lines, lineKinds, messages, items } = parseScenarioPost(source);
        expect(lines.stimulus + lines.item + lines.noise + lines.blank + lines.unrecognised).toBe(
          lines.total,
        );
        expect(lineKinds).toHaveLength(lines.total);
        const places = new Set(messages.map(({ line }) => line));
        lineKinds.forEach((kind, index) => {
          if (kind === 'unrecognised') expect(places).toContain(index + 1);
        });
        for (const { line, column } of messages) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(Math.max(1, lines.total));
          expect(column).toBeGreaterThanOrEqual(1);
        }
        for (const item of items) expect(item.lastLine).toBeGreaterThanOrEqual(item.firstLine);
      }),
      { numRuns: 600 },
    );
  });

  it('keeps no line out of the parts: each item line is found again in its item', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^z[a-y]{3,9}$/), { minLength: 1, maxLength: 8 }),
        (words) => {
          const lines = words.map((word, at) => (at % 3 === 2 ? `${word}\n` : word));
          const { items, lineKinds } = parseScenarioPost(
            post('Question 1: T', ...lines, '', 'A x', 'B y', 'Answer: A'),
          );
          expect(lineKinds).not.toContain('unrecognised');
          for (const word of words) expect(items[0]?.stem).toContain(word);
        },
      ),
    );
  });
});

const sentence = fc
  .array(fc.constantFrom('A', 'a', 'table', 'stream', 'B-tree', 'of', 'data', 'is', 'the', 'C++'), {
    minLength: 2,
    maxLength: 8,
  })
  .map((words) => `Some ${words.join(' ')}`);
const knownItem = fc.record({
  title: sentence,
  stem: fc
    .tuple(fc.constantFrom('A desk', 'What', 'B trees', 'I'), sentence)
    .map(([start, rest]) => `${start} ${rest}?`),
  options: fc.uniqueArray(sentence, { minLength: 2, maxLength: 6, selector: (text) => text.toLowerCase() }),
  keySeed: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 2 }),
  rationales: fc.array(sentence, { minLength: 6, maxLength: 6 }),
});
const style = fc.constantFrom<(label: string) => string>(
  (l) => `${l} `,
  (l) => `${l}. `,
  (l) => `${l}) `,
  (l) => `(${l}) `,
  (l) => `- **${l}.** `,
);

describe('a post written from known items', () => {
  it('gives back every item with its key and its rationales', () => {
    fc.assert(
      fc.property(fc.array(knownItem, { minLength: 1, maxLength: 5 }), style, (items, mark) => {
        const expected = items.map((item, at) => {
          const key = [...new Set(item.keySeed.map((seed) => seed % item.options.length))].sort();
          const options = item.options.map((text, index) => {
            const label = 'ABCDEF'.charAt(index);
            const correct = key.includes(index);
            const verdict = `${label} is ${correct ? 'correct' : 'incorrect'}. ${item.rationales[index]}`;
            return { label, text, correct, rationale: verdict };
          });
          return { number: at + 1, title: item.title, stem: `${item.stem} ${at}`, options };
        });
        const source = expected.flatMap(({ number, title, stem, options }) => [
          ...[`Question ${number}: ${title}`, '', stem, ''],
          ...options.map(({ label, text }) => mark(label) + text),
          ...[
            '',
            `Answer: ${options.flatMap((o) => (o.correct ? [o.label] : [])).join(', ')}`,
            '',
            'Rationale:',
          ],
          ...[...options.map(({ rationale }) => rationale), ''],
        ]);
        const parsed = parseScenarioPost(post(...source));
        expect(parsed.items).toMatchObject(expected.map((item) => ({ ...item, ready: true })));
        expect(parsed.lines.unrecognised).toBe(0);
      }),
    );
  });
});

describe('the work', () => {
  /** Counts how often the parser looks at a line, which unlike time is the same on every machine. */
  function looks(source: string): number {
    let count = 0;
    const read = readLines(splitLines(source));
    const lines = new Proxy<readonly ReadLine[]>(read.lines, {
      get(target, property, receiver) {
        if (typeof property === 'string' && /^\d+$/.test(property)) count += 1;
        return Reflect.get(target, property, receiver);
      },
    });
    parseReadLines({ ...read, lines });
    return count;
  }

  const start = 'Question 1\nx\nA a\nB b\n';
  it.each<[string, string, string]>([
    ['plain text', '', 'A A A\n'],
    ['questions', '', `${GOOD.join('\n')}\n\n`],
    ['options without end', 'Question 1: x\n', 'A x\nB y\n'],
    ['options apart', 'Question 1: x\n', 'A x\n\nB y\n\n'],
    ['keys without value', start, 'Answer:\n\n\n'],
    ['rationales', `${start}Answer: A\nRationale:\n`, 'A is correct. x\n\n'],
    ['headings of rationales', `${start}Answer: A\n`, 'Rationale:\nfoo\n'],
    ['lines after the end', `${start}Answer: A\nA is correct\n`, '\nfoo\n'],
    ['open fences', 'Question 1\n', '```sql\n'],
    ['stimuli', '', 'Background — Questions 1–3\ntext\n'],
    ['blank lines', 'Question 1\n', 'x\n\n\n\n'],
  ])('grows with the length of the post: %s', (_, prefix, unit) => {
    const small = looks(prefix + unit.repeat(200));
    const large = looks(prefix + unit.repeat(800));
    expect(large).toBeLessThan(small * 4.4);
    expect(large / (prefix + unit.repeat(800)).split('\n').length).toBeLessThan(40);
  });
});
