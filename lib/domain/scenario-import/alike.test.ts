import { expect, it } from 'vitest';
import { MAX_ALIKE } from './alike';
import { parseScenarioPost } from './parse-scenario-post';

const MORE = 500;
const lines = (line: string): string => `${line}\n`.repeat(MAX_ALIKE + MORE);

const GOOD =
  'Question 1\n\nWhich?\n\nA. x\nB. y\n\nAnswer: A\n\nRationale:\nA is correct. z\nB is incorrect. z\n';

it.each([
  ['lines that nothing claims', `${GOOD}\n\nOther questions\n\n${lines('A A A')}`, 'line/unrecognised'],
  ['characters that no text needs', `${GOOD}${lines('x\0')}`, 'text/control-character'],
  ['code without an end', `${GOOD}${lines('```sql')}`, 'text/unclosed-code'],
] as const)('are counted beyond what anybody repairs at a time: %s', (_, source, code) => {
  const post = parseScenarioPost(source);
  const said = post.messages.filter((message) => message.code === code);
  expect(said.length).toBe(MAX_ALIKE + 1);
  expect(said.at(-1)?.message).toMatch(/^From here on the same is true of \d{3} more lines/);
  expect(post.items[0]?.ready).toBe(true);
});

it('says of every line that it was not understood, or how many there are', () => {
  const { lines: counts, messages } = parseScenarioPost(lines('A A A'));
  const more = /of (\d+) more lines/.exec(messages.at(-1)?.message ?? '')?.[1];
  expect(counts.unrecognised).toBe(MAX_ALIKE + MORE);
  expect(messages.filter(({ code }) => code === 'line/unrecognised').length - 1 + Number(more)).toBe(
    counts.unrecognised,
  );
});

it('names every error that blocks a question', () => {
  const unknown = `${GOOD}\n${lines('E is incorrect. No such option.')}`;
  const said = parseScenarioPost(`${lines('A A A')}\n${unknown}`).messages;
  expect(said.filter(({ code }) => code === 'rationale/unknown-option')).toHaveLength(MAX_ALIKE + MORE);
});
