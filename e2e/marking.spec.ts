import { expect, test } from './fixtures';
import { query } from './support/database';
import { answerEverything, startExam, submitExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';

test('what can’t be marked at once has its receipt, and its results as soon as it is marked', async ({
  openPage,
}) => {
  test.setTimeout(90_000);
  const learner = await addFreshLearner({ name: 'Mona Marked', itemCount: 1 });
  const page = await openPage(learner.state);
  await startExam(page, learner.assignmentId);
  await answerEverything(page, 1);
  // Nobody but whoever runs the database can do that; every fault of marking looks like it.
  const of = `item_version_id IN (SELECT f.item_version_id FROM attempt_item f JOIN attempt a ON a.organisation_id = f.organisation_id
    AND a.id = f.attempt_id WHERE a.assignment_id = '${learner.assignmentId}')`;
  const kept = await query<{ key: object }>(
    `DELETE FROM item_key k WHERE ${of} RETURNING to_jsonb(k) AS key`,
  );
  await submitExam(page);
  await expect(page.getByRole('heading', { name: 'Your answers have arrived' })).toBeVisible();
  await expect(page.getByText('Your answers are kept and are being marked.')).toBeVisible();
  for (const { key } of kept)
    await query('INSERT INTO item_key SELECT (jsonb_populate_record(NULL::item_key, $1)).*', [key]);
  await expect(page.getByRole('link', { name: 'See your results' })).toBeVisible({ timeout: 70_000 });
});
