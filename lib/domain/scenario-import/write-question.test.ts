import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from './apply-edits';
import { parseScenarioPost } from './parse-scenario-post';
import { readQuestion, type WrittenQuestion, writeQuestion } from './write-question';

const post = `Question 4: Late data

Which setting bounds the state of a stream?

A A watermark
B A trigger

Answer: A

Rationale:
A is correct. It says how late is too late.
B is incorrect. It says how often.

Question 5: Next

Which one is next?

A This one
B That one

Answer: B
`;

function questionAt(source: string, index: number): WrittenQuestion {
  const item = parseScenarioPost(source).items[index];
  const question = item && readQuestion(source, item.firstLine, item.lastLine);
  if (!question) throw new Error(`No question ${index}`);
  return question;
}

describe('a question that is edited in a form', () => {
  it('is written over its own lines and nothing else', () => {
    const before = questionAt(post, 0);
    const options = [
      { text: 'A watermark of `10 minutes`', correct: true, rationale: 'A is correct. It bounds the state.' },
      { text: 'A trigger', correct: false, rationale: 'Says how often.' },
      { text: 'A cache', correct: false, rationale: '' },
    ];
    const outcome = writeQuestion(before, {
      title: 'Watermarks',
      stem: 'Which one?\n\nThink twice.',
      options,
    });
    if (!outcome.ok) throw new Error(outcome.part);
    const source = applyEdits(post, outcome.edits);
    const [written, next] = parseScenarioPost(source).items;
    expect(written).toMatchObject({ number: 4, title: 'Watermarks', stem: 'Which one?\n\nThink twice.' });
    expect(written?.options.map(({ text, correct, rationale }) => ({ text, correct, rationale }))).toEqual([
      ...options.slice(0, 2),
      { text: 'A cache', correct: false, rationale: null },
    ]);
    expect(next).toMatchObject({ number: 5, title: 'Next', ready: true });
    expect(source.endsWith(post.slice(post.indexOf('Question 5')))).toBe(true);
  });

  it('keeps the question when nothing was changed, for every question of a real post', () => {
    const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');
    const { items } = parseScenarioPost(sample);
    for (const index of items.keys()) {
      const before = questionAt(sample, index);
      const outcome = writeQuestion(before, before.fields);
      if (!outcome.ok) throw new Error(`${index}: ${outcome.part}`);
      const after = parseScenarioPost(applyEdits(sample, outcome.edits)).items[index];
      expect(after?.options.map(({ text, rationale }) => [text, rationale])).toEqual(
        items[index]?.options.map(({ text, rationale }) => [text, rationale]),
      );
    }
  });

  it('repairs what no line says yet: a missing key and an empty option', () => {
    const broken = post.replace('Answer: A', '').replace('B A trigger', 'B');
    const before = questionAt(broken, 0);
    expect(before.fields.options.map(({ text, correct }) => [text, correct])).toEqual([
      ['A watermark', false],
      ['', false],
    ]);
    const options = before.fields.options.map((option, at) => ({
      ...option,
      text: option.text || 'A trigger',
      correct: at === 0,
    }));
    const outcome = writeQuestion(before, { ...before.fields, options });
    if (!outcome.ok) throw new Error(outcome.part);
    expect(parseScenarioPost(applyEdits(broken, outcome.edits)).items[0]?.ready).toBe(true);
  });

  it('refuses text that the source would give back as something else', () => {
    const before = questionAt(post, 0);
    const stem = 'Which line is read?\nAnswer: B';
    expect(writeQuestion(before, { ...before.fields, stem })).toMatchObject({ ok: false });
  });

  it('reads no question where there are two or none', () => {
    expect(readQuestion(post, 1, 20)).toBeNull();
    expect(readQuestion(post, 10, 12)).toBeNull();
  });
});
