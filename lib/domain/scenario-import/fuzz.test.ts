import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from './apply-edits';
import { parseScenarioPost } from './parse-scenario-post';

const root = fileURLToPath(new URL('../../../tests/golden', import.meta.url));
const inputs = [
  `${root}/scenario-import/s2`,
  ...readdirSync(`${root}/import`).map((name) => `${root}/import/${name}`),
]
  .flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
  .filter((path) => /\/input\.(?:md|txt|html|csv|gift|xml)$/.test(path))
  .map((path) => readFileSync(path, 'utf8'));

/** What holds for any source: every line is booked once, places are inside, unrecognised lines are explained, edits apply. */
function check(source: string): void {
  const { lines, lineKinds, messages, items, stimuli } = parseScenarioPost(source);
  expect(lines.stimulus + lines.item + lines.noise + lines.blank + lines.unrecognised).toBe(lines.total);
  expect(lineKinds).toHaveLength(lines.total);
  const written = source.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const places = new Set(messages.map(({ line }) => line));
  for (const [index, kind] of lineKinds.entries()) {
    if (kind === 'unrecognised') expect(places.has(index + 1)).toBe(true);
    if (kind === 'blank')
      expect((written[index] ?? '').replaceAll(/[\u202a-\u202e\u2066-\u2069\u0085\s]/g, '')).toBe('');
  }
  for (const { line, column, item, fixes = [] } of messages) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(Math.max(1, lines.total));
    expect(column).toBeGreaterThanOrEqual(1);
    if (item !== null) expect(items[item]).toBeDefined();
    for (const { edits } of fixes.slice(0, 2)) expect(applyEdits(source, edits)).not.toBe(source);
  }
  for (const { firstLine, lastLine, stimulus } of items) {
    expect(lastLine).toBeGreaterThanOrEqual(1);
    expect(firstLine).toBeLessThanOrEqual(lines.total);
    if (stimulus !== null) expect(stimuli[stimulus]).toBeDefined();
  }
}

const bytes = fc
  .uint8Array({ maxLength: 400 })
  .map((array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(array));

/** A change of a source as an editor, a bad copy or an attacker makes one. */
type Mutation = (source: string, at: number, other: number, text: string) => string;
const MUTATIONS: readonly Mutation[] = [
  (source, at, other) => source.slice(0, Math.min(at, other)) + source.slice(Math.max(at, other)),
  (source, at, other) => source.slice(0, at) + source.slice(other, other + 200) + source.slice(at),
  (source, at, _, text) => source.slice(0, at) + text + source.slice(at),
  (source, at) => source.slice(0, at) + source.slice(at + 1),
  (source, at) => source.slice(at) + source.slice(0, at),
  (source) => source.split('\n').reverse().join('\n'),
  (source) => source.replaceAll('\n', ' '),
  (source) => source.replaceAll('\n\n', '\n'),
  (source) => `> ${source.replaceAll('\n', '\n> ')}`,
  (source) => source.replaceAll(/\d/g, '1'),
  (source) => source.toUpperCase(),
  (source) => `---\n${source}\n---\n`,
];
const TEXTS = [
  ...[
    '\n',
    '\n\n',
    '```\n',
    '~~~',
    '- [x] ',
    '**',
    '*',
    '> ',
    '<details>',
    '</summary>',
    '&amp;lt;',
    '\\"',
    '\0',
    '\u202e',
    '\ud800',
  ],
  ...[
    'Question 3',
    '\n1. ',
    '\nA. ',
    ' B. x C. y',
    '\nAnswer: ',
    '\nAnswers\n1. A',
    '\nExplanation:',
    '\nScenario: ',
    '---\nstem: x\n---\n',
  ],
  ...[
    'Item ID: 4\n',
    'Option A is ',
    '[domain:x]',
    '(Correct)',
    '| 1 | A |',
    '\r',
    '\ufeff',
    '__proto__',
    'constructor: A',
  ],
];
const mutated = fc
  .record({
    source: fc.constantFrom(...inputs),
    steps: fc.array(
      fc.record({
        mutation: fc.constantFrom(...MUTATIONS),
        at: fc.nat(),
        other: fc.nat(),
        text: fc.constantFrom(...TEXTS),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ source, steps }) =>
    steps.reduce((text, { mutation, at, other, text: added }) => {
      const size = Math.max(1, text.length);
      return mutation(text, at % size, other % size, added);
    }, source),
  );

describe('any bytes', () => {
  it('give a report that accounts for every line', () => {
    fc.assert(fc.property(bytes, check), { numRuns: 1000 });
  }, 120_000);

  it('made from real posts by damage give one, too', () => {
    fc.assert(fc.property(mutated, check), { numRuns: 1200 });
  }, 120_000);
});
