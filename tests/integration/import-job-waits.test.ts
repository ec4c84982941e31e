import { readFileSync } from 'node:fs';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { runImportJob, startJob } from '@/lib/features/import-job/commands';
import { inTransaction } from '@/lib/infra/db/tenant';
import { isDatabaseDown, isLockWait } from '@/lib/infra/http/database-down';
import { claimJob, releaseJob } from '@/lib/infra/import-store/job-claim';
import { startWorker, wakeWorker } from '@/lib/infra/jobs/worker';
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

it('is begun by the process in which it was started, by another one if that dies, and leaves nothing in the queue', async () => {
  const queued = async () =>
    (
      await database().admin.query("SELECT 1 FROM jobs.job WHERE kind = 'import' AND organisation_id = $1", [
        admin.organisationId,
      ])
    ).rowCount;
  const kept = await draft(admin, sample, { options: { bank: { kind: 'existing', id: bankId } } });
  unwrap(await startJob(admin, kept.id, kept.rev));
  expect(await queued()).toBe(1);
  // Somebody took it up and died.
  await database().admin.query(
    "UPDATE jobs.job SET run_at = now() + interval '30 seconds' WHERE kind = 'import'",
  );
  const stop = startWorker(runImportJob);
  onTestFinished(stop);
  expect(await job()).toMatchObject({ state: 'waiting' });
  await database().admin.query("UPDATE jobs.job SET run_at = now() WHERE kind = 'import'");
  wakeWorker();
  await expect.poll(job, { timeout: 20_000 }).toMatchObject({ state: 'done' });
  await expect.poll(queued).toBe(0);
  const next = await draft(admin, sample, { options: { bank: { kind: 'existing', id: bankId } } });
  unwrap(await startJob(admin, next.id, next.rev));
  await expect.poll(job, { timeout: 20_000 }).toMatchObject({ state: 'done' });
  await expect.poll(queued).toBe(0);
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
