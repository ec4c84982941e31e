import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { claimAttempt, readAttemptClock, saveResponse, submitAttempt } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { createOpenAttempt } from '../support/attempt-factories';
import { createAssignment, createBank, createMember, openSession } from '../support/factories';
import { type ExportName, loadFeatureExports } from '../support/feature-exports';
import { startRoundTripProxy } from '../support/round-trip-proxy';
import { TENANCY_CALLS } from '../support/tenancy-calls';
import { createWorld, type World } from '../support/tenant-world';

/*
 * How often the application waits for PostgreSQL, counted on the wire. What a whole page costs is counted in the browser
 * tests, through the running server.
 */

const proxy = await startRoundTripProxy(inject('testServer').adminUrl);
startApplication(proxy.url);
const exported = await loadFeatureExports();
afterAll(() => proxy.close());

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** Round trips of one call. It is made once before, so that connections are open and statements prepared. */
async function countOf(call: () => Promise<unknown>): Promise<number> {
  await call();
  proxy.reset();
  await call();
  return proxy.count();
}

describe('a running attempt', () => {
  async function sit() {
    const learner = await createMember(world.scope, { role: 'learner' });
    const { membershipId, personId } = learner;
    const assignedById = world.members.instructor.membershipId;
    const given = { examId: world.ids.exam, assignedById, membershipId };
    const { assignmentId } = await createAssignment(world.scope, given);
    const answers = world.items.map((item) => ({ item, chosen: [] }));
    const attempt = await createOpenAttempt(world.scope, { assignmentId, membershipId, answers });
    return { ...attempt, ...(await openSession(personId)) };
  }
  const answer = { itemId: '', selected: [], flagged: false };
  let rev = 0;

  it('saves an answer in one round trip', async () => {
    const { tokenHash, ...sitting } = await sit();
    const save = () => {
      rev += 1;
      return saveResponse(tokenHash, { ...answer, ...sitting, itemId: world.ids.item, rev });
    };
    expect((await save()).status).toBe('saved');
    expect(await countOf(save)).toBe(1);
  });

  it('reads the clock in one round trip', async () => {
    const { tokenHash, attemptId, leaseId } = await sit();
    expect((await readAttemptClock(tokenHash, attemptId, leaseId)).status).toBe('ok');
    expect(await countOf(() => readAttemptClock(tokenHash, attemptId, leaseId))).toBe(1);
  });

  it('is claimed by another tab in one round trip', async () => {
    const { tokenHash, attemptId } = await sit();
    expect((await claimAttempt(tokenHash, attemptId, newId())).status).toBe('claimed');
    expect(await countOf(() => claimAttempt(tokenHash, attemptId, newId()))).toBe(1);
  });

  it('is submitted in one round trip', async () => {
    const first = await sit();
    await submitAttempt(first.tokenHash, first.attemptId, first.leaseId, newId());
    const { tokenHash, attemptId, leaseId } = await sit();
    proxy.reset();
    const { status } = await submitAttempt(tokenHash, attemptId, leaseId, newId());
    expect({ status, roundTrips: proxy.count() }).toEqual({ status: 'submitted', roundTrips: 1 });
  });
});

describe('a change', () => {
  it('of two statements and its audit event costs one round trip more than it has statements', async () => {
    const { bankId } = await createBank(world.scope);
    const change = () =>
      inTransaction(world.scope, async (tx) => {
        await tx.$executeRaw`UPDATE bank SET name = name WHERE id = ${bankId}::uuid`;
        await tx.$executeRaw`UPDATE bank SET name = name WHERE id = ${bankId}::uuid`;
      });
    expect(await countOf(change)).toBe(3);
  });
});

/** First pages of a role may make four, and so may an import with the plan of its undo; everything else three. */
const DASHBOARD_READS: readonly ExportName[] = [
  'organisation/data.findOverview',
  'evidence/data.listCohortSummaries',
  'evidence/data.findCohortEvidence',
  'import-history/data.findImport',
];

describe('a read', () => {
  const reads = Object.entries(TENANCY_CALLS).flatMap(([name, variants]) => {
    const [args] = variants;
    return args && name.includes('/data.') ? [{ name: name as ExportName, args }] : [];
  });

  it.each(reads)('$name stays within the budget of a page', async ({ name, args }) => {
    const call = exported.get(name);
    const { owner, learner } = world.members;
    // Whoever takes exams reads their own; everything else is read by the role that sees most.
    const { scope } = /^attempt\/|ForMember$|Notices$/.test(name) ? learner : owner;
    const given = await args(world.ids, world);
    const count = await countOf(async () => call?.(scope, ...given));
    expect(count).toBeLessThanOrEqual(DASHBOARD_READS.includes(name) ? 4 : 3);
  });
});
