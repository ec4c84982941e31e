import { describe, expect, it } from 'vitest';
import { type ImportMessage, importMessage, type MessageCode } from '@/lib/domain/scenario-import/message';
import { bulkRepairs } from './bulk-repairs';

const fix = (label: string, line: number) => ({
  label,
  edits: [{ line, column: 1, endLine: line, endColumn: 1, text: label }],
});
const say = (code: MessageCode, line: number, words: string, ...labels: string[]): ImportMessage =>
  importMessage(
    code,
    { line },
    words,
    labels.map((label) => fix(label, line)),
  );
const letters = ['Use A as the key', 'Use B as the key', 'Use C as the key'];
const named = (key: string) => `Question 1 has no key. Add one: the rationale says that ${key} is correct.`;

describe('repairs in bulk', () => {
  it('take the key that the rationale names, and guess none where it names none', () => {
    const [bulk, ...others] = bulkRepairs('key/missing', [
      say('key/missing', 1, named('B'), ...letters),
      say('key/missing', 9, 'Question 2 has no key. Add a line.', ...letters),
      say('key/missing', 20, named('C'), ...letters),
    ]);
    expect(others).toEqual([]);
    expect(bulk?.label).toBe('Use the rationale’s verdict for all 2');
    expect(bulk?.fixes.map(({ label }) => label)).toEqual(['Use B as the key', 'Use C as the key']);
  });

  it('offer both ways out of a contradiction, each under its own name', () => {
    const message = (line: number) =>
      say(
        'key/contradicts-rationale',
        line,
        'This rationale says that B is correct, but the key in line 3 is A. Correct one of them.',
        'Use B as the key',
        'Say that B is incorrect',
      );
    expect(
      bulkRepairs('key/contradicts-rationale', [message(1), message(9)]).map(({ label }) => label),
    ).toEqual(['Use the rationale’s verdict for all 2', 'Make the rationale agree with the key for all 2']);
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
