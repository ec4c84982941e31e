import { expect, it } from 'vitest';
import { MAX_ITEMS, refuseSource } from './import-refusal';
import { parseScenarioPost } from './parse-scenario-post';

const heads = (count: number): string =>
  Array.from({ length: count }, (_, index) => `Question ${index + 1}: X`).join('\n');

it('refuses a source by its number of questions before it is parsed', () => {
  expect(refuseSource(heads(MAX_ITEMS + 1))?.message).toContain(`holds ${MAX_ITEMS + 1} questions`);
});

it('counts the questions that parsing would find', () => {
  const source = `Title\n${heads(MAX_ITEMS)}\nA. One\nB. Two\nAnswer: A`;
  expect(refuseSource(source)).toBeNull();
  expect(parseScenarioPost(source).items).toHaveLength(MAX_ITEMS);
}, 30_000);
