import { describe, expect, it } from 'vitest';
import type { ItemContent } from '../item/item-content';
import { parseRichText } from '../text/parse-rich-text';
import { toPlainText } from '../text/rich-text';
import { fingerprintItem } from './fingerprint';
import { readIncoming } from './incoming-item';
import { parseScenarioPost } from './parse-scenario-post';
import {
  EMPTY_BANK,
  type ExistingBank,
  type ExistingItem,
  finalContent,
  type ImportPlan,
  type PlannedRow,
  planImport,
} from './plan';
import { NO_DECISIONS } from './row-kind';
import { countSettled, settlePlan, totalsOf } from './settle-plan';

const SOURCE = `Background — Questions 1–2

A desk trades all night.

Question 1: Evolution

A desk adds columns. What is best?

A Evolve the schema
B Rebuild the table
C Both A and B

Answer: A

Rationale:
A is correct. It adapts, unlike B.
B is incorrect. It is slow.
C is incorrect. B is slow.

Question 2: Retries

What helps?

A Retry
B Stop

Answer: A

Rationale:
A is correct. It recovers.
B is incorrect. It ends.
`;

function counter(prefix: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}${count}`;
  };
}

const read = (source: string) =>
  parseScenarioPost(source).items.map((item) => readIncoming(item, (text) => text));

function plan(existing: ExistingBank, source: string): ImportPlan {
  const bodies = parseScenarioPost(source).stimuli.map(({ text }) => parseRichText(text));
  return planImport(existing, read(source), bodies);
}

/** Content of a row as it would be written. */
function contentOf(existing: ExistingBank, source: string, row: PlannedRow, prefix: string): ItemContent {
  const item = read(source)[row.index ?? -1];
  if (item === undefined) throw new Error('Expected a question of the source');
  const known = existing.items.find(({ id }) => id === row.target)?.content ?? null;
  return finalContent(item, known, counter(`${prefix}${row.index}-`));
}

/** What a bank holds once everything was written that a source offers. */
function apply(existing: ExistingBank, source: string): ExistingBank {
  const planned = plan(existing, source);
  const stimulusIds = planned.stimuli.map((stimulus, at) =>
    stimulus.action === 'new' ? `s${existing.stimuli.length + at}` : stimulus.id,
  );
  const stimuli = planned.stimuli.map((stimulus, at) => ({ id: stimulusIds[at] ?? '', body: stimulus.body }));
  const items = planned.rows.flatMap((row, at): ExistingItem[] => {
    if (row.kind === 'repeated' || row.kind === 'blocked' || row.kind === 'gone') return [];
    const content = contentOf(existing, source, row, 'o');
    return [
      {
        id: row.target ?? `i${existing.items.length + at}`,
        stimulusId: row.stimulus === null ? null : (stimulusIds[row.stimulus] ?? null),
        fingerprint: fingerprintItem(content),
        content,
        isFromSource: true,
      },
    ];
  });
  const kept = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] => [
    ...before.filter(({ id }) => !after.some((one) => one.id === id)),
    ...after,
  ];
  return { stimuli: kept(existing.stimuli, stimuli), items: kept(existing.items, items) };
}

const kindsOf = ({ rows }: ImportPlan) => rows.map(({ kind }) => kind);
const optionIdsOf = (content: ItemContent | null | undefined) => content?.options.map(({ id }) => id) ?? [];

const bank = apply(EMPTY_BANK, SOURCE);

describe('planImport', () => {
  it('creates everything in an empty bank', () => {
    const planned = plan(EMPTY_BANK, SOURCE);
    expect(kindsOf(planned)).toEqual(['new', 'new']);
    expect(planned.stimuli).toMatchObject([{ action: 'new' }]);
  });

  it('changes nothing the second time, whatever the ids and the order of the bank', () => {
    expect(kindsOf(plan(bank, SOURCE))).toEqual(['same', 'same']);
    const stored = JSON.parse(JSON.stringify(bank)) as ExistingBank;
    const shuffled = { stimuli: [...stored.stimuli].reverse(), items: [...stored.items].reverse() };
    expect(kindsOf(plan(shuffled, SOURCE))).toEqual(['same', 'same']);
    expect(plan(shuffled, SOURCE).stimuli).toMatchObject([{ action: 'same' }]);
  });

  it('needs no content of what is the same, nor a fingerprint that it can rely on', () => {
    const light = { ...bank, items: bank.items.map((item) => ({ ...item, content: null })) };
    expect(kindsOf(plan(light, SOURCE))).toEqual(['same', 'same']);
    const older = { ...bank, items: bank.items.map((item) => ({ ...item, fingerprint: 'of before' })) };
    expect(kindsOf(plan(older, SOURCE))).toEqual(['same', 'same']);
  });

  it.each<[string, (source: string) => string, readonly string[], number]>([
    [
      'a corrected key and its rationales',
      (s) =>
        s
          .replace('Answer: A', 'Answer: C')
          .replace('A is correct. It', 'It')
          .replace('C is incorrect. B', 'B'),
      ['key', 'rationale'],
      0,
    ],
    ['another title', (s) => s.replace('2: Retries', '2: Repeats'), ['title'], 1],
    ['another rationale', (s) => s.replace('It ends.', 'It gives up.'), ['rationale'], 1],
    ['a corrected stem', (s) => s.replace('What helps?', 'What helps most?'), ['stem'], 1],
    [
      'a corrected word in the right option',
      (s) => s.replace('A Evolve the', 'A Evolves the'),
      ['options'],
      0,
    ],
    [
      'options in another order, with the letters that follow them',
      (s) =>
        s
          .replace('A Retry\nB Stop\n\nAnswer: A', 'A Stop\nB Retry\n\nAnswer: B')
          .replace(
            'A is correct. It recovers.\nB is incorrect. It ends.',
            'A is incorrect. It ends.\nB is correct. It recovers.',
          ),
      ['order'],
      1,
    ],
  ])('finds exactly one changed item after %s, and its options keep their ids', (_, edit, changes, at) => {
    const edited = edit(SOURCE);
    const planned = plan(bank, edited);
    expect(kindsOf(planned).filter((kind) => kind === 'changed')).toHaveLength(1);
    const row = planned.rows[at];
    expect(row).toMatchObject({ kind: 'changed', changes, target: bank.items[at]?.id });
    if (row === undefined) return;
    expect(new Set(optionIdsOf(contentOf(bank, edited, row, 'later-')))).toEqual(
      new Set(optionIdsOf(bank.items[at]?.content)),
    );
  });

  it('names only the key when only the key changed', () => {
    const edited = SOURCE.replace('A is correct. It recovers.', 'A helps.').replace(
      'B is incorrect. It ends.',
      'B helps.',
    );
    const before = apply(EMPTY_BANK, edited);
    const planned = plan(before, edited.replace('B Stop\n\nAnswer: A', 'B Stop\n\nAnswer: B'));
    expect(planned.rows[1]).toMatchObject({ kind: 'changed', changes: ['key'] });
  });

  it('gives a new id to an option that another one replaced, and only to it', () => {
    const edited = SOURCE.replace('B Stop', 'B Give up');
    const row = plan(bank, edited).rows[1];
    if (row === undefined) throw new Error('Expected a row');
    expect(row).toMatchObject({ kind: 'changed', changes: ['options', 'rationale'] });
    expect(optionIdsOf(contentOf(bank, edited, row, 'later-'))).toEqual([
      bank.items[1]?.content?.options[0]?.id,
      'later-1-1',
    ]);
  });

  it('shows an edited shared text as a change of the items that stand under it, and as nothing else', () => {
    const planned = plan(bank, SOURCE.replace('all night', 'all day'));
    expect(planned.stimuli).toMatchObject([{ action: 'changed' }]);
    expect(planned.rows.map(({ changes }) => changes)).toEqual([['stimulus_text'], ['stimulus_text']]);
  });

  it('shows an item that now stands under no shared text', () => {
    const planned = plan(bank, SOURCE.replace('Questions 1–2', 'Question 1'));
    expect(planned.rows.map(({ changes }) => changes)).toEqual([[], ['stimulus']]);
  });

  it('keeps two items apart that differ only in their options', () => {
    const other = SOURCE.replace('A Retry', 'A Alert').replace('B Stop', 'B Wait');
    expect(kindsOf(plan(bank, other.replace('2: Retries', '2: Alerts')))).toEqual(['same', 'new', 'gone']);
  });

  it('reports an item that the post holds twice and plans it once', () => {
    const twice = `${SOURCE}\n${SOURCE.slice(SOURCE.indexOf('Question 2')).replace('Question 2', 'Question 3')}`;
    expect(plan(EMPTY_BANK, twice).rows[2]).toMatchObject({ kind: 'repeated', partner: { index: 1 } });
  });

  it('shows what an earlier import of the source made and it no longer holds, and nothing else as gone', () => {
    const half = SOURCE.slice(0, SOURCE.indexOf('Question 2'));
    const planned = plan(bank, half);
    expect(planned.rows.at(-1)).toMatchObject({ kind: 'gone', index: null, target: bank.items[1]?.id });
    const strangers = { ...bank, items: bank.items.map((item) => ({ ...item, isFromSource: false })) };
    expect(kindsOf(plan(strangers, half))).not.toContain('gone');
  });

  it('never writes an item that the parser blocks, and does not call it gone', () => {
    const broken = SOURCE.replace('Answer: A', 'Answer: E');
    expect(kindsOf(plan(bank, broken))).toEqual(['blocked', 'same']);
  });

  it('is stable when two shared texts say the same', () => {
    const twins = `${SOURCE}\n${SOURCE.replace('1–2', '3–4').replace('Question 1', 'Question 3').replace('Question 2', 'Question 4').replaceAll('best?', 'worst?').replaceAll('helps?', 'hurts?')}`;
    const first = apply(EMPTY_BANK, twins);
    const reversed = { ...first, stimuli: [...first.stimuli].reverse() };
    const planned = plan(reversed, twins);
    expect(planned.stimuli).toMatchObject([{ action: 'same' }, { action: 'same' }]);
    expect(kindsOf(planned)).toEqual(['same', 'same', 'same', 'same']);
  });

  it('makes references of the letters in rationales and locks options that point at others', () => {
    const row = plan(EMPTY_BANK, SOURCE).rows[0];
    const content = row === undefined ? undefined : contentOf(EMPTY_BANK, SOURCE, row, 'o');
    const [a = '', b = '', c = ''] = optionIdsOf(content);
    const letters = new Map([
      [a, 'C'],
      [b, 'A'],
      [c, 'B'],
    ]);
    const shown = toPlainText(content?.rationales[a] ?? [], (id) => letters.get(id) ?? null);
    expect(shown).toBe('C is correct. It adapts, unlike A.');
    expect(content?.shuffleLocked).toBe(true);
    expect(toPlainText(content?.options[2]?.body ?? [], (id) => letters.get(id) ?? null)).toBe(
      'Both C and A',
    );
  });
});

describe('contradictions and near-duplicates', () => {
  /** A second question that asks and offers the same, with its own key; as a reader that does not look for twins gives it. */
  const rivals = () => {
    const [first, second] = read(SOURCE);
    if (first === undefined || second === undefined) throw new Error('Expected two questions');
    const options = second.source.options.map((option) => ({ ...option, correct: !option.correct }));
    return [second, readIncoming({ ...second.source, number: 9, title: 'Rival', options }, (text) => text)];
  };

  it('leaves both out when a source holds a question twice with other keys', () => {
    const planned = planImport(EMPTY_BANK, rivals(), []);
    expect(planned.rows).toMatchObject([
      { kind: 'contradiction', partner: { index: 1 } },
      { kind: 'contradiction', partner: { index: 0 } },
    ]);
    const settled = settlePlan(planned, NO_DECISIONS);
    expect(countSettled(settled)).toMatchObject({ created: 0, skipped: 2 });
    expect(totalsOf(settled.rows)).toMatchObject({ undecided: 2, rows: { contradiction: 2 } });
  });

  it('leaves the one out that contradicts what the bank already holds from the other', () => {
    const planned = planImport({ ...bank, stimuli: [] }, rivals(), []);
    expect(planned.rows[1]).toMatchObject({ kind: 'contradiction', partner: { index: 0 } });
  });

  it('shows a corrected key as a change and not as a contradiction', () => {
    const [, corrected] = rivals();
    const kinds = kindsOf(planImport(bank, corrected === undefined ? [] : [corrected], []));
    expect(kinds).toEqual(['changed', 'gone']);
  });

  it('marks a near-duplicate and keeps both unless somebody decides', () => {
    const [near] = read(SOURCE.replaceAll('Question', 'Item').replaceAll('Item', 'Question').slice(0));
    if (near === undefined) throw new Error('Expected a question');
    const other = { ...near, identity: { ...near.identity, stem: 'x', title: '', options: [] } };
    const lone = { ...other, fingerprint: 'x' };
    const itemId = bank.items[1]?.id ?? '';
    const strangers = { ...bank, items: bank.items.map((item) => ({ ...item, isFromSource: false })) };
    const planned = planImport(strangers, [lone, lone], [], undefined, [
      { index: 0, itemId, similarity: 0.7 },
      { index: 0, itemId: bank.items[0]?.id ?? '', similarity: 0.8 },
    ]);
    expect(planned.rows[0]).toMatchObject({
      kind: 'near_duplicate',
      target: bank.items[0]?.id,
      partner: { similarity: 0.8 },
    });
    expect(countSettled(settlePlan(planned, NO_DECISIONS))).toMatchObject({ created: 1, changed: 0 });
    const merged = settlePlan(planned, { rules: { near_duplicate: 'update' }, rows: {} });
    expect(countSettled(merged)).toMatchObject({ created: 0, changed: 1 });
  });
});
