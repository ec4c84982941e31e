import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { call, kindsOf, listRoutes, type Route, readIds } from './support/addresses';
import { query } from './support/database';
import { startExam, submitExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';
import { type Persona, requestsAs } from './support/personas';
import { countRoundTrips } from './support/wire';

/** The first pages of the roles; everything else makes do with three. */
const DASHBOARDS: readonly string[] = [
  '/admin',
  '/teach',
  '/teach/cohorts/[cohortId]',
  '/readiness',
  '/learn',
];
/** Pages with several lists, each of which is searched or paged by itself. */
const SEVERAL_LISTS: Readonly<Record<string, number>> = {
  '/admin/cohorts/[id]': 7,
  '/learn': 5,
  '/teach/assignments/[assignmentId]': 5,
};
/** A download reads as a page does and is noted in the audit trail, in a transaction of one statement. */
const DOWNLOAD = 3 + 2;
/** A form between others: an exam with what can be drawn (2), whom it can be given to (1), the organisation's values (1). */
const ASSIGN = 4;
/** What is on the page (3), and the plan of an undo, which the undo itself follows. */
const IMPORT = 4;

function budgetOf({ pattern }: Route): number {
  if (pattern.endsWith('/export')) return DOWNLOAD;
  if (pattern === '/teach/exams/[examId]/assign') return ASSIGN;
  if (pattern === '/admin/imports/[importId]') return IMPORT;
  return SEVERAL_LISTS[pattern] ?? (DASHBOARDS.includes(pattern) ? 4 : 3);
}
/** Proving the session; what follows it is a page's own. */
const SESSION = 1;

/** Who opens which part of the product. */
function personaOf({ pattern }: Route): Persona {
  if (pattern.startsWith('/learn') || pattern.startsWith('/attempts')) return 'learner';
  if (pattern === '/admin/organisation') return 'owner';
  if (pattern.startsWith('/teach')) return 'instructor';
  if (pattern.startsWith('/readiness') || pattern.includes('/readiness/')) return 'hr';
  return 'admin';
}

/** Pages that only send on, and the running exam, which the next test opens. */
const elsewhere = /^\/api\/v1\/attempts|^\/(no-organisation)?$|^\/attempts\/\[attemptId\]$/;
const pages = listRoutes().filter(({ pattern, method }) => method === 'GET' && !elsewhere.test(pattern));

/** The draft that the setup keeps was never imported; its job's page has to open all the same. */
const giveDraftsJobs = () =>
  query(
    `INSERT INTO import_job (organisation_id, id, draft_id, draft_rev, started_by_id, state, finished_at)
     SELECT organisation_id, ctx.uuid_v7(), id, rev, created_by_id, 'cancelled'::import_job_state, now() FROM import_draft
     ON CONFLICT DO NOTHING`,
  );

test('every page stays within its budget of round trips to the database', async () => {
  test.setTimeout(240_000);
  await giveDraftsJobs();
  const ids = await readIds(DEMO_ORGANISATIONS.main, 'learner@northwind.example.com', 12);
  const counts: string[] = [];
  const over: string[] = [];
  const unopened: string[] = [];
  for (const route of pages) {
    const request = await requestsAs(personaOf(route));
    const kinds = kindsOf(route);
    let count: number | null = null;
    for (let nth = 0; nth < 12 && count === null; nth += 1) {
      const chosen = kinds.map((kind) => ids[kind][nth] ?? '');
      // Twice before it counts: connections are open then, and statements prepared.
      const answer = await call(request, route, chosen);
      if (answer.status() !== 200) continue;
      await call(request, route, chosen);
      count = (await countRoundTrips(() => call(request, route, chosen))) - SESSION;
    }
    await request.dispose();
    counts.push(`${route.pattern}: ${count}`);
    if (count === null) unopened.push(route.pattern);
    else if (count < 0 || count > budgetOf(route)) over.push(`${route.pattern}: ${count}`);
  }
  console.log(`Round trips after the session is known:\n  ${counts.join('\n  ')}`);
  expect(over).toEqual([]);
  // A topic or an item may have no answers in the cohort that came first; the rest has to open.
  expect(unopened.filter((pattern) => !/\[cohortId\]\/(topics|items)\//.test(pattern))).toEqual([]);
});

test('the pages of an exam stay within their budget while it runs and after it', async ({ openPage }) => {
  const learner = await addFreshLearner({ name: 'Wim Wire', itemCount: 3 });
  const page = await openPage(learner.state);
  const attemptId = await startExam(page, learner.assignmentId);
  await page.goto('about:blank');
  const open = async (path: string): Promise<number> => {
    expect((await page.request.get(path, { maxRedirects: 0 })).status()).toBe(200);
    return (await countRoundTrips(() => page.request.get(path, { maxRedirects: 0 }))) - SESSION;
  };
  expect(await open(paths.attempt(attemptId))).toBeLessThanOrEqual(3);
  expect(await open(paths.attemptReceipt(attemptId))).toBeLessThanOrEqual(3);
  await page.goto(paths.attempt(attemptId));
  await submitExam(page);
  await page.goto('about:blank');
  expect(await open(paths.attemptReceipt(attemptId))).toBeLessThanOrEqual(3);
  expect(await open(paths.attemptResults(attemptId))).toBeLessThanOrEqual(3);
});

test('a click on an option costs one round trip', async ({ openPage }) => {
  const learner = await addFreshLearner({ name: 'Wanda Wire', itemCount: 3 });
  const page = await openPage(learner.state);
  await startExam(page, learner.assignmentId);
  await page.getByRole('radio').or(page.getByRole('checkbox')).first().check();
  await expect(page.locator('[data-saved=saved]')).toBeVisible();
  await page.waitForTimeout(500);
  const count = await countRoundTrips(async () => {
    const saved = page.waitForResponse((response) => response.request().method() === 'PUT');
    await page.getByRole('radio').or(page.getByRole('checkbox')).nth(1).check();
    await saved;
  });
  expect(count).toBe(1);
});
