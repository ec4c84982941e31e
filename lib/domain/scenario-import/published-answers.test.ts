import { describe, expect, it } from 'vitest';
import { parseScenarioPost } from './parse-scenario-post';

function brief(source: string) {
  const { items, messages } = parseScenarioPost(source);
  return {
    keys: items.map(({ options }) =>
      options.flatMap(({ correct, label }) => (correct ? [label] : [])).join(''),
    ),
    rationales: items.map(({ options }) => options.map(({ rationale }) => rationale)),
    overall: items.map(({ overallRationale }) => overallRationale),
    problems: messages.filter(({ code }) => !code.startsWith('rationale/')).map(({ code }) => code),
  };
}

const LETTERS = '### Q1. Which lamp burns?\n\na) the green one\nb) the `red` one\nc) the blue one\n\n';

describe('answers as they are published', () => {
  it.each([
    ['one line that opens', '<details><summary>Answer</summary>b) It holds `oil`.</details>'],
    [
      'a caption in bold print',
      '<details>\n<summary><strong>Answer</strong></summary>\n\nb) It holds `oil`.\n\n</details>',
    ],
    ['a line', '**Answer:** b) It holds `oil`.'],
    ['a line with the option’s text', 'Correct answer: B) the `red` one\nExplanation: It holds `oil`.'],
  ])('are read with their reason from %s', (_, answer) => {
    expect(brief(LETTERS + answer)).toMatchObject({
      keys: ['b'],
      overall: ['It holds `oil`.'],
      problems: [],
    });
  });

  it('still are rationales where each option has one', () => {
    const source = `${LETTERS}<details><summary>Answer</summary>\n\na) It is out.\nb) It burns.\nc) It is broken.\n\n</details>`;
    expect(brief(source)).toMatchObject({
      rationales: [['It is out.', 'It burns.', 'It is broken.']],
      problems: ['key/missing'],
    });
  });

  it('say why each wrong option is wrong', () => {
    const source = `${LETTERS}*   **Correct Answer:** B\n*   **Distractor Analysis:**\n    *   *Why A is incorrect:* It is out.\n    *   *Why C is incorrect:* It is broken.\n`;
    expect(brief(source)).toMatchObject({
      keys: ['b'],
      rationales: [['*Why A is incorrect:* It is out.', null, '*Why C is incorrect:* It is broken.']],
      problems: [],
    });
  });

  it('name options by number, below words that only ask to choose', () => {
    const source =
      '## Question 1:\nA house has these lamps:\n- green\n- red\n\nHow many burn?\n\n1. None\n2. One\n3. Both\n\nChoose the correct answer.\n\nResponse:\n\nThe correct answer is **2. One**.\n\nExplanation:\nThere are two cases:\n1. By day none burns.\n2. By night one does.\n\nIt is night.';
    expect(brief(source)).toEqual({
      keys: ['2'],
      rationales: [[null, null, null]],
      overall: ['There are two cases:\n1. By day none burns.\n2. By night one does.\n\nIt is night.'],
      problems: [],
    });
  });

  it('head the explanation below them', () => {
    const source = `${LETTERS}<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: B\n\nIt holds oil.\n\n\`\`\`js\nburn();\n\`\`\`\n\n1. Oil is filled in.\n\n</p>\n</details>\n\n---\n`;
    expect(brief(source)).toMatchObject({
      overall: ['It holds oil.\n\n```js\nburn();\n```\n\n1. Oil is filled in.'],
      problems: [],
    });
  });

  it('are written as HTML, with the explanation in the same line or the next', () => {
    const inline = '<div class="card"><p><strong>Answer: b</strong></p><p>It holds oil.</p></div>';
    expect(brief(`${LETTERS}<details><summary>Show Answer</summary>${inline}</details>\n`)).toMatchObject({
      keys: ['b'],
      overall: ['It holds oil.'],
      problems: [],
    });
    const below = '<p><b>Correct answer: B</b></p>\nIt holds oil.\n</details>\n';
    expect(brief(`${LETTERS}<details><summary>Answer</summary>\n${below}`)).toMatchObject({
      keys: ['b'],
      overall: ['It holds oil.'],
      problems: [],
    });
  });

  it('stand in boxes with a title', () => {
    const box = (title: string, body: string) =>
      `??? question "${title}"\n    ${body.replaceAll('\n', '\n    ')}\n\n`;
    const options = '- [ ] A. green\n- [x] B. red ✅\n\n**Why:** It burns.';
    const source = `# Lamps\n\n!!! abstract "Goals"\n    - [ ] Know lamps.\n    - [ ] Light them.\n\n${box('Q1. Which burns?', options)}${box('Q2. Which is lit?', options)}`;
    expect(brief(source)).toMatchObject({
      keys: ['B', 'B'],
      overall: ['It burns.', 'It burns.'],
      problems: [],
    });
    expect(parseScenarioPost(source).items.map(({ stem }) => stem)).toEqual([
      'Which burns?',
      'Which is lit?',
    ]);
  });

  it('explain only some of the options that have numbers', () => {
    const source =
      'Question 1\nWhich burns?\n1. red\n2. green\n3. blue\n\nAnswer: 2\n\n1. Incorrect. It is out.\n3. It is broken.\n';
    expect(brief(source)).toMatchObject({
      keys: ['2'],
      rationales: [['Incorrect. It is out.', null, 'It is broken.']],
      problems: [],
    });
  });

  it('leave no mark of bold print around key and reason behind', () => {
    expect(brief(`${LETTERS}**Answer: B. It holds oil.**`).overall).toEqual(['It holds oil.']);
    expect(brief(`${LETTERS}Answer: B. It holds **oil**.`).overall).toEqual(['It holds **oil**.']);
  });

  it('keep tags that are code in an explanation as HTML', () => {
    const inline = '<p><strong>Answer: b</strong></p><p>Explanation: Write `<p>` and `<div class="a">`.</p>';
    expect(brief(LETTERS + inline)).toMatchObject({
      keys: ['b'],
      overall: ['Write `<p>` and `<div class="a">`.'],
      problems: [],
    });
  });

  it.each(['b) is wrong, c) is right.', 'b) the `red` one and c)', 'B) red or (C) blue'])(
    'are no key where a second letter may belong to it: %s',
    (answer) => {
      expect(brief(`${LETTERS}Answer: ${answer}`)).toMatchObject({
        keys: [''],
        problems: ['key/unreadable'],
      });
    },
  );
});

describe('words that also stand above answers', () => {
  const OPTIONS = 'A. the pier\nB. the boat\n\nAnswer: B\n';

  it.each([
    ['a sentence that begins in bold print', '**Why** does a lamp burn?'],
    ['another', '**Reasoning** about lamps is hard. Which burns?'],
    ['a response', 'A client asks.\nRequest:\nGET /lamps\nResponse:\n404\nWhat is missing?'],
    ['a response in code', 'A client asks.\n\n**Response**\n\n```\n404\n```\n\nWhat is missing?'],
    [
      'answers that are quoted',
      'Two keepers answered.\nAnswer 1. It burns.\nAnswer 2. It is out.\nWho is right?',
    ],
    ['a sentence about a number', 'A keeper says:\nThe correct answer is 3. It adds up.\nIs it?'],
    ['a question of one word', 'Boats float.\nWhy:'],
    ['a method', 'Option analysis: a method.\nWhich one?'],
    ['a wish to choose', 'A keeper waits.\n\nSelect the best option.'],
  ])('stay in the stem of %s', (_, stem) => {
    const { items } = parseScenarioPost(`Question 1\n${stem}\n\n${OPTIONS}`);
    expect(items).toMatchObject([{ stem, ready: true }]);
    expect(brief(`Question 1\n${stem}\n\n${OPTIONS}`).keys).toEqual(['B']);
  });

  it('are all of a question without a head', () => {
    const source = `Choose the correct option.\n${OPTIONS}\nChoose the right answer:\n${OPTIONS}`;
    expect(parseScenarioPost(source).items.map(({ stem, ready }) => [stem, ready])).toEqual([
      ['Choose the correct option.', true],
      ['Choose the right answer:', true],
    ]);
  });

  it('are the text of options below their letters', () => {
    const source = 'Question 1\nWhich word fits?\nA.\nWhy\nB.\nResponse\nC.\nHow\n\nAnswer: B\n';
    expect(parseScenarioPost(source).items[0]?.options.map(({ text }) => text)).toEqual([
      'Why',
      'Response',
      'How',
    ]);
    expect(brief(source)).toMatchObject({ keys: ['B'], problems: [] });
  });

  it('stay in an explanation about a number', () => {
    const source = `Question 1\nHow many sail?\n${OPTIONS}\nExplanation: Count.\nThe correct answer is 3. It adds up.\n`;
    expect(brief(source)).toMatchObject({
      overall: ['Count.\nThe correct answer is 3. It adds up.'],
      problems: [],
    });
  });

  it('stay in an explanation', () => {
    const source = `Question 1\nWhich sails?\n${OPTIONS}\nExplanation:\nTwo answers were given:\nAnswer 1. It sails.\nAnswer 2. It sinks.\n`;
    expect(brief(source)).toMatchObject({
      keys: ['B'],
      overall: ['Two answers were given:\nAnswer 1. It sails.\nAnswer 2. It sinks.'],
      problems: [],
    });
  });
});
