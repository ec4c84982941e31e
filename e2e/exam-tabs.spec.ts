import { DEMO_PASSWORD } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { waitsUntilAwake } from './support/awake';
import { expectSaved, options, startExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';
import { chooseFromMenu, enter, expectSignInPage } from './support/sessions';

/* What the tabs of one browser settle between them, without waiting for the server. */

/** Far below the time after which a tab asks the server by itself. */
const AT_ONCE = { timeout: 3000 };

test('a second tab of the same browser takes over at once, and gives it back on a click', async ({
  openPage,
}) => {
  const learner = await addFreshLearner({ name: 'Tove Tabs', itemCount: 2 });
  const first = await openPage(learner.state);
  const attemptId = await startExam(first, learner.assignmentId);
  await options(first).first().check();
  await expectSaved(first);
  const second = waitsUntilAwake(await first.context().newPage());
  await second.goto(paths.attempt(attemptId));
  await expect(options(second).first()).toBeEnabled();
  await expect(first.getByText('This exam is open in another tab of this browser')).toBeVisible(AT_ONCE);
  await first.getByRole('button', { name: 'Continue here' }).click();
  await expect(options(first).first()).toBeEnabled(AT_ONCE);
  await expect(second.getByText('This exam is open in another tab of this browser')).toBeVisible(AT_ONCE);
});

test('signing out, and somebody else signing in, in another tab reaches the exam at once', async ({
  openPage,
}) => {
  const learner = await addFreshLearner({ name: 'Olga Over', itemCount: 2 });
  const other = await addFreshLearner({ name: 'Otto Other', itemCount: 2 });
  const exam = await openPage(learner.state);
  await exam.setViewportSize({ width: 390, height: 844 });
  await startExam(exam, learner.assignmentId);
  await options(exam).first().check();
  await expectSaved(exam);
  const beside = waitsUntilAwake(await exam.context().newPage());
  await beside.goto(paths.learn);
  await chooseFromMenu(beside, 'Sign out');
  await expectSignInPage(beside);
  await expect(exam.getByRole('heading', { name: 'You signed out in another tab' })).toBeVisible(AT_ONCE);
  await expect(exam.getByText('Everything that you answered is saved.')).toBeVisible();
  await expect(options(exam)).toHaveCount(0);
  await exam.screenshot({ path: 'test-results/signed-out-elsewhere-390.png' });
  await enter(beside, other.email, DEMO_PASSWORD);
  await expect(beside).toHaveURL(/\/learn$/);
  await expect(exam.getByRole('heading', { name: 'Somebody else is signed in in this browser' })).toBeVisible(
    AT_ONCE,
  );
  await exam.screenshot({ path: 'test-results/other-person-390.png' });
  await chooseFromMenu(beside, 'Sign out');
  await expectSignInPage(beside);
  await enter(beside, learner.email, DEMO_PASSWORD);
  await expect(beside).toHaveURL(/\/learn$/);
  await expect(options(exam).first()).toBeChecked();
});
