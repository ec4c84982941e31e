import type { Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { query } from './support/database';
import { expectSaved, nextQuestion, options, questionHeading, startExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';

interface StoredAnswer {
  readonly position: number;
  /** Which option was chosen, counted from 0 in the order that the learner sees. */
  readonly choice: number;
}

/** What the database holds, in the order of the form. */
const storedAnswers = (attemptId: string): Promise<readonly StoredAnswer[]> =>
  query<{ position: number; choice: number }>(
    `SELECT ai.position, array_position(ai.option_order, r.selected[1]) - 1 AS choice FROM response r
     JOIN attempt_item ai ON ai.organisation_id = r.organisation_id AND ai.attempt_id = r.attempt_id AND ai.item_id = r.item_id
     WHERE r.attempt_id = $1 ORDER BY ai.position`,
    [attemptId],
  );

const savedState = (page: Page) => page.locator('[data-saved]');

test('answers that were made without a network arrive when it is back', async ({ openPage }) => {
  const learner = await addFreshLearner({ name: 'Ofra Offline', itemCount: 4 });
  const page = await openPage(learner.state);
  const attemptId = await startExam(page, learner.assignmentId);
  await options(page).first().check();
  await expectSaved(page);
  await page.context().setOffline(true);
  for (const position of [2, 3, 4]) {
    await nextQuestion(page);
    await expect(questionHeading(page, position)).toBeVisible();
    await options(page).nth(1).check();
    await expect(options(page).nth(1)).toBeChecked();
  }
  await expect(savedState(page)).toHaveAttribute('data-saved', 'not_saved');
  await page.waitForTimeout(8000);
  await expect(savedState(page)).toHaveText(/Not saved: 3 waiting/);
  expect(await storedAnswers(attemptId)).toEqual([{ position: 1, choice: 0 }]);
  await page.context().setOffline(false);
  await expect(savedState(page)).toHaveAttribute('data-saved', 'saved', { timeout: 15_000 });
  expect(await storedAnswers(attemptId)).toEqual([
    { position: 1, choice: 0 },
    { position: 2, choice: 1 },
    { position: 3, choice: 1 },
    { position: 4, choice: 1 },
  ]);
});

test('an answer that could not be sent survives a reload and is sent without being touched', async ({
  openPage,
}) => {
  const learner = await addFreshLearner({ name: 'Rena Reload', itemCount: 3 });
  const page = await openPage(learner.state);
  const attemptId = await startExam(page, learner.assignmentId);
  await page.route('**/responses/**', (route) =>
    route.fulfill({ status: 503, headers: { 'Retry-After': '1' } }),
  );
  await options(page).nth(2).check();
  await expect(savedState(page)).toHaveAttribute('data-saved', 'not_saved');
  expect(await storedAnswers(attemptId)).toEqual([]);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.unroute('**/responses/**');
  await page.reload();
  await expect(questionHeading(page, 1)).toBeVisible();
  await expect(options(page).nth(2)).toBeChecked();
  await expect(savedState(page)).toHaveAttribute('data-saved', 'saved', { timeout: 15_000 });
  expect(await storedAnswers(attemptId)).toEqual([{ position: 1, choice: 2 }]);
});

test('of two tabs the older becomes read-only and can take over again', async ({ openPage }) => {
  const learner = await addFreshLearner({ name: 'Tara Tabs', itemCount: 3 });
  const first = await openPage(learner.state);
  const attemptId = await startExam(first, learner.assignmentId);
  await options(first).first().check();
  await expectSaved(first);
  const second = await openPage(learner.state);
  await second.goto(paths.attempt(attemptId));
  await expect(options(second).first()).toBeChecked();
  await options(second).nth(1).check();
  await expectSaved(second);
  await options(first).nth(2).click();
  const takeOver = first.getByRole('button', { name: 'Continue here' });
  await expect(takeOver).toBeVisible({ timeout: 20_000 });
  await expect(options(first).first()).toBeDisabled();
  await takeOver.click();
  await expect(options(first).first()).toBeEnabled();
  await options(first).nth(3).check();
  await expectSaved(first);
  expect(await storedAnswers(attemptId)).toEqual([{ position: 1, choice: 3 }]);
});
