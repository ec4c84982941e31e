import { describe, expect, it } from 'vitest';
import { detectFormat } from './detect-format';
import { parseScenarioPost } from './parse-scenario-post';

function brief(source: string) {
  const { items, messages } = parseScenarioPost(source);
  return {
    stems: items.map(({ stem }) => stem),
    options: items.map(({ options }) => options.map(({ text }) => text)),
    keys: items.map(({ options }) =>
      options.flatMap(({ correct, label }) => (correct ? [label] : [])).join(''),
    ),
    overall: items.map(({ overallRationale }) => overallRationale),
    ready: items.map(({ ready }) => ready),
    errors: messages.filter(({ level }) => level === 'error').map(({ code }) => code),
  };
}

const LAMPS = '- [ ] the green one\n- [x] the red one\n- [ ] the blue one';

describe('options with boxes', () => {
  it('stay options when an explanation, a link or a list follows them', () => {
    const explained = brief(
      [
        `#### Q1. Which lamp burns oil?\n\n${LAMPS}\n\n[Lamps](https://lamps.example/oil)`,
        `#### Q2. Which lamp burns gas?\n\n${LAMPS}\n\n**Explanation** The red one has a tank.`,
        `#### Q3. Which lamp burns wood?\n\n${LAMPS}\n\nOnly one has a grate:\n\n- it is red\n- it is old`,
      ].join('\n\n'),
    );
    expect(explained.keys).toEqual(['B', 'B', 'B']);
    expect(explained.options[2]).toEqual(['the green one', 'the red one', 'the blue one']);
    expect(explained.overall).toEqual([
      '[Lamps](https://lamps.example/oil)',
      'The red one has a tank.',
      'Only one has a grate:\n\n- it is red\n- it is old',
    ]);
    expect(explained.ready).toEqual([true, true, true]);
  });

  it('may be numbered, below headings without numbers', () => {
    const numbered = LAMPS.split('\n')
      .map((line, at) => `${at + 1}. ${line.slice(2)}`)
      .join('\n');
    const source = `# Lamps\n\n## Which lamp burns oil?\n\nSelect one.\n\n${numbered}\n\n## Which lamp burns gas?\n\n${LAMPS}\n\n## Which lamp burns wood?\n\n${numbered}\n`;
    expect(brief(source)).toMatchObject({
      options: Array.from({ length: 3 }, () => ['the green one', 'the red one', 'the blue one']),
      keys: ['B', 'B', 'B'],
      errors: [],
    });
    expect(brief(`1. Which lamp burns oil?\n\n   ${numbered.replaceAll('\n', '\n   ')}\n`).keys).toEqual([
      'B',
    ]);
  });

  it('hold the comments on their choice as quotes', () => {
    const source =
      '### Which lamp burns oil?\n\n> Mind the tank.\n\n-   [x] the red one\n    > It has a tank.\n    > And a wick.\n-   [ ] the blue one\n-   [ ] the green one\n    > It is out.\n\n### Which lamp burns gas?\n\n- [ ] one\n- [x] two\n';
    const { items, messages, lines } = parseScenarioPost(source);
    expect(items[0]?.options).toMatchObject([
      { text: 'the red one', correct: true, rationale: 'It has a tank.\nAnd a wick.' },
      { text: 'the blue one', correct: false, rationale: null },
      { text: 'the green one', correct: false, rationale: 'It is out.' },
    ]);
    expect(messages.filter(({ level }) => level === 'error')).toEqual([]);
    expect(lines.unrecognised).toBe(0);
  });

  it.each(['[]', '[  ]', '[ x]', '[x ]'])('are found where one is written as %s', (box) => {
    const isChecked = box.includes('x');
    const plain = brief(`Question 1\nWhich burns?\n- [x] red\n- ${box} green\n- [ ] blue\n`);
    expect(plain).toMatchObject({ options: [['red', 'green', 'blue']], keys: [isChecked ? 'AB' : 'A'] });
    const lettered = brief(`Question 1\nWhich burns?\n- [x] A. red\n- ${box} B. green\n- [ ] C. blue\n`);
    expect(lettered).toMatchObject({ options: plain.options, keys: plain.keys });
  });

  it('are no options where one in the list lacks its box', () => {
    const found = brief('Question 1\nWhich burns?\n- [x] red\n- [ ] green\n- blue\n');
    expect(found).toMatchObject({ ready: [false], errors: ['option/too-few', 'key/missing'] });
  });

  it('keep the paragraphs that are indented below them', () => {
    const found = brief(
      'Question 1\nWhich burns?\n- [x] red\n\n  with oil\n\n- [ ] green\n\n  with gas\n\nOil burns.\n',
    );
    expect(found.options).toEqual([['red\nwith oil', 'green\nwith gas']]);
    expect(found.overall).toEqual(['Oil burns.']);
  });

  it('go on with a comparison in the next line', () => {
    const source =
      'Question 1\nWhich wait is right?\n- [ ] A wait\n  > 5 minutes\n- [x] A wait\n  >= 9 minutes\n';
    const { items } = parseScenarioPost(source);
    expect(items[0]?.options).toMatchObject([
      { text: 'A wait\n> 5 minutes', rationale: null },
      { text: 'A wait\n>= 9 minutes', correct: true, rationale: null },
    ]);
  });

  it('are a list in the stem where the options have letters and a key', () => {
    const stem = 'A keeper writes:\n- [ ] oil\n- [x] wick\n\nWhat is done?';
    const found = brief(`Question 1\n${stem}\n\nA. the oil\nB. the wick\n\nAnswer: B\n`);
    expect(found).toMatchObject({ stems: [stem], keys: ['B'], errors: [] });
  });

  it('may touch their bullets, below questions in brackets', () => {
    const source =
      '# Lamps\n\nRead on.\n\n?[Which lamp burns oil?]\n-[ ] the green one\n-[x] the red one\n\n?[Which ones burn?](multiple)\n-[x] the red one\n-[x] the blue one\n-[ ] the green one\n';
    expect(brief(source)).toMatchObject({
      stems: [expect.stringContaining('Which lamp burns oil?'), 'Which ones burn?'],
      keys: ['B', 'AB'],
      errors: [],
    });
  });

  it('may consist of code below the box', () => {
    const code = ['lamp(1)', 'lamp(2)'].map(
      (text, at) => `- [${at === 1 ? 'x' : ' '}]\n\n\`\`\`js\n${text};\n\`\`\``,
    );
    const found = brief(
      `### Q1. Which call lights the lamp?\n\n${code.join('\n\n')}\n\n[Lamps](https://lamps.example)`,
    );
    expect(found.options).toEqual([['```js\nlamp(1);\n```', '```js\nlamp(2);\n```']]);
    expect(found.keys).toEqual(['B']);
  });

  it('make a question of every heading above them, however long, and of no other heading', () => {
    const long = `A keeper has ${'three lamps and a bell and '.repeat(10)}one boat. What should the keeper light?`;
    const source = `# Lamps\n\n## Contents\n\n| No. | Question |\n| --- | --- |\n| 1 | [First](#first) |\n\n### ${long}\n\n${LAMPS}\n\n### Which lamp is first?\n\n${LAMPS}`;
    expect(brief(source)).toMatchObject({
      stems: [long, 'Which lamp is first?'],
      keys: ['B', 'B'],
      errors: [],
    });
    expect(detectFormat(source)[0]).toMatchObject({ format: 'scenario-post' });
    expect(detectFormat(source)[0]?.confidence).toBeGreaterThan(0.5);
  });

  it('tell that a head is missing where a second question follows them', () => {
    const source = `Question 1: Lamps\n\nWhich lamp is first?\n\n${LAMPS}\n\nWhich lamp is last?\n\n${LAMPS}`;
    expect(brief(source)).toMatchObject({ keys: ['B', 'B'], ready: [true, false], errors: ['item/no-head'] });
  });
});

describe('heads of questions', () => {
  it('are found where one among "Q1.", "Q2." has lost its word', () => {
    const source = ['Q1.', '2.', 'Q3.', '5.'].map(
      (head) => `#### ${head} Which lamp is ${head}?\n\n${LAMPS}`,
    );
    expect(parseScenarioPost(source.join('\n\n')).items.map(({ number, ready }) => [number, ready])).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [4, false],
    ]);
  });

  it('are not made of the numbered headings of a text', () => {
    const options = 'A. the pier\nB. the boat\n\nAnswer: B\n';
    const steps = '### 1. Oil\n\nFill it.\n\n### 2. Wick\n\nCut it.\n\n### 3. Lamp\n\nLight it.\n\n';
    const source = `## Question 1\n\n${steps}Which burns?\n\n${options}\n## Question 2\n\nWhich sails?\n\n${options}\nExplanation:\n\n${steps}`;
    expect(parseScenarioPost(source).items.map(({ number, ready }) => [number, ready])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it('are not made of the numbered headings of chapters', () => {
    const question = (number: number) =>
      `## Q${number}. Which is ${number}?\nA. the pier\nB. the boat\n\nAnswer: B\n\n`;
    const source = `# 1. Lamps\n\n${question(1)}# 2. Boats\n\n${question(7)}${question(8)}`;
    expect(parseScenarioPost(source).items.map(({ number, ready }) => [number, ready])).toEqual([
      [1, true],
      [7, true],
      [8, true],
    ]);
  });

  it('are the question itself above code that asks nothing', () => {
    const source = `#### Q1. Which lamp does this light?\n\n\`\`\`js\nlamp(on ? 1 : 2);\n\`\`\`\n\n${LAMPS}\n\n#### Q2. Lamps?\n\nWhich lamp is first?\n\n${LAMPS}`;
    expect(parseScenarioPost(source).items.map(({ title, stem }) => [title, stem])).toEqual([
      [null, 'Which lamp does this light?\n\n```js\nlamp(on ? 1 : 2);\n```'],
      ['Lamps?', 'Which lamp is first?'],
    ]);
  });
});

describe('options in code', () => {
  it('may differ in capitals alone, and other options may not', () => {
    const question = (one: string, other: string) =>
      `Question 1\n\nWhich key is read?\n\nA. ${one}\nB. ${other}\n\nAnswer: A`;
    expect(brief(question('`lamp:Red`', '`lamp:red`')).errors).toEqual([]);
    expect(brief(question('lamp:Red', 'lamp:red')).errors).toEqual(['option/duplicate-text']);
    expect(brief(question('`lamp:red`', '`lamp:red`')).errors).toEqual(['option/duplicate-text']);
  });
});

describe('what follows boxes', () => {
  const question = ['## Question 1', '', 'Which one?', '', '- [x] A. one', '- [ ] B. two', ''];

  it('is no explanation when it is another box', () => {
    const { items, messages, lines } = parseScenarioPost(
      [...question, 'Because.', '', '- [ ] C three'].join('\n'),
    );
    expect(items[0]?.overallRationale).toBe('Because.');
    expect(messages.map(({ code }) => code)).toContain('line/unrecognised');
    expect(lines.unrecognised).toBe(1);
  });

  it('ends at a rule', () => {
    const { items, lines } = parseScenarioPost(
      [...question, 'Because.', '', '---', '', 'Please subscribe!'].join('\n'),
    );
    expect(items[0]?.overallRationale).toBe('Because.');
    expect(lines.unrecognised).toBe(1);
  });
});
