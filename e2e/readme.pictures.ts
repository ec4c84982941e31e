import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { queryOne } from './support/database';
import { nextQuestion, options, questionHeading, startExam, submitExam } from './support/exam-page';
import { breakSample } from './support/faults';
import { sourceOf, startDraft } from './support/import-wizard';
import { addFreshLearner } from './support/learners';

const folder = 'docs/screenshots';
const wide = { width: 1280, height: 800 } as const;
const phone = { width: 390, height: 844 } as const;

interface Look {
  readonly size?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

/** One picture; without motion and caret, so that only what changed on the page changes the file. */
async function take(page: Page, name: string, { size = wide, colorScheme = 'light' }: Look = {}) {
  mkdirSync(folder, { recursive: true });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize(size);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: `${folder}/${name}.png`,
    animations: 'disabled',
    caret: 'hide',
    scale: 'css',
  });
}

const cohortNamed = async (name: string) =>
  (
    await queryOne<{ id: string }>(
      `SELECT c.id FROM cohort c JOIN organisation o ON o.id = c.organisation_id
       WHERE o.name = $1 AND c.name LIKE $2 || '%'`,
      [DEMO_ORGANISATIONS.main, name],
    )
  ).id;

test('the exam, its review and its results', async ({ openPage }) => {
  const learner = await addFreshLearner({ name: 'Mila Novak', examName: 'Lakehouse practice', itemCount: 8 });
  const page = await openPage(learner.state);
  await page.setViewportSize(wide);
  const attemptId = await startExam(page, learner.assignmentId);
  for (let position = 1; position <= 8; position += 1) {
    await expect(questionHeading(page, position)).toBeVisible();
    await options(page)
      .nth(position % 3)
      .check();
    if (position === 4) {
      await expect(page.locator('[data-saved=saved]')).toBeVisible();
      await take(page, 'exam');
      await take(page, 'exam-phone', { size: phone, colorScheme: 'dark' });
      await page.setViewportSize(wide);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    await nextQuestion(page);
  }
  await page.goto(paths.attempt(attemptId));
  await submitExam(page);
  await page.goto(paths.attemptResults(attemptId));
  await take(page, 'results');
  await page.getByRole('button', { name: 'Open all' }).click();
  await page.getByRole('heading', { name: 'Question 1', exact: true }).scrollIntoViewIfNeeded();
  await page.evaluate(() => document.querySelector('#question-1')?.scrollIntoView({ block: 'start' }));
  await take(page, 'rationales');
});

test('the weaknesses of a cohort', async ({ asInstructor }) => {
  await asInstructor.setViewportSize(wide);
  await asInstructor.goto(paths.teachCohort(await cohortNamed('Platform')));
  await take(asInstructor, 'weakness-topics');
  const table = asInstructor.getByRole('table').first();
  await table.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await take(asInstructor, 'weakness');
  await take(asInstructor, 'weakness-dark', { colorScheme: 'dark' });
});

test('the preview of an import', async ({ asAdmin }) => {
  await asAdmin.setViewportSize(wide);
  await startDraft(asAdmin, breakSample(), 'scenario-post-s2.txt');
  await asAdmin.keyboard.press('F8');
  await expect(sourceOf(asAdmin)).toBeFocused();
  await take(asAdmin, 'import-preview');
});

test('the readiness of a team', async ({ asHr }) => {
  await asHr.setViewportSize(wide);
  await asHr.goto(paths.hr);
  await asHr
    .getByRole('link', { name: /Databricks/ })
    .first()
    .click();
  await expect(asHr.getByRole('table').first()).toBeVisible();
  await take(asHr, 'readiness');
});
