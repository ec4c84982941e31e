import { expect, type Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';

/** What a learner does on the screens of an exam, by role and name as they find it. */

export async function startExam(page: Page, assignmentId: string): Promise<string> {
  await page.goto(paths.learnAssignment(assignmentId));
  await page.getByRole('button', { name: /^Start/ }).click();
  await expect(questionHeading(page, 1)).toBeVisible();
  return attemptIdOf(page);
}

export function attemptIdOf(page: Page): string {
  const id = /attempts\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  if (!id) throw new Error(`${page.url()} is not the page of an attempt`);
  return id;
}

export const questionHeading = (page: Page, position: number) =>
  page.getByRole('heading', { level: 1, name: new RegExp(`^Question ${position}\\b`) });

export const options = (page: Page) => page.getByRole('radio').or(page.getByRole('checkbox'));

/** "Saved 12:03:04": what the learner waits for before they believe it. */
export const expectSaved = (page: Page) => expect(page.getByText(/^Saved/).first()).toBeVisible();

export const nextQuestion = (page: Page) =>
  page.getByRole('button', { name: /^(Next|Review answers)$/ }).click();

/** From any question over the review to the receipt. */
export async function submitExam(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Review( answers)?$/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Go on to submit' }).click();
  await page.getByRole('button', { name: 'Submit exam' }).click();
  await expect(page).toHaveURL(/\/receipt$/);
}

/** Answers every question with its first options and stops at the last. */
export async function answerEverything(page: Page, count: number): Promise<void> {
  for (let position = 1; position <= count; position += 1) {
    await expect(questionHeading(page, position)).toBeVisible();
    const needed = (await page.getByText(/^Choose \w+ answers/).count()) > 0 ? 2 : 1;
    for (let nth = 0; nth < needed; nth += 1) await options(page).nth(nth).check();
    if (position < count) await nextQuestion(page);
  }
  await expectSaved(page);
}
