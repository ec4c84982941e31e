import type { Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { waitsUntilAwake } from './support/awake';
import { query } from './support/database';
import { expectSaved, nextQuestion, options, questionHeading, startExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';
import { keptIn } from './support/sessions';

/* What becomes of an exam whose page went: closed with unsent answers, or loaded again without a network. */

const lateAnswers = (attemptId: string) =>
  query<{ late: number }>('SELECT count(*)::int AS late FROM late_response WHERE attempt_id = $1', [
    attemptId,
  ]);

test('answers of an exam that was closed past its deadline are handed in late by the next page, and count when staff say so', async ({
  openPage,
  asAdmin: staff,
}) => {
  const learner = await addFreshLearner({ name: 'Lars Late', itemCount: 4 });
  const page = await openPage(learner.state);
  const attemptId = await startExam(page, learner.assignmentId);
  await options(page).first().check();
  await expectSaved(page);
  const context = page.context();
  await context.setOffline(true);
  for (const position of [2, 3]) {
    await nextQuestion(page);
    await expect(questionHeading(page, position)).toBeVisible();
    await options(page).nth(1).check();
  }
  await expect(page.locator('[data-saved]')).toHaveText(/Not saved: 2 waiting/);
  // Before the page goes: what it sends then gets through in some browsers.
  await query(
    `UPDATE attempt SET started_at = started_at - interval '1 day', deadline_at = now() - interval '1 minute' WHERE id = $1`,
    [attemptId],
  );
  await page.close();
  await context.setOffline(false);
  const again = waitsUntilAwake(await context.newPage());
  await again.goto(paths.learn);
  await expect(
    again.getByText(
      /2\s+answers that were still on this device have been handed in late\. They are kept with the time they were given and don’t count\./,
    ),
  ).toBeVisible();
  expect(await lateAnswers(attemptId)).toEqual([{ late: 2 }]);
  await again.goto(paths.attemptReceipt(attemptId));
  await expect(again.getByText(/2\s+answers came after the end/)).toBeVisible();
  await expect(again.getByText(/that were still on this device/)).toHaveCount(0);

  // As soon as the sitting is closed, which nobody has to do.
  await expect(async () => {
    await staff.goto(paths.teach);
    await expect(staff.getByText(/late answers? waits? for a decision/)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await staff.goto(paths.assignment(learner.assignmentId));
  const late = staff.locator('#late');
  await expect(late.getByLabel(/Lars Late/)).toBeChecked();
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [390, 1280]) {
      await staff.emulateMedia({ colorScheme });
      await staff.setViewportSize({ width, height: 900 });
      await staff.screenshot({ path: `test-results/late-${colorScheme}-${width}.png`, fullPage: true });
    }
  await late.getByLabel(/^Count late answers/).check();
  await late.getByLabel('Reason').fill('The network of the room was down');
  await late.getByRole('button', { name: 'Decide' }).click();
  await expect(late.getByText('Late answers count now in 1 sitting.')).toBeVisible();
  await expect(late.getByLabel(/Lars Late/)).toHaveCount(0);
  await again.reload();
  await expect(again.getByText('Your answers that came after the end count now.')).toBeVisible();
  await expect(again.getByText('The network of the room was down')).toBeVisible();
  await expect(again.getByText('3 of 4', { exact: true })).toBeVisible();
});

/** Text of everything that the browser keeps of exams. */
const keptText = (page: Page) =>
  page.evaluate(async () => {
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        if (!request.url.includes('/_next/')) texts.push(await ((await cache.match(request))?.text() ?? ''));
    }
    return texts.join('\n');
  });

test('a reload without a network opens the exam where it was, with what was saved and what was not', async ({
  openPage,
}) => {
  const learner = await addFreshLearner({ name: 'Ria Reopen', itemCount: 4 });
  const page = await openPage(learner.state);
  await page.setViewportSize({ width: 390, height: 844 });
  page.on('dialog', (dialog) => void dialog.accept());
  const attemptId = await startExam(page, learner.assignmentId);
  await expect
    .poll(async () => (await keptIn(page)).caches, { timeout: 20_000 })
    .toEqual([`cutscore-exam-${attemptId}`]);
  await expect.poll(() => keptText(page)).toContain('focus-target');
  const key = await page.evaluate((id) => sessionStorage.getItem(`cutscore-seal-${id}`), attemptId);
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(await keptText(page)).not.toContain(key);
  await options(page).nth(2).check();
  await expectSaved(page);
  await nextQuestion(page);
  await expect(questionHeading(page, 2)).toBeVisible();
  await page.context().setOffline(true);
  await options(page).nth(1).check();
  await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'not_saved');

  await page.reload();
  await expect(questionHeading(page, 2)).toBeVisible();
  await expect(options(page).nth(1)).toBeChecked();
  await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'not_saved');
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(options(page).nth(2)).toBeChecked();
  await page.screenshot({ path: 'test-results/offline-reload-390.png' });

  // Whatever the exam may need is there: the keys, the review, and the page before the submission.
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Keys' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to the exam' }).click();
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Go on to submit' }).click();
  await expect(page.getByRole('heading', { name: 'Submit the exam?' })).toBeVisible();
  await page.getByRole('button', { name: 'Submit exam' }).click();
  await expect(page.getByText(/Not submitted yet/)).toBeVisible({ timeout: 15_000 });

  await page.context().setOffline(false);
  await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved', { timeout: 15_000 });
  const stored = await query('SELECT 1 FROM response WHERE attempt_id = $1', [attemptId]);
  expect(stored).toHaveLength(2);
});
