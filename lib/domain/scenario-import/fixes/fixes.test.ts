import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../apply-edits';
import type { MessageCode } from '../message';
import { parseScenarioPost } from '../parse-scenario-post';
import type { ParsedItem } from '../parsed-post';

const root = fileURLToPath(new URL('../../../../tests/golden', import.meta.url));
const golden = readdirSync(`${root}/import`)
  .filter((name) => /^\d\d-/.test(name))
  .map((name) => {
    const file = readdirSync(`${root}/import/${name}`).find((entry) => entry.startsWith('input.'));
    return readFileSync(`${root}/import/${name}/${file ?? ''}`, 'utf8');
  });
const sample = readFileSync(`${root}/scenario-import/s2/input.txt`, 'utf8');

const item = (...lines: readonly string[]): string =>
  ['Question 1: T', '', 'Which?', '', ...lines].join('\n');
const GOOD = [
  'A first',
  'B second',
  '',
  'Answer: A',
  '',
  'Rationale:',
  'A is correct. Yes.',
  'B is incorrect. No.',
];

/** One source for each fault that a repair is offered for. */
const FAULTS: readonly (readonly [MessageCode, string])[] = [
  ['key/missing', item('A first', 'B second')],
  ['key/unreadable', item('A first', 'B second', '', 'Answer: see below')],
  ['key/unknown-option', item('A first', 'B second', '', 'Answer: E')],
  [
    'key/contradicts-rationale',
    item('A first', 'B second', '', 'Answer: B', '', 'A is correct. Yes.', 'B is incorrect. No.'),
  ],
  ['key/repeated', item('A first', 'B second', '', 'Answer: A', 'Answer: B')],
  ['key/repeated', item('- [ ] first', '- [x] second', '', 'Answer: A')],
  ['key/read-as', item('A first', 'B second', 'C third', '', 'Answer: Ac')],
  ['key/unknown-item', `${item('A first', 'B second')}\n\nAnswers\n\n1. A\n2. B`],
  ['option/duplicate-label', item('A. first', 'B. second', 'B. third', '', 'Answer: A')],
  [
    'option/label-gap',
    item('A. first', 'B. second', 'D. third', '', 'Answer: D', '', 'A is wrong. x', 'D is right. y'),
  ],
  ['item/no-head', `${item(...GOOD)}\n\nWhich one is next?\n\nA this\nB that\n\nAnswer: B`],
  ['line/unrecognised', `${item(...GOOD)}\n\nand more on that.`],
  ['line/unrecognised', item('A first', 'B second', '', 'a stray line', '', 'Answer: A')],
  [
    'rationale/unknown-option',
    item('A first', 'B second', '', 'Answer: A', '', 'A is correct. x', 'E is wrong. y'),
  ],
  ['stimulus/range-reversed', `Background — Questions 2–1\n\nText.\n\n${item(...GOOD)}`],
  [
    'stimulus/overlap',
    `Background — Question 1\n\nOne.\n\nBackground — Questions 1–2\n\nTwo.\n\n${item(...GOOD)}\n\nQuestion 2: U\n\nWho?\n\nA x\nB y\n\nAnswer: A`,
  ],
  ['stimulus/no-range', `**Scenario**: A harbour.\n\n${item(...GOOD)}`],
  ['text/control-character', item(...GOOD).replace('Which', 'Wh\0ich\u0001')],
  ['text/bidi-character', item(...GOOD).replace('Which', 'Wh\u202eich')],
  ['text/unreadable-character', item(...GOOD).replace('Which', 'Wh\ufffdich')],
  ['text/unclosed-code', item('```sql', 'SELECT 1', '', ...GOOD)],
];

const keyOf = ({ options }: ParsedItem): readonly string[] =>
  options.flatMap(({ label, correct }) => (correct ? [label.toUpperCase()] : []));
const textsOf = ({ stem, options, overallRationale }: ParsedItem) => ({
  stem,
  options: options.map(({ label, text, rationale }) => ({ label, text, rationale })),
  overallRationale,
});

const count = (source: string, code: MessageCode): number =>
  parseScenarioPost(source).messages.filter((message) => message.code === code).length;

/** Applies every repair that a source offers and checks that each takes a message of its kind away. Gives their number. */
function checkFixes(source: string, limit = Number.POSITIVE_INFINITY): number {
  let checked = 0;
  for (const { code, fixes = [] } of parseScenarioPost(source).messages) {
    for (const { label, edits } of fixes) {
      if (checked >= limit) return checked;
      checked += 1;
      const after = applyEdits(source, edits);
      expect(count(after, code), `${code} “${label}” in\n${source}\ngives\n${after}`).toBeLessThan(
        count(source, code),
      );
    }
  }
  return checked;
}

describe('one-press repairs', () => {
  it.each(FAULTS)('are offered for %s and remove it', (code, source) => {
    const offered = parseScenarioPost(source).messages.filter((message) => message.code === code);
    expect(offered.length).toBeGreaterThan(0);
    expect(offered[0]?.fixes?.length ?? 0).toBeGreaterThan(0);
    expect(checkFixes(source)).toBeGreaterThan(0);
  });

  it('offer both sides of a contradiction', () => {
    const source = FAULTS.find(([code]) => code === 'key/contradicts-rationale')?.[1] ?? '';
    const [first] = parseScenarioPost(source).messages;
    expect(first?.fixes?.map(({ label }) => label)).toEqual(['Use A as the key', 'Say that A is incorrect']);
  });

  it('hold for everything that the golden posts offer', () => {
    expect(golden.reduce((sum, source) => sum + checkFixes(source), 0)).toBeGreaterThan(20);
  });

  it('make the key what they say, in their own question, and change nothing else', () => {
    let checked = 0;
    for (const source of [...golden, ...FAULTS.map(([, fault]) => fault)]) {
      const before = parseScenarioPost(source);
      for (const { code, item, fixes = [] } of before.messages) {
        for (const { label, edits } of fixes) {
          const named = /^Use (.+) as the key$/.exec(label)?.[1]?.split(/, | and /);
          if (named === undefined) continue;
          checked += 1;
          const after = parseScenarioPost(applyEdits(source, edits));
          expect(after.items.map(textsOf), label).toEqual(before.items.map(textsOf));
          const keys = before.items.map((one, at) => (at === item ? named : keyOf(one)));
          expect(after.items.map(keyOf), `${label} in\n${source}`).toEqual(keys);
          expect(after.messages.filter((message) => message.code === code && message.item === item)).toEqual(
            [],
          );
        }
      }
    }
    expect(checked).toBeGreaterThan(20);
  });

  it('name no option that is not there', () => {
    const source = item('A first', 'B second', '', 'Answer: A', 'Answer: A, E');
    const labels = parseScenarioPost(source).messages.flatMap(({ fixes = [] }) =>
      fixes.map(({ label }) => label),
    );
    expect(labels).toContain('Use A as the key');
    expect(labels.filter((label) => label.includes('E'))).toEqual([]);
  });

  it('hold for the sample with a fault in any of its questions', () => {
    const faults: readonly ((source: string) => string)[] = [
      (source) => source.replace('Answer: A', 'Answer: E'),
      (source) => source.replace('Answer: A', 'Answer: B'),
      (source) => source.replace('Answer: A', ''),
      (source) => source.replace('Answer: A', 'Answer: A\n\nAnswer: C'),
      (source) => source.replace('\nC ', '\nB '),
      (source) => source.replace('\nB is incorrect', '\nF is incorrect'),
      (source) => source.replace(/^Question \d+.*$/m, ''),
      (source) => source.replace('\nAnswer: A', '\nSomebody wrote this.\n\nAnswer: A'),
    ];
    fc.assert(
      fc.property(fc.nat({ max: 19 }), fc.constantFrom(...faults), (question, fault) => {
        const at = sample.indexOf(`Question ${21 + question}:`);
        checkFixes(sample.slice(0, at) + fault(sample.slice(at)), 12);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
