import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { evidenceView } from '@/lib/features/evidence/contract';
import { findCohortEvidence, findTopicEvidence, listCohortSummaries } from '@/lib/features/evidence/data';
import { findItemEvidence, listItemSummaries } from '@/lib/features/item-evidence/data';
import { readinessFilter } from '@/lib/features/readiness/contract';
import { findReadiness, listCertificationReadiness } from '@/lib/features/readiness/data';
import { closePools } from '@/lib/infra/db/pools';
import { newId } from '@/lib/infra/id';
import { createTestDatabase, type TestDatabase } from '../support/database';
import {
  createCertification,
  createCohort,
  createMember,
  createMembers,
  createOrganisation,
} from '../support/factories';
import { type RoundTripProxy, startRoundTripProxy } from '../support/round-trip-proxy';

const view = evidenceView.parse({});

let database: TestDatabase;
let proxy: RoundTripProxy;
beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startRoundTripProxy(database.urls.app);
  Object.assign(process.env, {
    APP_URL: 'http://localhost:3000',
    AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
    LOG_LEVEL: 'silent',
    APP_DATABASE_URL: proxy.url(database.urls.app),
    HR_DATABASE_URL: proxy.url(database.urls.hr),
    JOBS_DATABASE_URL: proxy.url(database.urls.jobs),
  });
});
afterAll(async () => {
  await closePools();
  await proxy.close();
  await database.drop();
});

describe('the dashboards', () => {
  it('stay within their round trips, however many cohorts there are', async () => {
    const org = await createOrganisation();
    const owner = await createMember(org, { role: 'owner' });
    const { certificationId } = await createCertification(org);
    const learners = await createMembers(org, 'learner', 6);
    const cohorts = [];
    for (let i = 0; i < 12; i += 1) cohorts.push(await createCohort(org, { certificationId, learners }));
    const cohortId = cohorts[0]?.cohortId ?? '';
    const { scope } = owner;
    const now = Date.now();
    const all = readinessFilter.parse({});
    const reads: readonly (readonly [name: string, budget: number, read: () => Promise<unknown>])[] = [
      ['the first page', 3, () => listCohortSummaries(scope, { q: '', page: 1, archived: false })],
      ['a cohort', 3, () => findCohortEvidence(scope, cohortId, view)],
      [
        'a topic with its items',
        3,
        () =>
          Promise.all([
            findTopicEvidence(scope, cohortId, newId(), view),
            listItemSummaries(scope, cohortId, newId(), WHOLE_LIST),
          ]),
      ],
      ['an item', 3, () => findItemEvidence(scope, cohortId, newId(), undefined)],
      ['readiness', 2, () => listCertificationReadiness(scope, now)],
      ['readiness for one certification', 3, () => findReadiness(scope, certificationId, all, now)],
    ];
    for (const [name, budget, read] of reads) {
      await read();
      proxy.reset();
      await read();
      expect(proxy.count(), name).toBeLessThanOrEqual(budget);
      expect(proxy.count(), name).toBeGreaterThan(0);
    }
  });
});
