import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { editItems } from '@/lib/features/bulk-edit/commands';
import { moveItem } from '@/lib/features/item-life/commands';
import { type ItemQuery, NO_FILTER } from '@/lib/features/item-search/contract';
import { listItems } from '@/lib/features/item-search/data';
import { changeBank, createBank } from '@/lib/features/question-bank/commands';
import { findBank, findItem, listBanks } from '@/lib/features/question-bank/data';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { newId } from '@/lib/infra/id';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import {
  createCertification,
  createMember,
  createOrganisation,
  createTopic,
  type OrganisationScope,
} from '../support/factories';

startApplication();
const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

let organisation: OrganisationScope;
let admin: MemberScope;
let bankId: string;

const everything: ItemQuery = { ...NO_FILTER, sort: 'bank', page: 1 };

const setTopic = (scope: MemberScope, input: { bankId: string; itemIds: string[]; topicId: string | null }) =>
  editItems(scope, { kind: 'topic', filter: '', ...input });

async function importSample(sourceText = sample): Promise<string> {
  const outcome = await commitImport(admin, {
    sourceName: 'sample.txt',
    sourceText,
    bank: { kind: 'named', name: 'Sample', certificationId: null },
    licenceNote: 'With permission.',
    topics: [],
    topicOfItem: {},
  });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value.bankId;
}

beforeEach(async () => {
  organisation = await createOrganisation();
  admin = (await createMember(organisation, { role: 'admin', displayName: 'Ada Admin' })).scope;
  bankId = await importSample();
});

const itemIds = async (filter: Partial<ItemQuery> = {}): Promise<string[]> =>
  (await listItems(admin, bankId, { ...everything, ...filter })).groups.flatMap((group) =>
    group.items.map((item) => item.id),
  );

describe('reading banks', () => {
  it('counts what each bank holds', async () => {
    const {
      banks: { rows: banks },
    } = await listBanks(admin, { q: '', page: 1 });
    expect(banks).toMatchObject([{ name: 'Sample', live: 20, draft: 0, retired: 0, withoutTopic: 20 }]);
    expect(banks[0]?.lastImportAt).not.toBeNull();
  });

  it('shows the items in groups under their background, in the order of the source', async () => {
    const { groups, total } = await listItems(admin, bankId, everything);
    expect(total).toBe(20);
    expect(groups.map((group) => group.items.length)).toEqual([3, 3, 3, 1, 3, 3, 3, 1]);
    expect(groups[0]?.stimulusExcerpt).toMatch(/^After 30 years/);
    expect(groups[0]?.items[0]).toMatchObject({ title: 'Schema evolution in pipelines', version: 1 });
  });

  it('finds items by words of title and stem, taking wildcards literally', async () => {
    expect(await itemIds({ text: 'LINEAGE' })).toHaveLength(1);
    expect(await itemIds({ text: 'hedge fund experiences' })).toHaveLength(1);
    expect(await itemIds({ text: 'paragraph' })).toHaveLength(0);
    expect(await itemIds({ text: '%' })).toHaveLength(0);
  });

  it('says what of the exam is covered', async () => {
    const { certificationId, domains } = await createCertification(organisation);
    const { topicId } = await createTopic(organisation, { domainIds: [domains[0]?.id ?? ''] });
    await changeBank(admin, { bankId, name: 'Sample', certificationId });
    await setTopic(admin, { bankId, itemIds: (await itemIds()).slice(0, 4), topicId });
    const bank = await findBank(admin, bankId);
    expect(bank?.coverage).toMatchObject({ coveredWeightPercent: 60, unmappedCount: 16 });
    expect(bank?.topics).toMatchObject([{ id: topicId, live: 4 }]);
  });

  it('shows an item with its source, and what each version changed', async () => {
    const [first = ''] = await itemIds();
    await importSample(
      sample
        .replace('Answer: A', 'Answer: B')
        .replace('A is correct. Schema', 'A is incorrect. Schema')
        .replace('B is incorrect. Rebuilding', 'B is correct. Rebuilding'),
    );
    const item = await findItem(admin, first);
    expect(item).toMatchObject({ title: 'Schema evolution in pipelines', siblings: 2, exams: 0 });
    expect(item?.content.key).toEqual([item?.content.options[1]?.id]);
    expect(item?.versions).toMatchObject([
      { version: 2, changes: ['key', 'rationale'], author: 'Ada Admin', isCurrent: true },
      { version: 1, changes: [], sourceNumber: '21', importName: 'sample.txt', isCurrent: false },
    ]);
    expect(item?.stimulus).not.toBeNull();
  });
});

describe('changing banks', () => {
  it('sets the topic of many items at once and takes it away again', async () => {
    const { topicId } = await createTopic(organisation);
    const ids = await itemIds();
    expect(await setTopic(admin, { bankId, itemIds: ids.slice(0, 5), topicId })).toMatchObject({
      ok: true,
      value: { items: 5, left: 0 },
    });
    expect(await itemIds({ topic: topicId })).toEqual(ids.slice(0, 5));
    await setTopic(admin, { bankId, itemIds: ids.slice(0, 2), topicId: null });
    expect(await itemIds({ topic: topicId })).toHaveLength(3);
    expect(await itemIds({ topic: 'none' })).toHaveLength(17);
  });

  it('retires an item', async () => {
    const [first = ''] = await itemIds();
    await moveItem(admin, { itemId: first, from: 'live', to: 'retired', note: 'Outdated' });
    expect(await itemIds({ state: 'retired' })).toEqual([first]);
    expect((await findBank(admin, bankId))?.live).toBe(19);
  });

  it('refuses a name that is taken, at its field, also for another bank', async () => {
    const again = await createBank(admin, { name: 'Sample', certificationId: null });
    expect(again).toMatchObject({
      ok: false,
      error: { code: 'conflict', fields: { name: expect.any(String) } },
    });
    const other = await createBank(admin, { name: 'Other', certificationId: null });
    const id = other.ok ? other.value.bankId : '';
    expect(await changeBank(admin, { bankId: id, name: 'Sample', certificationId: null })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await changeBank(admin, { bankId: id, name: 'Other', certificationId: null })).toMatchObject({
      ok: true,
    });
  });
});

describe('who may do what with banks', () => {
  it('lets an instructor read, keys included, and change nothing', async () => {
    const { scope } = await createMember(organisation, { role: 'instructor' });
    const [first = ''] = await itemIds();
    expect((await listBanks(scope, { q: '', page: 1 })).banks.total).toBe(1);
    expect((await findItem(scope, first))?.content.key).toHaveLength(1);
    expect(
      await moveItem(scope, { itemId: first, from: 'live', to: 'retired', note: 'Outdated' }),
    ).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  });

  it.each(['learner', 'hr'] as const)(
    'shows nothing of an item to the role %s, whatever calls it',
    async (role) => {
      const { scope } = await createMember(organisation, { role });
      const [first = ''] = await itemIds();
      expect(await findItem(scope, first)).toBeNull();
      expect((await listItems(scope, bankId, everything)).total).toBe(0);
      for (const refused of [
        await createBank(scope, { name: 'Mine', certificationId: null }),
        await changeBank(scope, { bankId, name: 'Mine', certificationId: null }),
        await setTopic(scope, { bankId, itemIds: [first], topicId: null }),
        await moveItem(scope, { itemId: first, from: 'live', to: 'draft', note: 'Wrong' }),
      ]) {
        expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } });
      }
    },
  );

  it('knows nothing of another organisation', async () => {
    const other = await createOrganisation();
    const stranger = (await createMember(other, { role: 'admin' })).scope;
    const { topicId } = await createTopic(other);
    const [first = ''] = await itemIds();
    expect(await findBank(stranger, bankId)).toBeNull();
    expect(await findItem(stranger, first)).toBeNull();
    expect((await listItems(stranger, bankId, everything)).total).toBe(0);
    for (const refused of [
      await changeBank(stranger, { bankId, name: 'Mine', certificationId: null }),
      await setTopic(stranger, { bankId, itemIds: [first], topicId: null }),
      await moveItem(stranger, { itemId: first, from: 'live', to: 'draft', note: 'Mine' }),
      await setTopic(admin, { bankId, itemIds: [first], topicId }),
      await setTopic(admin, { bankId: newId(), itemIds: [first], topicId: null }),
    ]) {
      expect(refused).toMatchObject({ ok: false, error: { code: 'not_found' } });
    }
  });
});
