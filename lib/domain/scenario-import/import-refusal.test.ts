import { expect, it } from 'vitest';
import { parseAiken } from './formats/aiken';
import { parseGift } from './formats/gift';
import { refuseSize } from './import-refusal';
import { parseScenarioPost } from './parse-scenario-post';
import { MAX_ITEMS } from './too-many-items';

const heads = (count: number): string =>
  Array.from({ length: count }, (_, index) => `Question ${index + 1}: X`).join('\n');

it('refuses a post by its number of questions, at the line to split it at', () => {
  const post = parseScenarioPost(`Title\n\n${heads(MAX_ITEMS + 1)}`);
  expect(post.messages).toMatchObject([{ code: 'post/too-many-items', line: MAX_ITEMS + 3 }]);
  expect(post.lines).toMatchObject({ total: MAX_ITEMS + 3, blank: 1, unrecognised: MAX_ITEMS + 2 });
  expect(refuseSize(post)?.message).toContain(`holds ${MAX_ITEMS + 1} questions`);
});

it('takes as many as it says', () => {
  const post = parseScenarioPost(`Title\n${heads(MAX_ITEMS)}\nA. One\nB. Two\nAnswer: A`);
  expect(post.items).toHaveLength(MAX_ITEMS);
  expect(refuseSize(post)).toBeNull();
}, 30_000);

it('counts the questions of the other formats', () => {
  const [item] = parseScenarioPost('Question 1\n\nWhich?\n\nA. x\nB. y\n\nAnswer: A').items;
  if (item === undefined) throw new Error('No item');
  const items = Array.from({ length: MAX_ITEMS + 1 }, () => item);
  const post = { ...parseScenarioPost(''), items, messages: [] };
  expect(refuseSize(post)?.message).toContain(`${MAX_ITEMS} are the most`);
});

it.each([
  ['Aiken', parseAiken, 'Which?\nA. x\nB. y\nANSWER: A\n\n', 5],
  ['GIFT', parseGift, 'Which? {=x ~y}\n\n', 2],
])('refuses a source of %s in the same way', (_, parse, question, lines) => {
  const post = parse(question.repeat(MAX_ITEMS + 1));
  expect(post.messages).toMatchObject([{ code: 'post/too-many-items', line: MAX_ITEMS * lines + 1 }]);
  expect(refuseSize(post)?.message).toContain(`holds ${MAX_ITEMS + 1} questions`);
});
