import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { call, fill, kindsOf, listRoutes, readIds } from './support/addresses';
import {
  type ContentTexts,
  type Delivery,
  findCanaries,
  plantNotes,
  readContentTexts,
} from './support/canaries';
import { crawlScreens } from './support/crawl';
import { query, queryOne } from './support/database';
import { answerEverything, options, startExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';
import { statePath } from './support/personas';

const itemCount = 6;

/** Names under which keys and rationales travel among the server's own data. */
const KEY_FIELDS = /"?(rationales?|keyIds|isKey|optionIds|itemVersionId)\\?"?:/;

/** Keeps every text that a page's browser gets: documents, data of the router, answers of the API, scripts. */
function keepDeliveries(page: Page): Delivery[] {
  const kept: Delivery[] = [];
  page.on('response', async (response) => {
    const body = await response.text().catch(() => '');
    kept.push({ from: `${response.request().resourceType()} ${response.url()}`, body });
  });
  return kept;
}

/** Asks for every address of the application as this person, as a document and as data of the router. */
async function askForEverything(page: Page, most: number): Promise<Delivery[]> {
  const ids = await readIds(DEMO_ORGANISATIONS.main, 'learner@northwind.example.com', most);
  const kept: Delivery[] = [];
  for (const route of listRoutes().filter(({ method }) => method === 'GET')) {
    const kinds = kindsOf(route);
    for (let nth = 0; nth < (kinds.length === 0 ? 1 : most); nth += 1) {
      const chosen = kinds.map((kind) => ids[kind][nth] ?? ids[kind][0] ?? '');
      const address = fill(route.pattern, chosen);
      const documentAnswer = await call(page.request, route, chosen);
      kept.push({ from: `document ${address}`, body: await documentAnswer.text() });
      const data = await page.request.get(address, { headers: { RSC: '1' }, maxRedirects: 0 });
      kept.push({ from: `data ${address}`, body: await data.text() });
    }
  }
  return kept;
}

/** Every script and style that any browser could ask for. */
function staticFiles(): Delivery[] {
  const folder = '.next/static';
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|json|map|html|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ from: `file ${path}`, body: readFileSync(path, 'utf8') }));
}

/** What a learner in this attempt may not see: every rationale, and every text of an item that isn't theirs. */
async function forbiddenIn(attemptId: string, texts: ContentTexts): Promise<readonly string[]> {
  const own = await query<{ item_id: string }>('SELECT item_id FROM attempt_item WHERE attempt_id = $1', [
    attemptId,
  ]);
  const { shown } = await queryOne<{ shown: string }>(
    `SELECT string_agg(v.stem::text || v.options::text || coalesce(s.body::text, ''), ' ') AS shown
     FROM attempt_item ai JOIN item_version v ON v.organisation_id = ai.organisation_id AND v.id = ai.item_version_id
     LEFT JOIN stimulus_version s ON s.organisation_id = v.organisation_id AND s.id = v.stimulus_version_id
     WHERE ai.attempt_id = $1`,
    [attemptId],
  );
  const ownIds = new Set(own.map((row) => row.item_id));
  const others = [...texts.itemTexts].flatMap(([id, itemTexts]) => (ownIds.has(id) ? [] : itemTexts));
  return [...new Set([...texts.rationales, ...others, ...texts.stimuli, ...texts.notes])].filter(
    (text) => !shown.includes(text),
  );
}

test('during an attempt no key, no rationale and no other item reaches the learner’s browser', async ({
  openPage,
}) => {
  await plantNotes(DEMO_ORGANISATIONS.main);
  const learner = await addFreshLearner({ name: 'Lea Leak', itemCount });
  const page = await openPage(learner.state);
  const deliveries = keepDeliveries(page);
  const attemptId = await startExam(page, learner.assignmentId);
  await answerEverything(page, itemCount);
  await page.getByRole('button', { name: 'Review answers' }).click();
  await expect(page.getByRole('heading', { name: 'Review your answers' })).toBeVisible();
  await crawlScreens(page, paths.learn, 2, () => page.waitForLoadState('networkidle'));
  for (const path of [
    paths.attempt(attemptId),
    paths.attemptReceipt(attemptId),
    paths.attemptResults(attemptId),
  ])
    await page.goto(path);
  const exam = deliveries.filter(({ from }) => from.includes(attemptId));
  deliveries.push(...(await askForEverything(page, 3)), ...staticFiles());

  const forbidden = await forbiddenIn(attemptId, await readContentTexts(DEMO_ORGANISATIONS.main));
  expect(forbidden.length).toBeGreaterThan(100);
  expect(forbidden).toContain('Among ourselves the second option is doubtful');
  expect(findCanaries(forbidden, deliveries)).toEqual([]);
  expect(exam.length).toBeGreaterThan(3);
  expect(exam.filter(({ body }) => KEY_FIELDS.test(body)).map(({ from }) => from)).toEqual([]);
});

test('HR gets no stem, no option, no rationale and no background, whatever they ask for', async ({
  asHr,
}) => {
  await plantNotes(DEMO_ORGANISATIONS.main);
  const deliveries = keepDeliveries(asHr);
  await crawlScreens(asHr, paths.hr, 2, () => asHr.waitForLoadState('networkidle'));
  deliveries.push(...(await askForEverything(asHr, 3)));
  const { rationales, itemTexts, stimuli, notes } = await readContentTexts(DEMO_ORGANISATIONS.main);
  const forbidden = [...new Set([...rationales, ...[...itemTexts.values()].flat(), ...stimuli, ...notes])];
  expect(forbidden.length).toBeGreaterThan(100);
  expect(findCanaries(forbidden, deliveries)).toEqual([]);
});

test('the crawl finds rationales where they belong', async ({ openPage }) => {
  const admin = await openPage(statePath('admin'));
  const deliveries = keepDeliveries(admin);
  const { id } = await queryOne<{ id: string }>(
    `SELECT i.id FROM item i JOIN organisation o ON o.id = i.organisation_id
     WHERE o.name = $1 AND i.state = 'live' ORDER BY i.id LIMIT 1`,
    [DEMO_ORGANISATIONS.main],
  );
  await admin.goto(paths.item(id));
  await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
  const texts = await readContentTexts(DEMO_ORGANISATIONS.main);
  expect(findCanaries(texts.rationales, deliveries)).not.toEqual([]);
  expect(findCanaries(texts.itemTexts.get(id) ?? [], deliveries)).not.toEqual([]);
});

test('after release the learner’s own results hold the rationales', async ({ openPage }) => {
  const learner = await addFreshLearner({ name: 'Rike Release', itemCount: 2 });
  const page = await openPage(learner.state);
  const attemptId = await startExam(page, learner.assignmentId);
  await options(page).first().check();
  const deliveries = keepDeliveries(page);
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await page.getByRole('button', { name: 'Go on to submit' }).click();
  await page.getByRole('button', { name: 'Submit exam' }).click();
  await expect(page).toHaveURL(/\/receipt$/);
  await page.goto(paths.attemptResults(attemptId));
  await expect(page.getByRole('heading', { name: 'Your questions' })).toBeVisible();
  const { rationales } = await readContentTexts(DEMO_ORGANISATIONS.main);
  expect(findCanaries(rationales, deliveries)).not.toEqual([]);
});

test('a presentation without names delivers no name, no address and no id of a learner', async ({
  asInstructor: page,
}) => {
  const learners = await query<{ cohort: string; id: string; person: string; name: string; email: string }>(
    `SELECT c.id AS cohort, m.id, m.person_id AS person, m.display_name AS name, m.email::text
     FROM cohort c JOIN enrolment e ON e.organisation_id = c.organisation_id AND e.cohort_id = c.id
     JOIN membership m ON m.organisation_id = e.organisation_id AND m.id = e.membership_id AND m.role = 'learner'
     JOIN cohort_staff s ON s.organisation_id = c.organisation_id AND s.cohort_id = c.id
     JOIN membership t ON t.organisation_id = s.organisation_id AND t.id = s.membership_id
       AND t.email = 'instructor@northwind.example.com'
     JOIN organisation o ON o.id = c.organisation_id AND o.name = $1
     WHERE c.archived_at IS NULL`,
    [DEMO_ORGANISATIONS.main],
  );
  const cohort = learners[0]?.cohort ?? '';
  const telling = learners
    .filter((learner) => learner.cohort === cohort)
    .flatMap(({ id, person, name, email }) => [id, person, name, email]);
  expect(telling.length).toBeGreaterThan(16);
  await page.goto(paths.teachCohort(cohort));
  const named = await page.content();
  expect(telling.some((text) => named.includes(text))).toBe(true);

  const start = page.getByRole('link', { name: 'Present without names' });
  const first = new URL((await start.getAttribute('href')) ?? '', page.url()).toString();
  const deliveries: Delivery[] = [];
  const keep = async (address: string) => {
    deliveries.push({ from: `document ${address}`, body: await (await page.request.get(address)).text() });
    const data = await page.request.get(address, { headers: { RSC: '1' } });
    deliveries.push({ from: `data ${address}`, body: await data.text() });
  };
  await keep(first);
  await keep(`${first}&sort=name`);
  await page.goto(first);
  await expect(page.getByText('Learner 1', { exact: true }).first()).toBeVisible();
  const links = await page
    .locator('main a[href]')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  const onward = [...new Set(links.filter((href) => href.includes('present=')))];
  for (const link of onward.slice(0, 8)) await keep(link);
  expect(deliveries.length).toBeGreaterThan(6);
  expect(
    deliveries.flatMap(({ from, body }) =>
      telling.filter((text) => body.includes(text)).map((text) => `${text} in ${from}`),
    ),
  ).toEqual([]);
});
