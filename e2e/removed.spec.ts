import AxeBuilder from '@axe-core/playwright';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { expectSaved, nextQuestion, options, questionHeading, startExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';

test('whoever is removed in mid-exam is told so where they are, asked for no sign-in, and keeps what is unsent on the device', async ({
  openPage,
  asAdmin: staff,
}) => {
  const learner = await addFreshLearner({ name: 'Remy Removed', itemCount: 3, minutes: 30 });
  const exam = await openPage(learner.state);
  await exam.setViewportSize({ width: 390, height: 844 });
  await startExam(exam, learner.assignmentId);
  await options(exam).first().check();
  await expectSaved(exam);
  await nextQuestion(exam);
  await expect(questionHeading(exam, 2)).toBeVisible();
  const { pathname } = new URL(exam.url());
  await exam.context().setOffline(true);
  await options(exam).first().check();
  await expect(exam.locator('[data-saved]')).toHaveText(/Not saved: 1 waiting/);

  await staff.goto(paths.person(learner.membershipId));
  await staff.getByRole('button', { name: 'Remove Remy Removed' }).click();
  await staff
    .getByRole('dialog', { name: 'Remove Remy Removed?' })
    .getByRole('button', { name: 'Remove', exact: true })
    .click();
  await expect(staff.getByText(/^Removed on/)).toBeVisible();

  await exam.context().setOffline(false);
  const told = exam.getByText(/^You were removed from the organisation that gave you this exam/);
  await expect(told).toContainText('one answer is still on this device');
  await expect(told).toContainText('signing in again doesn’t help');
  for (const [width, height, colorScheme] of [
    [390, 844, 'dark'],
    [1280, 800, 'light'],
  ] as const) {
    await exam.setViewportSize({ width, height });
    await exam.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page: exam }).analyze()).violations).toEqual([]);
    await exam.screenshot({ path: `test-results/removed-${width}-${colorScheme}.png` });
  }
  expect(new URL(exam.url()).pathname, 'no sign-in takes its place').toBe(pathname);
  await expect(options(exam).first()).toBeChecked();
  await expect(options(exam).first()).toBeDisabled();
});
