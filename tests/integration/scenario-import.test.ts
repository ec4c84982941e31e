import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_ITEMS } from '@/lib/domain/scenario-import/too-many-items';
import { undoImport } from '@/lib/features/import-history/commands';
import { findImport, findUndoObstacle, listImports } from '@/lib/features/import-history/data';
import { commitImport } from '@/lib/features/scenario-import/commands';
import {
  type CommitImportInput,
  type CommitOutcome,
  commitImportInput,
  previewInput,
} from '@/lib/features/scenario-import/contract';
import { listImportChoices, previewImport, readExistingBank } from '@/lib/features/scenario-import/data';
import { withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { MemberScope, TenantScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import {
  createBank,
  createCertification,
  createExam,
  createMember,
  createOrganisation,
  createTopic,
  type OrganisationScope,
} from '../support/factories';

const database = startApplication();
const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

let organisation: OrganisationScope;
let admin: MemberScope;

beforeEach(async () => {
  organisation = await createOrganisation();
  admin = (await createMember(organisation, { role: 'admin' })).scope;
});

const input = (given: Partial<CommitImportInput> = {}): CommitImportInput => ({
  sourceName: 'sample.txt',
  sourceText: sample,
  bank: { kind: 'named', name: 'Sample', certificationId: null },
  licenceNote: 'With the author’s permission.',
  topics: [],
  topicOfItem: {},
  ...given,
});

/** Commits and gives the outcome; a refusal fails the test with its words. */
async function commit(scope: TenantScope, given: Partial<CommitImportInput> = {}): Promise<CommitOutcome> {
  const outcome = await commitImport(scope, input(given));
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

const NOTHING = {
  created: 0,
  changed: 0,
  same: 0,
  duplicate: 0,
  skipped: 0,
  retired: 0,
  stimuliCreated: 0,
  stimuliChanged: 0,
};

/** One hash per table of the organisation, to see that nothing but what was meant is different. */
async function hashTables(scope: TenantScope): Promise<Record<string, string>> {
  const { admin: client } = database();
  const tables = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organisation_id' ORDER BY 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ hash: string }>(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash
       FROM public.${name} t WHERE t.organisation_id = $1`,
      [scope.organisationId],
    );
    hashes[name] = rows[0]?.hash ?? '';
  }
  return hashes;
}

const without = (hashes: Record<string, string>, ...tables: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(hashes).filter(([name]) => !tables.includes(name)));

const optionIdsOf = async (scope: TenantScope, bankId: string): Promise<readonly string[]> =>
  (await readExistingBank(scope, bankId)).items.flatMap((item) =>
    item.content.options.map((option) => option.id),
  );

describe('importing a scenario post', () => {
  it('writes 20 items, 8 stimuli and 80 rationales of the sample', async () => {
    const outcome = await commit(admin);
    expect(outcome.counts).toEqual({ ...NOTHING, created: 20, stimuliCreated: 8 });
    const bank = await readExistingBank(admin, outcome.bankId);
    expect(bank.stimuli).toHaveLength(8);
    expect(bank.items.flatMap((item) => Object.keys(item.content.rationales))).toHaveLength(80);
    expect(bank.items.every((item) => item.content.key.length === 1 && item.stimulusId !== null)).toBe(true);
    expect(new Set(await optionIdsOf(admin, outcome.bankId))).toHaveProperty('size', 80);
  });

  it('finds nothing to do the second time, writes nothing but says so in the audit trail', async () => {
    const { bankId } = await commit(admin);
    const before = await hashTables(admin);
    const again = await commit(admin, { bank: { kind: 'existing', id: bankId } });
    expect(again).toMatchObject({ importId: null, counts: { ...NOTHING, same: 20 } });
    const after = await hashTables(admin);
    expect(without(after, 'audit_event')).toEqual(without(before, 'audit_event'));
    expect(after.audit_event).not.toBe(before.audit_event);
  });

  it('gives an item whose key was corrected exactly one new version, with the same option ids', async () => {
    const { bankId } = await commit(admin);
    const ids = await optionIdsOf(admin, bankId);
    const corrected = sample
      .replace('Answer: A', 'Answer: B')
      .replace('A is correct. Schema', 'A is incorrect. Schema')
      .replace('B is incorrect. Rebuilding', 'B is correct. Rebuilding');
    const outcome = await commit(admin, { sourceText: corrected, bank: { kind: 'existing', id: bankId } });
    expect(outcome.counts).toEqual({ ...NOTHING, changed: 1, same: 19 });
    expect(await optionIdsOf(admin, bankId)).toEqual(ids);
    const changed = (await readExistingBank(admin, bankId)).items[0];
    expect(changed?.content.key).toEqual([ids[1]]);
  });

  it('gives every item under a corrected stimulus a new version, which pins the new text', async () => {
    const { bankId } = await commit(admin);
    const corrected = sample.replace('After 30 years on', 'After 31 years on');
    const outcome = await commit(admin, { sourceText: corrected, bank: { kind: 'existing', id: bankId } });
    expect(outcome.counts).toEqual({ ...NOTHING, changed: 3, same: 17, stimuliChanged: 1 });
    const again = await commit(admin, { sourceText: corrected, bank: { kind: 'existing', id: bankId } });
    expect(again.importId).toBeNull();
  });

  it('leaves items alone that a later source no longer holds', async () => {
    const { bankId } = await commit(admin);
    const half = sample.slice(0, sample.indexOf('Background — Questions 24–26'));
    const outcome = await commit(admin, { sourceText: half, bank: { kind: 'existing', id: bankId } });
    expect(outcome).toMatchObject({ importId: null, counts: { same: 3 } });
    expect((await readExistingBank(admin, bankId)).items).toHaveLength(20);
  });

  it('imports what is ready and counts what an error blocks', async () => {
    const broken = sample.replace('Answer: A', '').replace('Answer: A', 'Answer: Z');
    const outcome = await commit(admin, { sourceText: broken });
    expect(outcome.counts).toEqual({ ...NOTHING, created: 18, skipped: 2, stimuliCreated: 8 });
  });

  it('makes topics once, maps the new ones to a domain, and leaves topics of known items alone', async () => {
    const { domains, certificationId } = await createCertification(organisation);
    const known = await createTopic(organisation, { name: 'Delta Lake' });
    const topics = [
      { kind: 'existing' as const, id: known.topicId },
      { kind: 'named' as const, name: 'Pipelines', blueprintDomainId: domains[0]?.id ?? '' },
      { kind: 'named' as const, name: 'Delta Lake', blueprintDomainId: null },
    ];
    const bank = { kind: 'new' as const, name: 'With topics', certificationId };
    const { bankId } = await commit(admin, { bank, topics, topicOfItem: { '0': 0, '1': 1, '2': 1, '3': 2 } });
    const items = await withTenant(admin, (db) =>
      db.item.findMany({
        where: { organisationId: admin.organisationId, bankId },
        select: { topic: { select: { name: true, domains: { select: { blueprintDomainId: true } } } } },
        orderBy: { position: 'asc' },
        take: 5,
      }),
    );
    const domainsOf = (at: number) => items[at]?.topic?.domains.map((domain) => domain.blueprintDomainId);
    expect(items.map((item) => item.topic?.name)).toEqual([
      'Delta Lake',
      'Pipelines',
      'Pipelines',
      'Delta Lake',
      undefined,
    ]);
    expect(domainsOf(1)).toEqual([domains[0]?.id]);
    expect(domainsOf(0)).toEqual([]);
  });

  it('lets one of two equal imports write and tells the other that there is nothing to do', async () => {
    const { bankId } = await createBank(organisation);
    const bank = { kind: 'existing', id: bankId } as const;
    const outcomes = await Promise.all([commit(admin, { bank }), commit(admin, { bank })]);
    expect(outcomes.map(({ counts }) => counts.created).sort()).toEqual([0, 20]);
    expect((await readExistingBank(admin, bankId)).items).toHaveLength(20);
  });

  it('lets two imports that name the same new bank at once share it', async () => {
    const outcomes = await Promise.all([commit(admin), commit(admin)]);
    expect(outcomes[0]?.bankId).toBe(outcomes[1]?.bankId);
    expect(outcomes.map(({ counts }) => counts.created).sort()).toEqual([0, 20]);
  });

  it('lets the installation import for an organisation, in the name of its owner', async () => {
    const owner = await createMember(organisation, { role: 'owner', displayName: 'Olive Owner' });
    expect(owner.role).toBe('owner');
    await commit(organisation);
    expect((await listImports(admin, { q: 'OLÍVE', page: 1 })).rows[0]).toMatchObject({
      importedBy: 'Olive Owner',
    });
  });

  it('takes hundreds of items at once, and recognises every one of them the next time', async () => {
    const block = (n: number) =>
      `Question ${n}: Title ${n}\n\nWhich statement number ${n} holds?\n\nA First ${n}\nB Second ${n}\nC Third ${n}\nD Fourth ${n}\n\nAnswer: A\n\nRationale:\nA is correct. Yes.\nB is incorrect. No.\nC is incorrect. No.\nD is incorrect. No.\n`;
    const sourceText = Array.from({ length: 400 }, (_, n) => block(n + 1)).join('\n');
    const { counts, bankId } = await commit(admin, { sourceText });
    expect(counts.created).toBe(400);
    const again = await commit(admin, { sourceText, bank: { kind: 'existing', id: bankId } });
    expect(again.counts).toEqual({ ...NOTHING, same: 400 });
  });
});

describe('who may import, and where', () => {
  it.each(['learner', 'hr', 'instructor'] as const)('refuses a member in the role %s', async (role) => {
    const { scope } = await createMember(organisation, { role });
    const before = await hashTables(organisation);
    expect(await commitImport(scope, input())).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await undoImport(scope, newId())).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await hashTables(organisation)).toEqual(before);
  });

  it('knows nothing of another organisation: bank, certification, topic, domain and import are not found', async () => {
    const other = await createOrganisation();
    const stranger = (await createMember(other, { role: 'admin' })).scope;
    const { bankId } = await createBank(other);
    const { topicId } = await createTopic(other);
    const { certificationId, domains } = await createCertification(other);
    const { importId } = await commit(stranger);
    const domainId = domains[0]?.id ?? '';
    const attempts: Partial<CommitImportInput>[] = [
      { bank: { kind: 'existing', id: bankId } },
      { bank: { kind: 'new', name: 'Mine', certificationId } },
      { topics: [{ kind: 'existing', id: topicId }] },
      { topics: [{ kind: 'named', name: 'Mine', blueprintDomainId: domainId }] },
    ];
    for (const given of attempts) {
      const outcome = await commitImport(admin, input(given));
      expect(outcome).toMatchObject({ ok: false, error: { code: 'not_found' } });
    }
    expect(await undoImport(admin, importId ?? '')).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
    expect(await findImport(admin, importId ?? '', 1)).toBeNull();
    expect((await readExistingBank(admin, bankId)).items).toEqual([]);
  });

  it('refuses a new bank whose name is taken, at its field', async () => {
    const { name } = await createBank(organisation);
    const outcome = await commitImport(admin, input({ bank: { kind: 'new', name, certificationId: null } }));
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'conflict', fields: { bank: expect.any(String) } },
    });
  });
});

describe('undoing an import', () => {
  it('leaves every table as it was, but for the record of the import and the audit trail', async () => {
    const { bankId } = await createBank(organisation);
    const before = await hashTables(admin);
    const { importId } = await commit(admin, { bank: { kind: 'existing', id: bankId } });
    expect((await hashTables(admin)).item).not.toBe(before.item);
    expect(await undoImport(admin, importId ?? '')).toEqual({
      ok: true,
      value: {
        ...{ itemsRemoved: 20, itemsRestored: 0, itemsUnretired: 0, topicsRemoved: 0 },
        bankRemoved: false,
      },
    });
    const after = await hashTables(admin);
    expect(without(after, 'import', 'audit_event')).toEqual(without(before, 'import', 'audit_event'));
  });

  it('gives changed items, stimuli and places their state before', async () => {
    const { bankId } = await commit(admin);
    const bank = { kind: 'existing', id: bankId } as const;
    const before = await hashTables(admin);
    const corrected = sample
      .replace('After 30 years on', 'After 31 years on')
      .replace('B Run pipelines only', 'B Run all pipelines only')
      .replace('Background — Questions 24–26', 'Background — Questions 24–25');
    const { importId, counts } = await commit(admin, { sourceText: corrected, bank });
    expect(counts).toMatchObject({ changed: 4, stimuliChanged: 1 });
    expect(await undoImport(admin, importId ?? '')).toMatchObject({ ok: true, value: { itemsRestored: 4 } });
    const after = await hashTables(admin);
    expect(without(after, 'import', 'audit_event')).toEqual(without(before, 'import', 'audit_event'));
  });

  it('can be imported again afterwards', async () => {
    const first = await commit(admin);
    await undoImport(admin, first.importId ?? '');
    expect((await commit(admin)).counts).toMatchObject({ created: 20, stimuliCreated: 8 });
  });

  it('is refused the second time', async () => {
    const { importId } = await commit(admin);
    await undoImport(admin, importId ?? '');
    expect(await undoImport(admin, importId ?? '')).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('is refused, with the reason, once an exam holds one of its items', async () => {
    const { importId, bankId } = await commit(admin);
    const first = (await readExistingBank(admin, bankId)).items[0];
    await createExam(organisation, { items: [{ itemId: first?.id ?? '' }] });
    const before = await hashTables(admin);
    const refused = await undoImport(admin, importId ?? '');
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('1 question') },
    });
    expect(await hashTables(admin)).toEqual(before);
  });

  it('is refused while a later import builds on it, and allowed in the reverse order', async () => {
    const first = await commit(admin);
    const bank = { kind: 'existing', id: first.bankId } as const;
    const sourceText = sample.replace('After 30 years on', 'After 31 years on');
    const second = await commit(admin, { sourceText, bank });
    expect(await findUndoObstacle(admin, first.importId ?? '')).toContain('later import');
    expect(await undoImport(admin, first.importId ?? '')).toMatchObject({ ok: false });
    expect(await undoImport(admin, second.importId ?? '')).toMatchObject({ ok: true });
    expect(await undoImport(admin, first.importId ?? '')).toMatchObject({ ok: true });
  });
});

describe('reading imports', () => {
  it('previews without writing, and compares with a bank when one is given', async () => {
    const { bankId } = await commit(admin);
    const before = await hashTables(admin);
    const plain = await previewImport(admin, { sourceText: sample, bankId: null });
    expect(plain).toMatchObject({ ok: true, value: { counts: null, lines: { unrecognised: 0 } } });
    expect(plain.ok && plain.value.cues).toMatchObject({ keyPositions: [20, 0, 0, 0], comparable: 20 });
    const compared = await previewImport(admin, { sourceText: sample, bankId });
    expect(compared.ok && compared.value.counts).toEqual({ ...NOTHING, same: 20 });
    expect(await hashTables(admin)).toEqual(before);
  });

  it('refuses to preview more questions than an import takes', async () => {
    const sourceText = Array.from({ length: MAX_ITEMS + 1 }, (_, at) => `Question ${at + 1}: X`).join('\n');
    const refused = await previewImport(admin, { sourceText, bankId: null });
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid' } });
  });

  it('shows where an import came from: source lines, items, messages', async () => {
    const { importId } = await commit(admin);
    const detail = await findImport(admin, importId ?? '', 9);
    expect(detail).toMatchObject({ undoObstacle: null, counts: { created: 20 }, source: { from: 9 } });
    expect(detail?.source.total).toBe(sample.split(/\n/).length);
    expect(detail?.source.lines[0]).toBe(sample.split('\n')[8]);
    expect(detail?.items).toMatchObject({ total: 20, rows: { length: 20 } });
  });

  it('offers banks, topics and the domains of the newest blueprint', async () => {
    const { certificationId, domains } = await createCertification(organisation);
    const { topicId } = await createTopic(organisation, { domainIds: domains.map((domain) => domain.id) });
    await createBank(organisation, { name: 'Empty', certificationId });
    const choices = await listImportChoices(admin);
    expect(choices.banks).toEqual([{ id: expect.any(String), name: 'Empty', certificationId, items: 0 }]);
    expect(choices.certifications[0]?.domains).toEqual(domains);
    expect(choices.topics[0]).toMatchObject({ id: topicId });
    expect(choices.topics[0]?.domainIds).toHaveLength(2);
  });
});

describe('hostile sources', () => {
  const post = (stem: string) =>
    `Question 1: <img src=x onerror=alert(1)>\n\n${stem}\n\nA <script>alert(1)</script>\nB Two\n\nAnswer: A\n`;

  it('keeps markup as text', async () => {
    const { bankId } = await commit(admin, { sourceText: post('Which <b>one</b>?') });
    const item = (await readExistingBank(admin, bankId)).items[0];
    expect(item?.content.title).toBe('<img src=x onerror=alert(1)>');
    expect(item?.content.options[0]?.body).toEqual([
      { type: 'paragraph', children: [{ type: 'text', text: '<script>alert(1)</script>' }] },
    ]);
  });

  it('replaces what isn’t text, in the source and in the items, and says so', async () => {
    const { bankId, importId } = await commit(admin, { sourceText: post('Wh\0ich \ud800 one \u202e?') });
    const item = (await readExistingBank(admin, bankId)).items[0];
    expect(JSON.stringify(item?.content.stem)).not.toMatch(/\\u0000|\\ud800|\u202e/);
    const detail = await findImport(admin, importId ?? '', 1);
    expect(detail?.source.lines.join('\n')).toContain('Wh\ufffdich \ufffd one');
    expect(detail?.messages.map((message) => message.code)).toContain('text/control-character');
  });

  it('takes a line of a megabyte', async () => {
    const { counts } = await commit(admin, { sourceText: post(`${'long '.repeat(200_000)}?`) });
    expect(counts.created).toBe(1);
  });

  it('refuses in words what holds no question, has none ready, or is too large', async () => {
    const refusal = async (sourceText: string) => {
      const outcome = await commitImport(admin, input({ sourceText }));
      return outcome.ok ? null : outcome.error.message;
    };
    expect(await refusal('Nothing here')).toContain('No question was found');
    expect(await refusal('Question 1: X\n\nWhich?\n\nA One\nB Two\n')).toContain('None of the 1 questions');
    expect(await refusal('Question 1: X\n'.repeat(20_001))).toContain('20000 are the most');
    const large = previewInput.safeParse({ sourceText: 'é'.repeat(6_000_000), bankId: null });
    expect(large.error?.issues[0]?.message).toContain('larger than 10 MB');
  });

  it('refuses names that can’t be shown, and fields that nobody asked for', () => {
    expect(commitImportInput.safeParse(input({ sourceName: 'a\0b' })).success).toBe(false);
    expect(commitImportInput.safeParse({ ...input(), organisationId: newId() }).success).toBe(false);
    expect(commitImportInput.safeParse(input()).success).toBe(true);
  });
});
