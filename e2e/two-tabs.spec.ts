import type { BrowserContext, Page } from '@playwright/test';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { waitsUntilAwake } from './support/awake';
import { query, queryOne } from './support/database';
import { addMember, signIn } from './support/learners';
import { idIn } from './support/story-people';

const { main, second } = DEMO_ORGANISATIONS;
let made = 0;

/** An administrator of both organisations, with a tab in each; the session was switched to the second one last. */
async function openBoth(openPage: (state: string) => Promise<Page>) {
  made += 1;
  const email = `both-${process.pid}-${made}@northwind.example.com`;
  const ids = await query<{ id: string; name: string }>(
    'SELECT id, name FROM organisation WHERE name = ANY ($1)',
    [[main, second]],
  );
  const idOf = (name: string) => ids.find((each) => each.name === name)?.id ?? '';
  const person = { role: 'admin', name: `Bo Both ${made}`, email } as const;
  await addMember({ organisationId: idOf(main), ...person });
  await query(
    `INSERT INTO membership (organisation_id, id, person_id, role, display_name, email, joined_at)
     SELECT $1, gen_random_uuid(), p.id, 'admin', $2, p.email, now() FROM identity.person p WHERE p.email = $3`,
    [idOf(second), person.name, email],
  );
  const here = await openPage(await signIn(email));
  await here.goto(paths.cohorts);
  if (!(await shows(here, main))) await switchTo(here, main);
  await here.goto(paths.cohorts);
  await expect(header(here)).toContainText(main);
  const there = waitsUntilAwake(await here.context().newPage());
  await there.goto(paths.home);
  await switchTo(there, second);
  return { here, there, email, mainId: idOf(main), secondId: idOf(second) };
}

const header = (page: Page) => page.getByRole('banner');
const shows = async (page: Page, name: string) => (await header(page).textContent())?.includes(name) ?? false;

async function switchTo(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name }).click();
  await expect(header(page)).toContainText(name);
}

async function createCohort(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create cohort' }).click();
}

const cohortsCalled = (name: string) =>
  query<{ organisation_id: string }>('SELECT organisation_id FROM cohort WHERE name = $1', [name]);

/** As somebody else would sign in to the same browser. */
async function takeCookiesOf(context: BrowserContext, from: BrowserContext): Promise<void> {
  await context.clearCookies();
  await context.addCookies(await from.cookies());
}

test('a tab acts, reads, reloads, uploads and downloads in its own organisation', async ({ openPage }) => {
  const { here, mainId } = await openBoth(openPage);
  const name = `Tabs ${process.pid}`;
  await createCohort(here, name);
  await expect(here.getByRole('heading', { level: 1, name })).toBeVisible();
  expect(await cohortsCalled(name)).toEqual([{ organisation_id: mainId }]);

  await here.getByRole('link', { name: 'Banks', exact: true }).click();
  await expect(here.getByRole('heading', { level: 1, name: 'Banks' })).toBeVisible();
  await expect(header(here)).toContainText(main);
  const [bank] = await query<{ id: string; name: string }>(
    'SELECT id, name FROM bank WHERE organisation_id = $1 ORDER BY name LIMIT 1',
    [mainId],
  );
  await here
    .getByRole('link', { name: bank?.name ?? '' })
    .first()
    .click();
  await expect(here.getByRole('heading', { level: 1, name: bank?.name ?? '' })).toBeVisible();

  await here.reload();
  await expect(header(here)).toContainText(main);
  await expect(here.getByRole('heading', { level: 1, name: bank?.name ?? '' })).toBeVisible();

  await here.getByRole('searchbox').fill('e');
  await here.getByRole('searchbox').press('Enter');
  await expect(here).toHaveURL(/q=e/);
  await expect(header(here)).toContainText(main);

  await here.getByRole('link', { name: 'Export' }).click();
  const download = here.waitForEvent('download');
  await here.getByRole('link', { name: 'Download as GIFT' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.(gift|txt)$/);

  await here.getByRole('link', { name: 'Imports' }).click();
  await here.getByRole('link', { name: 'Import questions' }).click();
  await here.getByLabel('Text of the post').fill('Q1. What is 1 + 1?\nA. 2\nB. 3\nANSWER: A\n');
  await here.getByRole('button', { name: 'Look at the questions' }).click();
  await expect(here).toHaveURL(/drafts\//);
  const draft = await queryOne<{ organisation_id: string }>(
    'SELECT organisation_id FROM import_draft WHERE id = $1',
    [idIn(here.url())],
  );
  expect(draft.organisation_id).toBe(mainId);
  await expect(header(here)).toContainText(main);
});

test('whoever was taken out of the organisation of a tab goes on in another one, with the text kept', async ({
  openPage,
}) => {
  const { here, email, mainId, secondId } = await openBoth(openPage);
  await query('UPDATE membership SET removed_at = now() WHERE organisation_id = $1 AND email = $2', [
    mainId,
    email,
  ]);
  const name = `Elsewhere ${process.pid}`;
  await createCohort(here, name);
  await expect(
    here.getByText('You no longer belong to the organisation that this page is about.'),
  ).toBeVisible();
  await expect(here.getByLabel('Name', { exact: true })).toHaveValue(name);
  expect(await cohortsCalled(name)).toEqual([]);
  await here.getByRole('button', { name: `Continue in ${second}` }).click();
  await expect.poll(() => cohortsCalled(name)).toEqual([{ organisation_id: secondId }]);
});

test('a tab of somebody else and a page that doesn’t say where it is change nothing', async ({
  openPage,
  asAdmin,
}) => {
  const { here } = await openBoth(openPage);
  const name = `Nobody ${process.pid}`;
  await here.evaluate(() => {
    for (const field of document.querySelectorAll('input[name=pageMark]')) field.remove();
    document.querySelector('[data-page-mark]')?.removeAttribute('data-page-mark');
  });
  await createCohort(here, name);
  await expect(here.getByText('This page is from before an update')).toBeVisible();

  await here.goto(paths.cohorts);
  await takeCookiesOf(here.context(), asAdmin.context());
  await createCohort(here, name);
  await expect(here.getByText('Somebody else has signed in since this page was opened.')).toBeVisible();
  await expect(here.getByLabel('Name', { exact: true })).toHaveValue(name);
  expect(await cohortsCalled(name)).toEqual([]);
  await here.getByRole('link', { name: 'Banks', exact: true }).click();
  await expect(here.getByRole('link', { name: `Continue in ${main}` })).toBeVisible();
});
