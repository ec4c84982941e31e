import { request } from '@playwright/test';
import { DEMO_PASSWORD } from '@/lib/ui/demo-people';
import { paths, withQuery } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { applicationUrl } from './support/application';
import { waitsUntilAwake } from './support/awake';
import { query } from './support/database';
import {
  expectSaved,
  nextQuestion,
  options,
  questionHeading,
  startExam,
  submitExam,
} from './support/exam-page';
import { addFreshLearner, signIn } from './support/learners';
import { credentialsOf } from './support/personas';
import {
  chooseFromMenu,
  DEAD,
  enter,
  expectSignInPage,
  invitationFor,
  keptIn,
  rawUnsent,
  replay,
} from './support/sessions';

/** Refuses answers at the database: what a page sends while it goes can't be stopped on its way. */
const stopSaving = () => query('REVOKE INSERT ON response_event FROM app_rw');
const goOnSaving = () => query('GRANT INSERT ON response_event TO app_rw');
test.afterEach(goOnSaving);

for (const persona of ['owner', 'admin', 'instructor', 'hr', 'learner'] as const) {
  test(`the ${persona} signs out from the menu, and the session is dead`, async ({ openPage }) => {
    const state = await signIn(credentialsOf(persona).email, '-sign-out');
    const page = await openPage(state);
    await page.goto(paths.home);
    expect(await replay(state)).toMatchObject({ route: 200 });
    await chooseFromMenu(page, 'Sign out');
    await expectSignInPage(page);
    expect(await replay(state)).toEqual(DEAD);
    await page.goto(paths.home);
    await expectSignInPage(page);
  });
}

test('the answer to a sign-out drops what the browser cached, and neither storage nor the mark of the device', async () => {
  const state = await signIn(credentialsOf('hr').email, '-cache');
  const context = await request.newContext({
    baseURL: applicationUrl(),
    storageState: state,
    extraHTTPHeaders: { Origin: applicationUrl() },
  });
  const answer = await context.post(withQuery(paths.signOut, { next: paths.help }), { maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  expect(answer.headers()).toMatchObject({ location: paths.help, 'clear-site-data': '"cache"' });
  const cleared = answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
  expect(cleared.length).toBeGreaterThan(1);
  for (const { value } of cleared) {
    expect(value).toMatch(/Max-Age=0|Expires=Thu, 01 Jan 1970/);
    expect(value).not.toContain('cutscore.device');
  }
  expect(await replay(state)).toEqual(DEAD);
  await context.dispose();
});

test('somebody without an organisation can sign out', async ({ openPage }) => {
  const { membershipId, state } = await addFreshLearner({ name: 'Lona Lonely' });
  await query('UPDATE membership SET removed_at = now() WHERE id = $1', [membershipId]);
  const page = await openPage(state);
  await page.goto(paths.home);
  await expect(page.getByRole('heading', { name: 'You belong to no organisation' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expectSignInPage(page);
  expect(await replay(state)).toEqual(DEAD);
});

test('whoever opens the invitation of somebody else signs out and is back at it', async ({ openPage }) => {
  const { state } = await addFreshLearner({ name: 'Wanda Wrong' });
  const link = await invitationFor('Rita Right', 'rita.right@northwind.example.com');
  const page = await openPage(state);
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Choose a password')).toBeVisible();
  expect(page.url()).toContain(link);
  expect(await replay(state)).toEqual(DEAD);
});

test('without a script the sign-out form ends the session as well', async ({ browser }) => {
  const { membershipId, state } = await addFreshLearner({ name: 'Nils Noscript' });
  await query('UPDATE membership SET removed_at = now() WHERE id = $1', [membershipId]);
  const context = await browser.newContext({ storageState: state, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/no-organisation');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expectSignInPage(page);
  expect(await replay(state)).toEqual(DEAD);
  await context.close();
});

test('after an exam one signs out at the receipt, and nothing of the person is left in the browser', async ({
  openPage,
}) => {
  const learner = await addFreshLearner({ name: 'Nora Nothing', itemCount: 2 });
  const page = await openPage(learner.state);
  await page.goto(paths.learn);
  await page.getByText('Dark', { exact: true }).click();
  await startExam(page, learner.assignmentId);
  await options(page).first().check();
  await page.keyboard.press('?');
  await page.getByRole('checkbox').last().uncheck();
  await page.keyboard.press('Escape');
  await expectSaved(page);
  await page.evaluate(() => localStorage.setItem('cutscore-item-somebody-new', '{"savedAt":1}'));
  await submitExam(page);
  expect((await keptIn(page)).local).not.toEqual([]);
  expect((await keptIn(page)).session).not.toEqual([]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expectSignInPage(page);
  await expect
    .poll(() => keptIn(page))
    .toEqual({
      local: [],
      session: [],
      caches: [],
      databases: { 'cutscore/answers': 0, 'cutscore/sealed': 0 },
    });
  const cookies = (await page.context().cookies()).map(({ name }) => name);
  expect(cookies.filter((name) => !name.endsWith('cutscore.device'))).toEqual([]);
  expect(await replay(learner.state)).toEqual(DEAD);
});

test('another tab of the browser goes along', async ({ openPage }) => {
  const { state } = await addFreshLearner({ name: 'Toni Tabs' });
  const page = await openPage(state);
  await page.goto(paths.learn);
  const other = waitsUntilAwake(await page.context().newPage());
  await other.goto(paths.account);
  await chooseFromMenu(page, 'Sign out');
  await expectSignInPage(other);
});

test('answers that can’t be sent are named, stay sealed for their person and are sent when they are back', async ({
  openPage,
}) => {
  const anna = await addFreshLearner({ name: 'Anna Unsent', itemCount: 3 });
  const bert = await addFreshLearner({ name: 'Bert Next', itemCount: 3 });
  const page = await openPage(anna.state);
  page.on('dialog', (dialog) => void dialog.accept());
  const attemptId = await startExam(page, anna.assignmentId);
  const answers = () => query('SELECT 1 FROM response WHERE attempt_id = $1', [attemptId]);
  const sent: string[] = [];
  page.on('request', (each) => {
    if (each.url().includes('/responses/')) sent.push(each.url());
  });
  await stopSaving();
  await options(page).nth(1).check();
  const chosen = await options(page).nth(1).getAttribute('value');
  await nextQuestion(page);
  await expect(questionHeading(page, 2)).toBeVisible();
  await options(page).first().check();
  await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'not_saved');

  await page.goto(paths.learn);
  await chooseFromMenu(page, 'Sign out');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: '2 answers could not be sent' })).toBeVisible({
    timeout: 20_000,
  });
  await expect(dialog).toContainText(`${anna.examName}: questions 1 and 2`);
  await dialog.getByRole('button', { name: 'Sign out anyway' }).click();
  await expectSignInPage(page);
  expect(await replay(anna.state)).toEqual(DEAD);

  const raw = await rawUnsent(page);
  expect(raw.split('\n')).toHaveLength(2);
  for (const secret of [anna.examName, anna.email, chosen ?? 'selected', 'selected'])
    expect(raw).not.toContain(secret);

  sent.length = 0;
  await enter(page, bert.email, DEMO_PASSWORD);
  await expect(page).toHaveURL(/\/learn$/);
  await chooseFromMenu(page, 'Sign out');
  await expectSignInPage(page);
  expect(sent).toEqual([]);
  expect(await answers()).toEqual([]);
  expect(await rawUnsent(page)).toBe(raw);

  await goOnSaving();
  await enter(page, anna.email, DEMO_PASSWORD);
  await expect(page).toHaveURL(/\/learn$/);
  await page.goto(paths.attempt(attemptId));
  await expectSaved(page);
  await expect.poll(async () => (await answers()).length).toBe(2);
  await expect.poll(() => rawUnsent(page)).toBe('');
});

test('sign-out sends what waits of an exam that is not on the screen', async ({ openPage }) => {
  const learner = await addFreshLearner({ name: 'Dora Drain', itemCount: 3 });
  const page = await openPage(learner.state);
  page.on('dialog', (dialog) => void dialog.accept());
  const attemptId = await startExam(page, learner.assignmentId);
  await stopSaving();
  await options(page).nth(1).check();
  await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'not_saved');
  await page.goto(paths.learn);
  expect(await query('SELECT 1 FROM response WHERE attempt_id = $1', [attemptId])).toEqual([]);
  await goOnSaving();
  await chooseFromMenu(page, 'Sign out');
  await expectSignInPage(page);
  expect(await query('SELECT 1 FROM response WHERE attempt_id = $1', [attemptId])).toHaveLength(1);
  expect(await rawUnsent(page)).toBe('');
});

test('without a network nobody is told that they are signed out', async ({ openPage }) => {
  const { state } = await addFreshLearner({ name: 'Olaf Offline' });
  const page = await openPage(state);
  await page.goto(paths.learn);
  await page.context().setOffline(true);
  await chooseFromMenu(page, 'Sign out');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'You are still signed in' })).toBeVisible();
  await page.context().setOffline(false);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expectSignInPage(page);
  expect(await replay(state)).toEqual(DEAD);
});
