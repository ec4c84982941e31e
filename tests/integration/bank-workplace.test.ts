import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { balanceBank, refreshCues } from '@/lib/features/bank-cues/commands';
import { findBankCues, findItemCues, previewBalance } from '@/lib/features/bank-cues/data';
import { editItems, undoEdit } from '@/lib/features/bulk-edit/commands';
import { type ItemQuery, NO_FILTER } from '@/lib/features/item-search/contract';
import { listItemIds, listItems } from '@/lib/features/item-search/data';
import { findBank, findItem } from '@/lib/features/question-bank/data';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { inTransaction, withTenant } from '@/lib/infra/db/tenant';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { createMember, createOrganisation, createTopic, type OrganisationScope } from '../support/factories';
import { createItems, paragraph } from '../support/item-factories';
import { saveTitle } from '../support/save-title';

startApplication();
const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');
const all: ItemQuery = { ...NO_FILTER, sort: 'bank', page: 1 };

let organisation: OrganisationScope;
let admin: MemberScope;
let bankId: string;

beforeEach(async () => {
  organisation = await createOrganisation();
  admin = (await createMember(organisation, { role: 'admin', displayName: 'Ada Admin' })).scope;
  const outcome = await commitImport(admin, {
    sourceName: 'sample.txt',
    sourceText: sample,
    bank: { kind: 'named', name: 'Sample', certificationId: null },
    licenceNote: 'With permission.',
    topics: [],
    topicOfItem: {},
  });
  if (!outcome.ok) throw new Error(outcome.error.message);
  bankId = outcome.value.bankId;
});

const find = (query: Partial<ItemQuery>) => listItems(admin, bankId, { ...all, ...query });
const idsOf = async (query: Partial<ItemQuery> = {}) =>
  (await find(query)).groups.flatMap((group) => group.items.map((item) => item.id));
const titlesOf = async (query: Partial<ItemQuery>) =>
  (await find(query)).groups.flatMap((group) => group.items.map((item) => item.title));

async function cuesOfBank(scope = admin) {
  await refreshCues(scope, bankId);
  return findBankCues(scope, bankId);
}

describe('searching a bank', () => {
  it('finds other forms of a word, the beginning of one, and words of options', async () => {
    expect(await titlesOf({ text: 'lineages' })).toEqual(['Data lineage']);
    expect(await titlesOf({ text: 'watermark' })).toContain('Late-arriving data handling');
    expect(await titlesOf({ text: 'reproducib' })).toContain('Reproducibility');
  });

  it('takes quotes and a minus as they are meant', async () => {
    const both = await idsOf({ text: 'streaming' });
    const without = await idsOf({ text: 'streaming -batch' });
    expect(without.length).toBeLessThan(both.length);
    expect(await idsOf({ text: '"point-in-time data"' })).toHaveLength(1);
  });

  it('marks what matched as parts of a text, never as markup', async () => {
    const [item] = (await find({ text: 'lineage' })).groups.flatMap((group) => group.items);
    expect(item?.snippet.filter(({ hit }) => hit).map(({ text }) => text.toLowerCase())).toContain('lineage');
    expect(item?.snippet.map(({ text }) => text).join('')).toContain('lineage critical');
  });

  it('forgives a typing error when nothing holds the word itself, and says so', async () => {
    const near = await find({ text: 'linage' });
    expect(near).toMatchObject({ isNear: true });
    expect(near.groups.flatMap((group) => group.items.map(({ title }) => title))).toContain('Data lineage');
    expect((await find({ text: 'lineage' })).isNear).toBe(false);
    expect((await find({ text: 'zzzzzz' })).total).toBe(0);
  });

  it.each(["'", '\\', '%', '"', '((((', '!', ':*', '<->', '-', 'or', '\ue000x\ue001', 'a & | b'])(
    'answers for %j',
    async (text) => {
      expect((await find({ text })).total).toBeGreaterThanOrEqual(0);
    },
  );

  it('pages in a stable order, whatever it is sorted by', async () => {
    await createItems(
      organisation,
      Array.from({ length: 45 }, (_, at) => ({ bankId, title: 'Same', position: 100 + at })),
    );
    for (const sort of ['bank', 'newest', 'title', 'evidence'] as const) {
      const [one, two] = [await idsOf({ sort }), await idsOf({ sort, page: 2 })];
      expect([one.length, two.length]).toEqual([50, 15]);
      expect(new Set([...one, ...two]).size).toBe(65);
    }
  });
});

describe('filters', () => {
  it('narrow by cue, evidence, right, source and topic, alone and together', async () => {
    await refreshCues(admin, bankId);
    expect(await idsOf({ cue: 'longest_option' })).toHaveLength(14);
    expect(await idsOf({ cue: 'absolute_word' })).toHaveLength(16);
    expect(await idsOf({ cue: 'no_topic' })).toHaveLength(20);
    expect(await idsOf({ cue: 'repeated_stem' })).toHaveLength(0);
    expect(await idsOf({ evidence: 'none' })).toHaveLength(20);
    expect(await idsOf({ evidence: 'enough' })).toHaveLength(0);
    expect(await idsOf({ right: 'unknown' })).toHaveLength(20);
    const imports = (await findBank(admin, bankId))?.imports ?? [];
    expect(imports.map(({ name }) => name)).toEqual(['sample.txt']);
    expect(await idsOf({ importId: imports[0]?.id ?? null })).toHaveLength(20);
    expect(await idsOf({ reported: true })).toHaveLength(0);
    const group = (await find({})).groups[0];
    expect(await idsOf({ stimulus: group?.stimulusId ?? null })).toHaveLength(3);
    expect(await idsOf({ cue: 'longest_option', text: 'lineage' })).toHaveLength(1);
  });

  it('find questions that ask the same, and distractors that nobody chose', async () => {
    const stem = paragraph('Which table format is it?');
    const [one, two] = await createItems(organisation, [
      { bankId, stem, position: 90 },
      { bankId, stem, position: 91 },
    ]);
    await refreshCues(admin, bankId);
    expect(await idsOf({ cue: 'repeated_stem' })).toEqual([one?.itemId, two?.itemId]);
    expect((await findBankCues(admin, bankId)).cues.flagged.repeated_stem).toBe(2);
  });
});

describe('what a bank gives away', () => {
  it('is the test-wise score of the sample, from what is stored', async () => {
    const { cues, missing } = await cuesOfBank();
    expect(missing).toBe(0);
    expect(cues).toMatchObject({ comparable: 20, keyPositions: [20, 0, 0, 0], modalPosition: 0 });
    const shares = Object.fromEntries(cues.scores.map(({ strategy, share }) => [strategy, share]));
    expect(shares).toMatchObject({ position: 1, longest: 0.925, avoidAbsolutes: 1 });
    expect(cues.flagged).toMatchObject({ absolute_word: 16, longest_option: 14, no_topic: 20 });
  });

  it('is worked out once per version', async () => {
    expect(await refreshCues(admin, bankId)).toBe(20);
    expect(await refreshCues(admin, bankId)).toBe(0);
  });

  it('says of one item what its bank says of it', async () => {
    const [first = ''] = await idsOf({});
    expect((await findItemCues(admin, first))?.map(({ code }) => code)).toEqual([
      'absolute_word',
      'no_topic',
    ]);
  });

  it('is for staff: learners and HR get nothing, instructors may look', async () => {
    await refreshCues(admin, bankId);
    for (const role of ['learner', 'hr'] as const) {
      const { scope } = await createMember(organisation, { role });
      expect((await findBankCues(scope, bankId)).cues.comparable).toBe(0);
      expect(await findItemCues(scope, (await idsOf())[0] ?? '')).toBeNull();
      expect(await refreshCues(scope, bankId)).toBe(0);
    }
    const teacher = (await createMember(organisation, { role: 'instructor' })).scope;
    expect((await findBankCues(teacher, bankId)).cues.comparable).toBe(20);
  });
});

describe('balancing the keys', () => {
  it('gives fifteen of twenty items a version with the same options in another order', async () => {
    const before = await findItem(admin, (await idsOf())[0] ?? '');
    const plan = await previewBalance(admin, bankId);
    expect(plan).toMatchObject({ total: 15, before: [20, 0, 0, 0], after: [5, 5, 5, 5] });
    const done = await balanceBank(admin, { bankId, digest: plan.digest });
    expect(done).toMatchObject({ ok: true, value: { items: 15 } });
    const { cues } = await cuesOfBank();
    expect(cues.keyPositions).toEqual([5, 5, 5, 5]);
    const shares = Object.fromEntries(cues.scores.map(({ strategy, share }) => [strategy, share]));
    expect(shares).toMatchObject({ position: 0.25, longest: 0.925 });
    const [move] = plan.moves;
    const after = await findItem(admin, move?.itemId ?? '');
    expect(after?.versions).toMatchObject([
      { version: 2, changes: expect.arrayContaining(['options']), isCurrent: true },
      { version: 1, isCurrent: false },
    ]);
    expect(after?.content.options[move?.to ?? 0]?.id).toBe(after?.content.key[0]);
    expect(before?.content.options).toHaveLength(4);
    expect(await previewBalance(admin, bankId)).toMatchObject({ total: 0 });
  });

  it('can be taken back', async () => {
    const contents = async () =>
      Promise.all((await idsOf()).map(async (id) => (await findItem(admin, id))?.content));
    const before = await contents();
    const { digest } = await previewBalance(admin, bankId);
    const done = await balanceBank(admin, { bankId, digest });
    if (!done.ok) throw new Error(done.error.message);
    expect(await undoEdit(admin, done.value.editId)).toEqual({ ok: true, value: { restored: 15, left: 0 } });
    expect(await contents()).toEqual(before);
  });

  it('does what was shown or nothing', async () => {
    const { digest } = await previewBalance(admin, bankId);
    await createItems(organisation, [{ bankId, position: 99 }]);
    expect(await balanceBank(admin, { bankId, digest })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
  });

  it('waits for whoever is just saving, and leaves what they saved', async () => {
    const { moves, digest } = await previewBalance(admin, bankId);
    const itemId = moves[0]?.itemId ?? '';
    const { balancing } = await inTransaction(admin, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM item WHERE id = ${itemId}::uuid FOR UPDATE`;
      const begun = balanceBank(admin, { bankId, digest });
      await setTimeout(300);
      await saveTitle(tx, itemId, 'Saved meanwhile');
      return { balancing: begun };
    });
    expect(await balancing).toMatchObject({ error: { code: 'conflict' } });
    expect(await findItem(admin, itemId)).toMatchObject({ content: { title: 'Saved meanwhile' } });
  });

  it('keeps nobody from adding a background who holds a question', async () => {
    const { moves, digest } = await previewBalance(admin, bankId);
    const itemId = moves[0]?.itemId ?? '';
    const { balancing } = await inTransaction(admin, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM item WHERE id = ${itemId}::uuid FOR UPDATE`;
      const begun = balanceBank(admin, { bankId, digest });
      await setTimeout(300);
      await tx.$executeRaw`SELECT 1 FROM bank WHERE id = ${bankId}::uuid FOR KEY SHARE`;
      return { balancing: begun };
    });
    expect(await balancing).toMatchObject({ ok: true });
  });

  it('is for owners and admins of this organisation', async () => {
    const { digest } = await previewBalance(admin, bankId);
    const teacher = (await createMember(organisation, { role: 'instructor' })).scope;
    expect(await balanceBank(teacher, { bankId, digest })).toMatchObject({ error: { code: 'forbidden' } });
    const stranger = (await createMember(await createOrganisation(), { role: 'owner' })).scope;
    expect(await balanceBank(stranger, { bankId, digest })).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('changing many items', () => {
  const everything = { bankId, itemIds: [], everything: '1' as const };
  const audits = () =>
    withTenant(organisation, (db) =>
      db.auditEvent.findMany({
        where: { organisationId: organisation.organisationId, subjectKind: 'bank', subjectId: bankId },
        select: { action: true, details: true },
        orderBy: { id: 'asc' },
      }),
    );

  it('reaches everything that a filter holds, on every page, in one audited act', async () => {
    const { topicId } = await createTopic(organisation, { name: 'Governance' });
    await refreshCues(admin, bankId);
    const done = await editItems(admin, {
      ...everything,
      ...{ bankId, kind: 'topic', topicId, filter: 'cue=longest_option' },
    });
    expect(done).toMatchObject({ ok: true, value: { items: 14, left: 0 } });
    expect(await listItemIds(admin, bankId, { ...NO_FILTER, topic: topicId })).toHaveLength(14);
    expect(await audits()).toMatchObject([
      { action: 'item.topic_set', details: { items: 14, value: topicId } },
    ]);
  });

  it('confirms and disputes the right to use, with who and when, and takes it back', async () => {
    const [first = ''] = await idsOf();
    const set = (right: 'confirmed' | 'disputed') =>
      editItems(admin, { kind: 'right', right, bankId, itemIds: [first], filter: '' });
    await set('confirmed');
    expect(await findItem(admin, first)).toMatchObject({ rightToUse: 'confirmed', rightSetBy: 'Ada Admin' });
    const disputed = await set('disputed');
    if (!disputed.ok) throw new Error(disputed.error.message);
    expect((await findBank(admin, bankId))?.rights).toEqual({ unknown: 19, confirmed: 0, disputed: 1 });
    expect(await undoEdit(admin, disputed.value.editId)).toMatchObject({ value: { restored: 1 } });
    expect(await findItem(admin, first)).toMatchObject({ rightToUse: 'confirmed', rightSetBy: 'Ada Admin' });
    expect(await undoEdit(admin, disputed.value.editId)).toMatchObject({ error: { code: 'conflict' } });
  });

  it('leaves alone on undo what somebody changed since', async () => {
    const ids = (await idsOf()).slice(0, 3);
    const [one, two] = [await createTopic(organisation), await createTopic(organisation)];
    const edit = { kind: 'topic', bankId, filter: '' } as const;
    const done = await editItems(admin, { ...edit, itemIds: ids, topicId: one.topicId });
    await editItems(admin, { ...edit, itemIds: ids.slice(0, 1), topicId: two.topicId });
    if (!done.ok) throw new Error(done.error.message);
    expect((await findBank(admin, bankId, done.value.editId))?.lastEdit).toMatchObject({
      ...{ items: 3, restorable: 2, undone: false },
    });
    expect(await undoEdit(admin, done.value.editId)).toEqual({ ok: true, value: { restored: 2, left: 1 } });
    expect(await idsOf({ topic: two.topicId })).toEqual(ids.slice(0, 1));
  });

  it('moves states only by steps that exist, with a reason where one is needed', async () => {
    const ids = (await idsOf()).slice(0, 2);
    const retire = (note: string) =>
      editItems(admin, { kind: 'state', state: 'retired', note, bankId, itemIds: ids, filter: '' });
    expect(await retire('')).toMatchObject({ error: { fields: { note: expect.any(String) } } });
    expect(await retire('Outdated')).toMatchObject({ value: { items: 2 } });
    const draft = await editItems(admin, {
      ...{ kind: 'state', state: 'in_review', note: 'x', bankId, itemIds: ids, filter: '' },
    });
    expect(draft).toMatchObject({ error: { code: 'conflict' } });
  });

  it('keeps the licence note of an item beside that of its source', async () => {
    const [first = ''] = await idsOf();
    await editItems(admin, {
      kind: 'licence',
      licenceNote: 'CC BY 4.0',
      bankId,
      itemIds: [first],
      filter: '',
    });
    expect(await findItem(admin, first)).toMatchObject({ licenceNote: 'CC BY 4.0' });
  });

  it('writes nothing when an item of the list isn’t there', async () => {
    const [first = ''] = await idsOf();
    const [strange] = await createItems(organisation, [
      { bankId: (await findOtherBank()).bankId, position: 1 },
    ]);
    const refused = await editItems(admin, {
      ...{ kind: 'right', right: 'disputed', bankId, filter: '', itemIds: [first, strange?.itemId ?? ''] },
    });
    expect(refused).toMatchObject({ error: { code: 'not_found' } });
    expect(await idsOf({ right: 'disputed' })).toEqual([]);
  });

  async function findOtherBank() {
    const id = { organisationId: organisation.organisationId };
    const other = await inTransaction(organisation, (tx) =>
      tx.bank.create({ data: { ...id, id: crypto.randomUUID(), name: 'Other' } }),
    );
    return { bankId: other.id };
  }

  it.each(['instructor', 'learner', 'hr'] as const)('is not for the role %s', async (role) => {
    const { scope } = await createMember(organisation, { role });
    const edit = { kind: 'right', right: 'disputed', bankId, itemIds: await idsOf(), filter: '' } as const;
    expect(await editItems(scope, edit)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await undoEdit(scope, bankId)).toMatchObject({ error: { code: 'forbidden' } });
  });
});
