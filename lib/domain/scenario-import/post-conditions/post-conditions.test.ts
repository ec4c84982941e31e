import { describe, expect, it } from 'vitest';
import { parseAiken } from '../formats/aiken';
import type { MessageCode } from '../message';
import { parseScenarioPost } from '../parse-scenario-post';
import type { ParsedPost } from '../parsed-post';
import type { SourceFormat } from '../source-format';
import { holdPostConditions } from './post-conditions';

const read = (source: string, format: SourceFormat = 'scenario-post'): ParsedPost =>
  holdPostConditions(format === 'aiken' ? parseAiken(source) : parseScenarioPost(source), {
    text: source,
    format,
  });

const lines = (...all: readonly string[]): string => all.join('\n');
const OPTIONS = ['A. Barges', 'B. Lamps', 'C. Nets', 'D. Ropes'];
const question = (...below: readonly string[]): string =>
  lines('Question 1', '', 'What does the harbour need?', '', ...OPTIONS, '', ...below);

/** What must block its question, at which line, and under which code. */
const BROKEN: readonly (readonly [string, MessageCode, number, string])[] = [
  [
    'a background that holds options',
    'stimulus/holds-question',
    4,
    lines(
      '**Scenario**: A harbour.',
      '',
      'What does it need?',
      'A. Barges',
      'B. Lamps',
      '',
      question('Answer: A'),
    ),
  ],
  [
    'a key of two letters of which one was read',
    'key/part-unread',
    10,
    question('Answer: **B. Lamps** and **C. Nets**'),
  ],
  ['a range', 'key/part-unread', 10, question('Answer: B-C')],
  ['a choice between keys', 'key/part-unread', 10, question('Answer: A or C')],
  ['a choice between keys in German', 'key/part-unread', 10, question('Answer: A, oder C')],
  ['a key that goes on in the next line', 'key/part-unread', 10, question('Answer: A', 'C')],
  ['a key whose options go on in the next line', 'key/part-unread', 10, question('Answer: A', '- D. Ropes')],
  ['a key with reasons for two', 'key/part-unread', 10, question('Answer: B (they shine) and D (they hold)')],
  [
    'another head within the question',
    'item/holds-question',
    12,
    question('Answer: A', '', 'Frage 2', '', 'Was fehlt?', '', 'Antwort: B'),
  ],
  [
    'a question that follows without a head and a key',
    'item/holds-question',
    14,
    question(
      'Answer: A',
      '',
      'Explanation: It is cold.',
      '',
      'What does the pier need?',
      '',
      'A. Paint',
      'B. Planks',
    ),
  ],
  [
    'a key at the end of the last option',
    'option/holds-key',
    8,
    lines(...question('').split('\n').slice(0, 7), 'D. Ropes Answer: C', '', 'Answer: A'),
  ],
  [
    'an option within an option',
    'option/holds-option',
    5,
    question('Answer: A').replace('A. Barges\nB. Lamps', 'A. Barges B. Lamps'),
  ],
  [
    'an explanation that calls the key wrong',
    'key/contradicts-rationale',
    13,
    question('Answer: A', '', 'Explanation:', 'A. **Incorrect**. They rot.', 'B. **Correct**. They shine.'),
  ],
  [
    'an explanation that names another key',
    'key/contradicts-rationale',
    10,
    question('Answer: A', '', 'Explanation: It is dark. The correct answer is B.'),
  ],
  ['a formula that was lost', 'text/formula', 1, question('Answer: A').replace('harbour', '⟦formula⟧')],
  [
    'markup of a formula',
    'text/formula',
    1,
    question('Answer: A').replace('harbour', '<math><mn>2</mn></math>'),
  ],
  [
    'letters that were read in the wrong way',
    'text/wrong-letters',
    5,
    question('Answer: A').replace('Barges', 'KÃ¤hne'),
  ],
  [
    'a mark that nobody understood',
    'option/holds-mark',
    6,
    question('Answer: A').replace('B. Lamps', 'B. Lamps [richtig]'),
  ],
];

/** What is odd and right. */
const SOUND: readonly (readonly [string, string])[] = [
  ['a reason that names other options', question('Answer: B, because A. is heavy and C is wet.')],
  ['a key with its text', question('Answer: B. Lamps')],
  [
    'a key whose text ends like a list',
    question('Answer: B. Lamps in C++ A').replace('B. Lamps', 'B. Lamps in C++ A'),
  ],
  ['two keys with their texts', question('Answer: B. Lamps, C. Nets')],
  ['a list in a rationale', question('Answer: A', '', 'Explanation: It needs', '', '- planks', '- paint')],
  [
    'the key once more in the explanation',
    question('Answer: A', '', 'Explanation: The correct answer is A.'),
  ],
  [
    'code that looks like a key',
    question('Answer: A').replace('need?', 'need?\n\n```\nAnswer: D\nA. x\nB. y\n```'),
  ],
  [
    'statements that are to be wrong',
    lines(
      'Question 1',
      '',
      'Which statement is not true?',
      '',
      'A. Ropes are wet',
      'B. Lamps are dark',
      '',
      'Answer: B',
      '',
      'Explanation:',
      'A. **Correct**. They are.',
      'B. **Incorrect**. They shine.',
    ),
  ],
  [
    'a number in a story',
    question('Answer: A').replace('What', 'The owner has to choose two of his piers. What'),
  ],
];

describe('the conditions of every reading', () => {
  it.each(BROKEN)('block %s', (_, code, line, source) => {
    const post = read(source);
    const found = post.messages.filter((message) => message.code === code);
    expect(
      found.map((message) => [message.level, message.line]),
      JSON.stringify(post.messages),
    ).toEqual([['error', line]]);
    expect(found[0]?.message).toMatch(/[.,;:] [A-Za-z“]/);
    expect(post.items.some((item) => item.ready && item.number === 1)).toBe(false);
  });

  it.each(SOUND)('leave %s alone', (_, source) => {
    const post = read(source);
    expect(post.messages.filter(({ level }) => level === 'error')).toEqual([]);
    expect(post.items.map(({ ready }) => ready)).toEqual([true]);
  });

  it.each([
    ['(Choose two.)', 2],
    ['Select 2 answers.', 2],
    ['Choose **TWO**.', 2],
    ['Please select the three best.', 3],
    ['(Select TWO answers)', 2],
    ['Wählen Sie zwei.', 2],
    ['(Choisissez deux réponses.)', 2],
    ['Seleccione dos.', 2],
    ['Выберите два.', 2],
    ['(2つ選択)', 2],
    ['请选择两项', 2],
  ])('compare the key with what %s asks for', (words, count) => {
    const letters = ['A', 'B', 'C', 'D'];
    const asked = (size: number): string =>
      question(`Answer: ${letters.slice(0, size).join(', ')}`).replace('need?', `need? ${words}`);
    expect(read(asked(count)).messages.filter(({ level }) => level === 'error')).toEqual([]);
    expect(read(asked(1)).messages.map(({ code }) => code)).toContain('key/count-differs');
    expect(read(asked(1)).items[0]?.ready).toBe(false);
  });

  it('say nothing that the reader has said already', () => {
    const source = question('Answer: A', 'Answer: B');
    const codes = read(source)
      .messages.filter(({ level }) => level === 'error')
      .map(({ code }) => code);
    expect(codes).toEqual(['key/repeated']);
  });

  it('find a key above all questions, and options that lost theirs', () => {
    const codes = read(lines('Answer: C', '', question('Answer: A'))).messages.map(({ code }) => code);
    expect(codes).toContain('post/lost-question');
  });

  it('hold for Aiken as well', () => {
    const source = lines(
      'What is it?',
      'A. Barges',
      'B. Lamps',
      'ANSWER: A',
      '',
      'What else?',
      'A. Nets',
      'B. Ropes',
      'ANSWER: B',
    );
    expect(read(source, 'aiken').items.map(({ ready }) => ready)).toEqual([true, true]);
  });
});
