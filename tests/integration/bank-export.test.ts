import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import type { RichText } from '@/lib/domain/text/rich-text';
import { balanceBank } from '@/lib/features/bank-cues/commands';
import { previewBalance } from '@/lib/features/bank-cues/data';
import { exportBank } from '@/lib/features/bank-export/commands';
import { EXPORT_CHOICES, FILE_LIMITS } from '@/lib/features/bank-export/contract';
import { previewExport, readBankExport } from '@/lib/features/bank-export/data';
import { findBankThen, listBankHistory } from '@/lib/features/bank-history/data';
import { editItems } from '@/lib/features/bulk-edit/commands';
import { NO_FILTER } from '@/lib/features/item-search/contract';
import { listItemIds } from '@/lib/features/item-search/data';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { withTenant } from '@/lib/infra/db/tenant';
import { readSource } from '@/lib/infra/source-reading/read-source';
import { writeBank } from '@/lib/infra/source-writing/write-bank';
import { writeSource } from '@/lib/infra/source-writing/write-source';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { createBank, createMember, createOrganisation, type OrganisationScope } from '../support/factories';
import { createItems } from '../support/item-factories';
import { longestPause } from '../support/longest-pause';
import { createPicture } from '../support/media-factories';

startApplication();
const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

let organisation: OrganisationScope;
let admin: MemberScope;
let bankId: string;

beforeAll(async () => {
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

const history = async (kind: Parameters<typeof listBankHistory>[2]['kind'] = null, q = '') =>
  (await listBankHistory(admin, bankId, { kind, q, page: 1 }))?.rows ?? [];

async function createLargeBank(count: number): Promise<string> {
  const { bankId: large } = await createBank(organisation);
  await createItems(
    organisation,
    Array.from({ length: count }, (_, at) => ({ bankId: large, title: `Copied ${at + 1}` })),
  );
  return large;
}

describe('exporting a bank', () => {
  it('gives the writers every item with its background, key, rationales and licence', async () => {
    const read = await readBankExport(admin, bankId, '');
    expect(read?.disputed).toBe(0);
    expect(read?.bank).toMatchObject({ name: 'Sample', stimuli: { length: 8 }, items: { length: 20 } });
    expect(read?.bank.items[0]).toMatchObject({
      stimulus: 0,
      sourceId: '21',
      licenceNote: 'With permission.',
    });
    expect(Object.keys(read?.bank.items[0]?.content.rationales ?? {})).toHaveLength(4);
  });

  it('lists for each format what it would lose, before anything is downloaded', async () => {
    const view = await previewExport(admin, bankId, '');
    expect(view?.formats.map(({ format }) => format)).toEqual([...EXPORT_CHOICES]);
    const aiken = view?.formats.find(({ format }) => format === 'aiken');
    expect(aiken?.losses.some(({ items }) => items === 20)).toBe(true);
    expect(view).toMatchObject({ items: 20, sampled: 20 });
    expect(await history('exports')).toEqual([]);
  });

  it('looks for losses in the first 200 questions of a large bank', async () => {
    const large = await createLargeBank(201);
    const view = await previewExport(admin, large, '');
    expect(view).toMatchObject({ items: 201, sampled: 200, disputed: 0 });
    const aiken = view?.formats.find(({ format }) => format === 'aiken');
    expect(Math.max(...(aiken?.losses.map(({ items }) => items) ?? []))).toBe(200);
  });

  it('refuses more questions than one file takes, says what to do, and notes no export', async () => {
    const large = await createLargeBank(6);
    const asked = { bankId: large, format: 'csv', filter: '' } as const;
    const refused = await exportBank(admin, asked, { ...FILE_LIMITS, items: 5 });
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid' } });
    expect(refused.ok ? '' : refused.error.message).toContain('Narrow the filter');
    expect((await listBankHistory(admin, large, { kind: 'exports', ...WHOLE_LIST }))?.rows).toEqual([]);
    const [first = ''] = await listItemIds(admin, large, NO_FILTER);
    await editItems(admin, { kind: 'right', right: 'disputed', bankId: large, itemIds: [first], filter: '' });
    const written = await exportBank(admin, asked, { ...FILE_LIMITS, items: 5 });
    expect(written.ok && new TextDecoder().decode(written.value.bytes)).toContain('Copied');
    expect((await listBankHistory(admin, large, { kind: 'exports', ...WHOLE_LIST }))?.rows).toMatchObject([
      { items: 5 },
    ]);
  });

  it('refuses pictures that are too large for one file before it reads them', async () => {
    const { bankId: illustrated } = await createBank(organisation);
    const media = await createPicture(admin);
    const stem: RichText = [{ type: 'paragraph', children: [{ type: 'image', media, alt: 'A plan' }] }];
    await createItems(organisation, [{ bankId: illustrated, title: 'Illustrated', stem }]);
    const asked = { bankId: illustrated, format: 'moodle-xml', filter: '' } as const;
    const refused = await exportBank(admin, asked, { ...FILE_LIMITS, pictureBytes: 10 });
    expect(refused).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('1 MB, and 1 are') },
    });
    const written = await exportBank(admin, asked);
    expect(written.ok && new TextDecoder().decode(written.value.bytes)).toContain('encoding="base64"');
  });

  it('writes more than a thousand questions, every one once and in order', async () => {
    const count = 1100;
    const large = await createLargeBank(count);
    const written = await exportBank(admin, { bankId: large, format: 'scenario-post', filter: '' });
    if (!written.ok) throw new Error(written.error.message);
    const { bytes } = written.value;
    const read = await readSource({ name: 'bank.md', bytes, format: null, mapping: null });
    expect(read.ok && read.value.post.items.map(({ title }) => title)).toEqual(
      Array.from({ length: count }, (_, at) => `Copied ${at + 1}`),
    );
  });

  it('leaves the thread to others while it writes', async () => {
    const large = await createLargeBank(600);
    const read = await readBankExport(admin, large, '');
    if (read === null) throw new Error('The bank is gone');
    await writeSource('gift', read.bank);
    const [, free] = await longestPause(() => writeSource('scenario-post', read.bank));
    const [, held] = await longestPause(() => writeBank('scenario-post', read.bank));
    expect(free).toBeLessThan(held / 2);
  });

  it.each(EXPORT_CHOICES)('writes %s and notes who took it', async (format) => {
    const written = await exportBank(admin, { bankId, format, filter: 'q=lineage' });
    if (!written.ok) throw new Error(written.error.message);
    expect(written.value.bytes.byteLength).toBeGreaterThan(100);
    expect(Buffer.from(written.value.bytes).toString('latin1').includes('\u0000') || format !== 'xlsx').toBe(
      true,
    );
    expect((await history('exports'))[0]).toMatchObject({
      actor: 'Ada Admin',
      action: 'bank.exported',
      items: 1,
    });
  });

  it('keeps back what must not be used', async () => {
    const [first = ''] = await listItemIds(admin, bankId, NO_FILTER);
    const edit = { bankId, itemIds: [first], filter: '' };
    await editItems(admin, { kind: 'right', right: 'disputed', ...edit });
    const read = await readBankExport(admin, bankId, '');
    expect(read).toMatchObject({ disputed: 1, bank: { items: { length: 19 } } });
    await editItems(admin, { kind: 'right', right: 'confirmed', ...edit });
  });

  it.each(['instructor', 'hr', 'learner'] as const)('is not for the role %s', async (role) => {
    const { scope } = await createMember(organisation, { role });
    const asked = { bankId, format: 'csv', filter: '' } as const;
    expect(await exportBank(scope, asked)).toMatchObject({ error: { code: 'forbidden' } });
  });

  it('knows nothing of another organisation', async () => {
    const { scope } = await createMember(await createOrganisation(), { role: 'owner' });
    const asked = { bankId, format: 'csv', filter: '' } as const;
    expect(await exportBank(scope, asked)).toMatchObject({ error: { code: 'not_found' } });
    expect(await previewExport(scope, bankId, '')).toBeNull();
    expect(await listBankHistory(scope, bankId, { kind: null, ...WHOLE_LIST })).toBeNull();
  });
});

describe('the history of a bank', () => {
  it('tells who did what, newest first, and can be narrowed to a kind', async () => {
    const { digest } = await previewBalance(admin, bankId);
    await balanceBank(admin, { bankId, digest });
    const actions = (await history()).map(({ action }) => action);
    expect(actions[0]).toBe('bank.keys_balanced');
    expect(actions.at(-1)).toMatch(/^(import|bank)\./);
    expect((await history('imports')).map(({ action }) => action)).toEqual(['import.committed']);
    expect((await history('bulk')).map(({ action }) => action)).toContain('item.right_set');
    expect(await history('exports')).toHaveLength(EXPORT_CHOICES.length);
    const [imported] = await history('imports', 'SÁMPLE.TXT');
    expect(imported).toMatchObject({ action: 'import.committed', title: 'sample.txt' });
    expect(await history(null, 'nobody like this')).toEqual([]);
  });

  it('shows the bank as it was at a moment', async () => {
    const balanced = (await history('bulk'))[0];
    if (balanced?.action !== 'bank.keys_balanced') throw new Error('The last act was not the balancing');
    const [made] = await withTenant(organisation, (db) =>
      db.itemVersion.findMany({
        where: { organisationId: organisation.organisationId, version: 2 },
        select: { createdAt: true },
        take: 1,
      }),
    );
    const before = new Date((made?.createdAt.getTime() ?? 0) - 1).toISOString();
    const then = await findBankThen(admin, bankId, before);
    expect(then).toMatchObject({ items: 20, unchanged: 5, changed: 15, added: 0 });
    expect(then.differing[0]).toMatchObject({ versionThen: 1, versionNow: 2 });
    expect(await findBankThen(admin, bankId, new Date().toISOString())).toMatchObject({
      items: 20,
      changed: 0,
    });
    expect(await findBankThen(admin, bankId, '2020-01-01T00:00:00Z')).toMatchObject({ items: 0, added: 20 });
  });
});
