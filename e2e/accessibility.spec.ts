import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { violationsOf } from './support/axe';
import { crawlScreens, screenOf } from './support/crawl';
import { answerEverything, startExam } from './support/exam-page';
import { breakSample } from './support/faults';
import { chooseNewBank, startDraft } from './support/import-wizard';
import { addFreshLearner } from './support/learners';
import { type Persona, statePath } from './support/personas';

/** Those who see most come last: screens that were checked before are not checked again. */
const STARTS: readonly (readonly [Persona, string])[] = [
  ['learner', paths.learn],
  ['hr', paths.hr],
  ['instructor', paths.teach],
  ['admin', paths.admin],
];
const checked = new Set<string>();

for (const [persona, start] of STARTS) {
  test(`every screen that the ${persona} reaches in two clicks is accessible`, async ({ openPage }) => {
    test.setTimeout(240_000);
    const page = await openPage(statePath(persona));
    const violations: string[] = [];
    const screens = await crawlScreens(page, start, 2, async (address) => {
      const screen = screenOf(address);
      if (checked.has(screen)) return;
      checked.add(screen);
      const darkAt = address === start ? 'both' : 'wide';
      violations.push(...(await violationsOf(page, screen, { darkAt })));
    });
    expect(violations).toEqual([]);
    expect(screens.length).toBeGreaterThan(1);
  });
}

test('sign-in, help and a page that does not exist are accessible', async ({ openPage }) => {
  const page = await openPage(null);
  for (const address of [paths.signIn, paths.help, '/no-such-page']) {
    await page.goto(address);
    expect(await violationsOf(page, address)).toEqual([]);
  }
});

test('the exam is accessible from its first question to its results', async ({ openPage }) => {
  test.setTimeout(120_000);
  const learner = await addFreshLearner({ name: 'Axel Access', itemCount: 3 });
  const page = await openPage(learner.state);
  const attemptId = await startExam(page, learner.assignmentId);
  expect(await violationsOf(page, 'the first question')).toEqual([]);
  await answerEverything(page, 3);
  await page.getByRole('button', { name: 'Review answers' }).click();
  expect(await violationsOf(page, 'the review')).toEqual([]);
  await page.getByRole('button', { name: 'Go on to submit' }).click();
  expect(await violationsOf(page, 'the confirmation')).toEqual([]);
  await page.getByRole('button', { name: 'Submit exam' }).click();
  await expect(page).toHaveURL(/\/receipt$/);
  expect(await violationsOf(page, 'the receipt')).toEqual([]);
  await page.goto(paths.attemptResults(attemptId));
  await page.getByRole('button', { name: 'Open all' }).click();
  expect(await violationsOf(page, 'the results')).toEqual([]);
});

test('the import is accessible at every step', async ({ asAdmin }) => {
  test.setTimeout(120_000);
  await startDraft(asAdmin, breakSample(), 'accessible.txt');
  await asAdmin.keyboard.press('F8');
  expect(await violationsOf(asAdmin, 'the preview')).toEqual([]);
  await asAdmin
    .getByRole('button', { name: /^Edit question/ })
    .first()
    .click();
  expect(await violationsOf(asAdmin, 'the form of a question')).toEqual([]);
  await asAdmin.keyboard.press('Escape');
  await asAdmin.getByRole('button', { name: /^Go on with/ }).click();
  await asAdmin.getByRole('radio', { name: 'A new bank' }).check();
  await asAdmin.getByRole('button', { name: 'Go on to the summary' }).click();
  await expect(asAdmin.getByRole('alert').getByText('There is a problem')).toBeVisible();
  expect(await violationsOf(asAdmin, 'the options with an error')).toEqual([]);
  await chooseNewBank(asAdmin, 'Accessible');
  await asAdmin.getByRole('button', { name: 'Go on to the summary' }).click();
  await expect(asAdmin.getByRole('button', { name: /^Import \d+ questions/ })).toBeVisible();
  expect(await violationsOf(asAdmin, 'the summary')).toEqual([]);
  await asAdmin.getByRole('button', { name: /^Import \d+ questions/ }).click();
  await expect(asAdmin.getByRole('link', { name: 'See the result' })).toBeVisible({ timeout: 30_000 });
  expect(await violationsOf(asAdmin, 'the finished job')).toEqual([]);
  await asAdmin.getByRole('link', { name: 'See the result' }).click();
  await expect(asAdmin.getByRole('button', { name: 'Undo import' })).toBeVisible();
  expect(await violationsOf(asAdmin, 'the result')).toEqual([]);
});

test('the check notices text that is too pale and a field without a name', async ({ openPage }) => {
  const page = await openPage(null);
  await page.goto(paths.signIn);
  await page.evaluate(() => {
    for (const label of document.querySelectorAll('label')) label.removeAttribute('for');
    for (const heading of document.querySelectorAll('h1')) heading.style.color = '#cccccc';
  });
  const found = (await violationsOf(page, paths.signIn)).join('\n');
  expect(found).toContain('color-contrast');
  expect(found).toContain('label');
});
