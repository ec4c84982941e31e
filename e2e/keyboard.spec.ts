import type { Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { expectSaved, options, questionHeading } from './support/exam-page';
import { addFreshLearner } from './support/learners';

const itemCount = 6;

/** Presses Tab until the focus is on what a learner would look for, as they would. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
    if (name.test(focused.trim())) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

test('an exam is started, answered, reviewed and submitted with the keyboard alone', async ({ openPage }) => {
  const learner = await addFreshLearner({ name: 'Kim Keys', itemCount });
  const page = await openPage(learner.state);
  await page.goto(paths.learnAssignment(learner.assignmentId));
  await tabTo(page, /^Start/);
  await page.keyboard.press('Enter');
  for (let position = 1; position <= itemCount; position += 1) {
    await expect(questionHeading(page, position)).toBeVisible();
    await expect(options(page).first()).toBeEnabled();
    const needed = (await page.getByText(/^Choose two answers/).count()) > 0 ? 2 : 1;
    for (let key = 1; key <= needed; key += 1) await page.keyboard.press(String(key));
    await expect(options(page).first()).toBeChecked();
    if (position === 2) await page.keyboard.press('f');
    await page.keyboard.press('j');
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Review your answers' })).toBeFocused();
  await expect(page.getByRole('row').filter({ hasText: 'Flagged' })).not.toHaveCount(0);
  await expectSaved(page);
  await tabTo(page, /^Go on to submit/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Submit the exam?' })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/receipt$/);
  await expect(page.getByText(`${itemCount} of ${itemCount} questions answered`)).toBeVisible();
});

test('options are chosen with Tab and the arrow keys when single keys are switched off', async ({
  openPage,
}) => {
  const learner = await addFreshLearner({ name: 'Kit Arrows', itemCount: 3 });
  const page = await openPage(learner.state);
  await page.goto(paths.learnAssignment(learner.assignmentId));
  await tabTo(page, /^Start/);
  await page.keyboard.press('Enter');
  await expect(questionHeading(page, 1)).toBeVisible();
  await expect(options(page).first()).toBeEnabled();
  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Single keys are on' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await expect(options(page).first()).not.toBeChecked();
  await options(page).first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(options(page).nth(1)).toBeChecked();
  await page.keyboard.press('j');
  await expect(questionHeading(page, 1)).toBeVisible();
  await tabTo(page, /^Next/);
  await page.keyboard.press('Enter');
  await expect(questionHeading(page, 2)).toBeFocused();
});
