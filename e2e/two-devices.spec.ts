import AxeBuilder from '@axe-core/playwright';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { query } from './support/database';
import { expectSaved, nextQuestion, options, startExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';

test('of two devices that answered one question without knowing of each other, the learner says which counts', async ({
  openPage,
}) => {
  const learner = await addFreshLearner({ name: 'Tova Twice', itemCount: 2 });
  const phone = await openPage(learner.state);
  await phone.setViewportSize({ width: 390, height: 844 });
  const attemptId = await startExam(phone, learner.assignmentId);
  await options(phone).first().check();
  await expectSaved(phone);
  await phone.context().setOffline(true);
  await options(phone).nth(1).check();

  const desk = await openPage(learner.state);
  await desk.goto(paths.attempt(attemptId));
  await expect(options(desk).first()).toBeChecked();
  await options(desk).nth(2).check();
  await expectSaved(desk);

  await phone.context().setOffline(false);
  await phone.getByRole('button', { name: 'Continue here' }).click();
  const strip = phone.getByText(
    /Question 1 was answered on another device at .*: C, which counts now\. Here you chose B\./,
  );
  await expect(strip).toBeVisible();
  await expect(options(phone).nth(2), 'what is stored counts until then').toBeChecked();
  const { violations } = await new AxeBuilder({ page: phone }).analyze();
  expect(violations).toEqual([]);
  await nextQuestion(phone);
  await phone.getByRole('button', { name: /^Take B/ }).click();
  await expect(strip).toBeHidden();
  await expectSaved(phone);
  const stored = await query<{ answers: string }>(
    `SELECT string_agg(answer, ',' ORDER BY rev) AS answers FROM response_event WHERE attempt_id = $1 AND position = 1`,
    [attemptId],
  );
  expect(stored[0]?.answers.split(','), 'and nothing that was clicked is lost').toHaveLength(3);
});
