import { describe, expect, it } from 'vitest';
import { applyEdits, joinFixes } from '@/lib/domain/scenario-import/apply-edits';
import { type ImportMessage, importMessage, type MessageCode } from '@/lib/domain/scenario-import/message';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { bulkRepairs } from './bulk-repairs';

const fix = (label: string, line: number) => ({
  label,
  edits: [{ line, column: 1, endLine: line, endColumn: 1, text: label }],
});
const say = (code: MessageCode, line: number, words: string, ...labels: string[]): ImportMessage =>
  importMessage(
    code,
    { line, item: line },
    words,
    labels.map((label) => fix(label, line)),
  );

const OPTIONS = ['A barges', 'B lamps', 'C nets', 'D ropes'];

/** A post of questions with these keys, each with the same rationales: a letter for each option, small where it is called wrong. */
function post(questions: readonly (readonly [key: string, verdicts: string])[]): string {
  return questions
    .map(([key, verdicts], at) =>
      [
        `Question ${at + 1}: T`,
        ...['', `Which of ${at + 1}?`, ''],
        ...OPTIONS.map((option) => `${option} of ${at + 1}`),
        ...['', key === '' ? '' : `Answer: ${key}`, '', 'Rationale:'],
        ...[...verdicts].map((letter) => {
          const verdict = letter === letter.toUpperCase() ? 'correct' : 'incorrect';
          return `${letter.toUpperCase()} is ${verdict}. It is said of ${at + 1}.`;
        }),
      ].join('\n'),
    )
    .join('\n\n');
}

function repairsOf(source: string, code: MessageCode) {
  const messages = parseScenarioPost(source).messages.filter((message) => message.code === code);
  return bulkRepairs(code, messages);
}

const keysOf = (source: string): readonly string[] =>
  parseScenarioPost(source).items.map(({ options }) =>
    options.flatMap(({ label, correct }) => (correct ? [label] : [])).join(''),
  );

const rationalesOf = (source: string): readonly unknown[] =>
  parseScenarioPost(source).items.flatMap(({ options }) => options.map(({ rationale }) => rationale));

describe('repairs in bulk', () => {
  it('take the key that all rationales describe, and touch no sentence', () => {
    const source = post([
      ['B', 'Abcd'],
      ['C', 'abCd'],
      ['D', 'aBcd'],
      ['A', 'aBcD'],
    ]);
    const repairs = repairsOf(source, 'key/contradicts-rationale');
    expect(repairs.map(({ label }) => label)).toEqual(['Use the rationales’ verdict for all 2 questions']);
    const repaired = applyEdits(source, joinFixes(repairs[0]?.fixes ?? []).edits);
    // The last one is called right twice where one letter is the key: that only a person can decide.
    expect(keysOf(repaired)).toEqual(['A', 'C', 'B', 'A']);
    expect(rationalesOf(repaired)).toEqual(rationalesOf(source));
  });

  it('offer nothing where the rationales say different things', () => {
    const doubtful = [
      ['A', 'ABcd'],
      ['A', 'abcd'],
      ['A', 'aB'],
      ['A, B', 'Abcd'],
    ] as const;
    for (const question of doubtful)
      expect(repairsOf(post([question, question]), 'key/contradicts-rationale')).toEqual([]);
  });

  it('take the key that the rationales name where there is none, also one of several letters', () => {
    const source = post([
      ['', 'aBcd'],
      ['', 'AbCd'],
      ['', 'abcd'],
    ]);
    const [repair, ...others] = repairsOf(source, 'key/missing');
    expect(others).toEqual([]);
    const repaired = applyEdits(source, joinFixes(repair?.fixes ?? []).edits);
    expect(keysOf(repaired)).toEqual(['B', 'AC', '']);
  });

  it('leave to a person what has several repairs, and repair at once what has one', () => {
    const several = [say('rationale/unknown-option', 1, 'x', 'Make it about C', 'Delete the line')];
    expect(bulkRepairs('rationale/unknown-option', [...several, ...several])).toEqual([]);
    const only = [1, 5].map((line) => say('option/duplicate-label', line, 'x', 'Make it option B'));
    expect(bulkRepairs('option/duplicate-label', only)[0]?.label).toBe(
      'Repair all 2 like this: Make it option B',
    );
    expect(bulkRepairs('option/duplicate-label', only.slice(0, 1))).toEqual([]);
  });
});
