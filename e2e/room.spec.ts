import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { expectSaved, nextQuestion, options, questionHeading, startExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';

/** What staff do has to be on the learner's screen within this time. */
const WITHIN = { timeout: 10_000 };

const clock = (page: Page) => page.getByRole('timer');
async function leftMs(page: Page): Promise<number> {
  const [seconds = 0, minutes = 0, hours = 0] = ((await clock(page).textContent()) ?? '')
    .split(':')
    .reverse()
    .map(Number);
  return (hours * 3600 + minutes * 60 + seconds) * 1000;
}

/** Ticks the learner in the list, chooses an act and does it. */
async function act(staff: Page, name: string, what: string, given: { minutes?: string; reason: string }) {
  await staff.getByLabel(`Choose the sitting of ${name}`).check();
  await staff.getByLabel('What to do').selectOption(what);
  if (given.minutes) await staff.getByLabel('Minutes').fill(given.minutes);
  await staff
    .getByRole('textbox', { name: what === 'Send a message' ? 'Message' : 'Reason' })
    .fill(given.reason);
  await staff.getByRole('button', { name: what, exact: true }).click();
}

const axe = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

test('staff give time, write into a running exam, pause it and let it go on, and the learner sees each within ten seconds', async ({
  openPage,
  asAdmin: staff,
}) => {
  const learner = await addFreshLearner({ name: 'Rosa Room', itemCount: 3, minutes: 30 });
  const exam = await openPage(learner.state);
  await exam.setViewportSize({ width: 390, height: 844 });
  await startExam(exam, learner.assignmentId);
  await options(exam).first().check();
  await expectSaved(exam);
  await staff.goto(paths.assignment(learner.assignmentId));

  await act(staff, 'Rosa Room', 'Give extra minutes', { minutes: '20', reason: 'The alarm rang' });
  await expect(staff.getByText('More time for 1 sitting.')).toBeVisible();
  await expect(exam.getByText('You were given 20 minutes more.')).toBeVisible(WITHIN);
  await expect.poll(() => leftMs(exam), WITHIN).toBeGreaterThan(45 * 60_000);

  await act(staff, 'Rosa Room', 'Send a message', { reason: 'Question 2 means the newest edition.' });
  await expect(exam.getByText('Question 2 means the newest edition.')).toBeVisible(WITHIN);
  expect(await axe(exam)).toEqual([]);
  await exam.screenshot({ path: 'test-results/room-message-390.png' });
  await exam.getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(exam.getByText('The alarm rang')).toBeHidden();

  await act(staff, 'Rosa Room', 'Pause', { reason: 'The building is evacuated' });
  await expect(exam.getByRole('heading', { name: 'This exam is paused' })).toBeVisible(WITHIN);
  await expect(questionHeading(exam, 1)).toBeHidden();
  await exam.reload();
  await expect(exam.getByRole('heading', { name: 'This exam is paused' })).toBeVisible();
  await expect(exam.getByText('The building is evacuated')).toBeVisible();
  const stands = await leftMs(exam);
  expect(await axe(exam)).toEqual([]);
  await exam.screenshot({ path: 'test-results/room-paused-390.png' });
  expect(await leftMs(exam), 'the clock stands').toBe(stands);

  expect(await axe(staff)).toEqual([]);
  await staff.screenshot({ path: 'test-results/room-staff-1280.png', fullPage: true });
  await staff.getByRole('button', { name: 'Let go on' }).first().click();
  const dialog = staff.getByRole('dialog', { name: 'Let the exam go on?' });
  await dialog.getByLabel('Reason').fill('Everybody is back');
  await dialog.getByRole('button', { name: 'Let go on' }).click();
  await expect(questionHeading(exam, 1)).toBeVisible(WITHIN);
  await expect(exam.getByText('Everybody is back')).toBeVisible(WITHIN);
  await expect(exam.getByText('The alarm rang'), 'put away before the page was loaded again').toBeHidden();
  await nextQuestion(exam);
  await options(exam).first().check();
  await expectSaved(exam);

  await act(staff, 'Rosa Room', 'Void', { reason: 'The wrong exam was given' });
  await expect(exam).toHaveURL(/\/receipt$/, WITHIN);
  await expect(exam.getByRole('heading', { name: 'This sitting was voided' })).toBeVisible();
  await expect(exam.getByText('The wrong exam was given')).toBeVisible();
  await exam.screenshot({ path: 'test-results/room-voided-390.png', fullPage: true });
});
