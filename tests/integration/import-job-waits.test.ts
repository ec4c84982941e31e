import { readFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { runImportJob, startJob } from '@/lib/features/import-job/commands';
import { inTransaction } from '@/lib/infra/db/tenant';
import { isDatabaseDown, isLockWait } from '@/lib/infra/http/database-down';
import { claimJob, releaseJob } from '@/lib/infra/import-store/job-claim';
import { dangerousSystemScope, type MemberScope, type TenantScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { createBank, createMember, createOrganisation } from '../support/factories';
import { draft, unwrap } from '../support/import-drafts';

const database = startApplication();
const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

let admin: MemberScope;
let system: TenantScope;
let bankId: string;

beforeEach(async () => {
  const organisation = await createOrganisation();
  admin = (await createMember(organisation, { role: 'admin' })).scope;
  ({ bankId } = await createBank(organisation));
  system = dangerousSystemScope(organisation.organisationId, 'test');
});

async function job() {
  const { rows } = await database().admin.query<{ state: string; tries: number; failure: string | null }>(
    'SELECT state::text, tries, failure FROM import_job WHERE organisation_id = $1',
    [admin.organisationId],
  );
  return rows[0];
}

it('keeps a job waiting while somebody else holds its bank, and writes it afterwards', async () => {
  const kept = await draft(admin, sample, { options: { bank: { kind: 'existing', id: bankId } } });
  unwrap(await startJob(admin, kept.id, kept.rev));
  const other = await database().admin.connect();
  try {
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM bank WHERE id = $1 FOR UPDATE', [bankId]);
    expect(await runImportJob(system)).toBe(false);
    expect(await job()).toEqual({ state: 'waiting', tries: 0, failure: null });
  } finally {
    await other.query('ROLLBACK');
    other.release();
  }
  expect(await runImportJob(system)).toBe(true);
  expect(await job()).toMatchObject({ state: 'done' });
});

it('gives up a job that is too slow every time, so that later ones get their turn', async () => {
  const kept = await draft(admin, sample, { options: { bank: { kind: 'existing', id: bankId } } });
  unwrap(await startJob(admin, kept.id, kept.rev));
  for (let nth = 0; nth < 3; nth += 1) {
    const claimed = await claimJob(system);
    if (claimed === null) throw new Error('The job was not given');
    await releaseJob(system, claimed, { isCounted: true });
  }
  expect(await claimJob(system)).toBeNull();
  expect(await job()).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('Split the source'),
  });
});

it('knows a statement that took too long for "not now", and not for a lock', async () => {
  const slow = inTransaction(admin, async (tx) => {
    await tx.$executeRaw`SET LOCAL statement_timeout = 50`;
    await tx.$queryRaw`SELECT pg_sleep(2)::text`;
  });
  const error = await slow.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect([isDatabaseDown(error), isLockWait(error)]).toEqual([true, false]);
});
