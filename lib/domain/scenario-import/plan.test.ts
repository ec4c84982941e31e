import { describe, expect, it } from 'vitest';
import { toPlainText } from '../text/rich-text';
import { parseScenarioPost } from './parse-scenario-post';
import { type ExistingBank, type ImportPlan, planImport } from './plan';

const EMPTY: ExistingBank = { stimuli: [], items: [] };

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

function plan(existing: ExistingBank, source: string, prefix = 'new-'): ImportPlan {
  return planImport(existing, parseScenarioPost(source), counter(prefix));
}

/** What a bank holds once a plan has been written. */
function apply(existing: ExistingBank, planned: ImportPlan): ExistingBank {
  const stimulusIds = planned.stimuli.map((stimulus, at) =>
    stimulus.action === 'new' ? `s${existing.stimuli.length + at}` : stimulus.id,
  );
  const stimuli = planned.stimuli.map((stimulus, at) => ({ id: stimulusIds[at] ?? '', body: stimulus.body }));
  const items = planned.items.flatMap((item, at) => {
    if (item.action === 'duplicate' || item.action === 'blocked') return [];
    const id = item.action === 'new' ? `i${existing.items.length + at}` : item.id;
    return [
      {
        id,
        stimulusId: item.stimulus === null ? null : (stimulusIds[item.stimulus] ?? null),
        content: item.content,
      },
    ];
  });
  const kept = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] => [
    ...before.filter(({ id }) => !after.some((one) => one.id === id)),
    ...after,
  ];
  return { stimuli: kept(existing.stimuli, stimuli), items: kept(existing.items, items) };
}

const bank = apply(EMPTY, plan(EMPTY, SOURCE));

describe('planImport', () => {
  it('creates everything in an empty bank', () => {
    expect(plan(EMPTY, SOURCE).counts).toMatchObject({ stimuli: { new: 1 }, items: { new: 2, changed: 0 } });
  });

  it('changes nothing the second time', () => {
    expect(plan(bank, SOURCE).counts).toEqual({
      stimuli: { new: 0, changed: 0, same: 1 },
      items: { new: 0, changed: 0, same: 2, duplicate: 0, blocked: 0 },
    });
  });

  it('changes nothing when the bank lists its items, stimuli and fields in another order', () => {
    const stored = JSON.parse(JSON.stringify(bank)) as ExistingBank;
    const shuffled = { stimuli: [...stored.stimuli].reverse(), items: [...stored.items].reverse() };
    expect(plan(shuffled, SOURCE).counts.items).toMatchObject({ same: 2, new: 0, changed: 0 });
  });

  it.each<[string, (source: string) => string, string, number]>([
    [
      'a corrected key',
      (s) =>
        s
          .replace('Answer: A', 'Answer: C')
          .replace('A is correct. It', 'It')
          .replace('C is incorrect. B', 'B'),
      'key',
      0,
    ],
    ['another title', (s) => s.replace('2: Retries', '2: Repeats'), 'title', 1],
    ['another rationale', (s) => s.replace('It ends.', 'It gives up.'), 'rationale', 1],
    ['a corrected stem', (s) => s.replace('What helps?', 'What helps most?'), 'stem', 1],
    [
      'options in another order',
      (s) => s.replace('A Retry\nB Stop\n\nAnswer: A', 'B Stop\nA Retry\n\nAnswer: A'),
      'options',
      1,
    ],
  ])('finds exactly one changed item after %s, and its options keep their ids', (_, edit, part, at) => {
    const planned = plan(bank, edit(SOURCE), 'later-');
    expect(planned.counts.items).toMatchObject({ changed: 1, same: 1, new: 0 });
    const item = planned.items[at];
    if (item?.action !== 'changed') throw new Error('Expected a changed item');
    expect(item.changes).toContain(part);
    expect(new Set(item.content.options.map(({ id }) => id))).toEqual(
      new Set(bank.items[at]?.content.options.map(({ id }) => id)),
    );
  });

  it('names only the key when only the key changed', () => {
    const edited = SOURCE.replace('A is correct. It recovers.', 'A helps.').replace(
      'B is incorrect. It ends.',
      'B helps.',
    );
    const before = apply(EMPTY, plan(EMPTY, edited));
    const planned = plan(before, edited.replace('B Stop\n\nAnswer: A', 'B Stop\n\nAnswer: B'));
    expect(planned.items[1]).toMatchObject({ action: 'changed', changes: ['key'] });
  });

  it('gives a new id to an option that was reworded, and only to it', () => {
    const planned = plan(bank, SOURCE.replace('B Stop', 'B Give up'), 'later-');
    const item = planned.items[1];
    if (item?.action !== 'changed') throw new Error('Expected a changed item');
    expect(item.content.options.map(({ id }) => id)).toEqual([
      bank.items[1]?.content.options[0]?.id,
      'later-1',
    ]);
  });

  it('makes one new version of a shared text that was edited, and leaves its items alone', () => {
    const planned = plan(bank, SOURCE.replace('all night', 'all day'));
    expect(planned.counts).toMatchObject({ stimuli: { changed: 1, new: 0 }, items: { same: 2, changed: 0 } });
  });

  it('keeps two items apart that differ only in their options', () => {
    const other = SOURCE.replace('A Retry', 'A Alert').replace('B Stop', 'B Wait');
    expect(plan(bank, other.replace('2: Retries', '2: Alerts')).counts.items).toMatchObject({
      new: 1,
      same: 1,
    });
  });

  it('reports an item that the post holds twice and plans it once', () => {
    const twice = `${SOURCE}\n${SOURCE.slice(SOURCE.indexOf('Question 2')).replace('Question 2', 'Question 3')}`;
    expect(plan(EMPTY, twice).items[2]).toMatchObject({ action: 'duplicate', of: 1 });
  });

  it('never writes an item that the parser blocks, and leaves what the bank has', () => {
    const broken = SOURCE.replace('Answer: A', 'Answer: E');
    expect(plan(bank, broken).items.map(({ action }) => action)).toEqual(['blocked', 'same']);
  });

  it('is stable when two shared texts say the same', () => {
    const twins = `${SOURCE}\n${SOURCE.replace('1–2', '3–4').replace('Question 1', 'Question 3').replace('Question 2', 'Question 4').replaceAll('best?', 'worst?').replaceAll('helps?', 'hurts?')}`;
    const first = apply(EMPTY, plan(EMPTY, twins));
    const reversed = { ...first, stimuli: [...first.stimuli].reverse() };
    expect(plan(reversed, twins).counts).toMatchObject({ stimuli: { same: 2 }, items: { same: 4 } });
  });

  it('makes references of the letters in rationales and locks options that point at others', () => {
    const content = plan(EMPTY, SOURCE).items.map((item) => ('content' in item ? item.content : null))[0];
    const [a = '', b = '', c = ''] = content?.options.map(({ id }) => id) ?? [];
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
