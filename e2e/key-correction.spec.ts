import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { query, queryOne } from './support/database';
import { expectSaved, options, startExam, submitExam } from './support/exam-page';
import { addFreshLearner, type FreshLearner } from './support/learners';

const text = (words: string) => [{ type: 'paragraph', children: [{ type: 'text', text: words }] }];
const WORDS = ['Compaction', 'Partitioning', 'Caching', 'Cloning'] as const;
const NEW_RATIONALE = 'Only partitioning keeps the files of a day apart, whatever option C promises.';

/** A question of its own bank, so that no other test meets its corrected key. The key is the first option. */
async function addItem(): Promise<{ itemId: string; title: string }> {
  const { id } = await queryOne<{ id: string }>('SELECT id FROM organisation WHERE name = $1', [
    DEMO_ORGANISATIONS.main,
  ]);
  const [bankId, itemId, versionId] = [randomUUID(), randomUUID(), randomUUID()];
  const title = `Files of one day ${itemId.slice(0, 4)}`;
  const choices = WORDS.map((word) => ({ id: randomUUID(), body: text(word) }));
  const rationales = Object.fromEntries(
    choices.map(({ id: option }, at) => [option, text(`${WORDS[at]}, as it was explained at first.`)]),
  );
  await query('INSERT INTO bank (organisation_id, id, name) VALUES ($1, $2, $3)', [id, bankId, title]);
  await query(
    `WITH made AS (
       INSERT INTO item (organisation_id, id, bank_id, current_version_id, position) VALUES ($1, $2, $3, $4, 1)),
     version AS (
       INSERT INTO item_version (organisation_id, id, item_id, version, title, stem, options, key_count, fingerprint)
       VALUES ($1, $4, $2, 1, $5, $6, $7, 1, 'x'))
     INSERT INTO item_key (organisation_id, item_version_id, option_ids, rationales) VALUES ($1, $4, $8, $9)`,
    [
      id,
      itemId,
      bankId,
      versionId,
      title,
      JSON.stringify(text('What keeps the files of one day apart?')),
      JSON.stringify(choices),
      [choices[0]?.id],
      JSON.stringify(rationales),
    ],
  );
  return { itemId, title };
}

/** Puts the question into the learner's exam in place of the one that is there. */
const giveItem = ({ examName }: FreshLearner, itemId: string) =>
  query(`UPDATE exam_item SET item_id = $2 WHERE exam_id = (SELECT id FROM exam WHERE name = $1)`, [
    examName,
    itemId,
  ]);

async function choose(page: Page, word: string): Promise<void> {
  await options(page).and(page.getByLabel(word)).check();
  await expectSaved(page);
}

/** Nothing that axe finds, and nothing wider than the window, at the widths of a desk and of a phone. */
async function expectAccessible(page: Page): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }
  await page.setViewportSize({ width: 1280, height: 844 });
}

test('a corrected key changes a released result, tells its learner, and grades the attempt that was running', async ({
  openPage,
  asAdmin,
}) => {
  test.setTimeout(180_000);
  const { itemId, title } = await addItem();
  const finished = await addFreshLearner({ name: 'Fina Finished', itemCount: 1 });
  const running = await addFreshLearner({ name: 'Runa Running', itemCount: 1 });
  const [first, second] = [await openPage(finished.state), await openPage(running.state)];
  for (const learner of [finished, running]) await giveItem(learner, itemId);
  let attemptId = '';
  let runningId = '';

  await test.step('one learner has a result that the first key calls wrong, another is still answering', async () => {
    attemptId = await startExam(first, finished.assignmentId);
    await choose(first, 'Partitioning');
    await submitExam(first);
    await first.goto(paths.attemptResults(attemptId));
    await expect(first.getByText(/^0 of 1 correct/)).toBeVisible();
    runningId = await startExam(second, running.assignmentId);
    await choose(second, 'Partitioning');
  });

  await test.step('the administrator sees first what another key would change', async () => {
    await asAdmin.goto(paths.item(itemId));
    await asAdmin.getByRole('link', { name: 'Key and corrections' }).click();
    await expect(asAdmin.getByText(/^The key is A\. Choose another one/)).toBeVisible();
    await expectAccessible(asAdmin);
    await asAdmin.getByRole('checkbox', { name: 'Compaction' }).uncheck();
    await asAdmin.getByRole('checkbox', { name: 'Partitioning' }).check();
    await asAdmin.getByRole('button', { name: 'Show what would change' }).click();
    await expect(
      asAdmin.getByText('Changing the key from A to B changes 1 result (all up): 1 now passes.'),
    ).toBeVisible();
    const row = asAdmin
      .getByRole('table', { name: 'Whose pass would change' })
      .getByRole('row', { name: /Fina Finished/ });
    await expect(row).toContainText('now passes');
    await expect(asAdmin.getByText(/^1\srunning attempt keeps the question/)).toBeVisible();
    await expectAccessible(asAdmin);
  });

  await test.step('confirms the policy and gets a receipt', async () => {
    await asAdmin.getByRole('radio', { name: /^Current key only/ }).check();
    await asAdmin.getByRole('button', { name: 'Go on to confirm' }).click();
    await expect(asAdmin.getByText('No email is sent.', { exact: false })).toBeVisible();
    await expectAccessible(asAdmin);
    await asAdmin.getByRole('button', { name: 'Correct the key' }).click();
    await expect(asAdmin.getByRole('link', { name: /Say why the key changes/ })).toBeVisible();
    await asAdmin.getByLabel('Why the key changes').fill('The vendor’s guide says partitioning');
    await asAdmin.getByLabel('Why B is right').fill(NEW_RATIONALE);
    await asAdmin.getByRole('button', { name: 'Correct the key' }).click();
    await expect(asAdmin.getByText('The correction was applied.', { exact: false })).toBeVisible();
    await expect(asAdmin.getByRole('row', { name: /Fina Finished/ })).toContainText('Not seen yet');
    await expectAccessible(asAdmin);
  });

  await test.step('the learner is told, reads the new rationale, and is told once', async () => {
    await first.goto(paths.learn);
    await expect(first.getByText(/your score rose by 1, and you now pass/)).toBeVisible();
    await expectAccessible(first);
    const seen = first.waitForResponse((response) => response.request().method() === 'POST');
    await first.getByRole('link', { name: /^See what changed/ }).click();
    await expect(first.getByText(/^1 of 1 correct/)).toBeVisible();
    await expect(first.getByText(/^Key corrected on .*: your score rose by 1$/)).toBeVisible();
    await expect(first.getByText('Your answer now counts as right.')).toBeVisible();
    await first.getByRole('button', { name: 'Open all' }).click();
    await expect(
      first.getByText('Only partitioning keeps the files of a day apart', { exact: false }),
    ).toBeVisible();
    await seen;
    await expectAccessible(first);
    await first.goto(paths.learn);
    await expect(first.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(first.getByText(/your score rose/)).toHaveCount(0);
  });

  await test.step('the running attempt shows the question as it was and is graded by the new key', async () => {
    await submitExam(second);
    await second.goto(paths.attemptResults(runningId));
    await expect(second.getByText(/^1 of 1 correct/)).toBeVisible();
    await expect(second.getByText(/^Key corrected on/)).toBeVisible();
  });

  await test.step('the history of the question keeps it', async () => {
    await asAdmin.goto(paths.itemKey(itemId));
    const history = asAdmin.getByRole('table', { name: /^Corrections of the key/ });
    await expect(history.getByRole('row', { name: /A → B/ })).toContainText('Current key only');
    await expect(asAdmin.getByRole('link', { name: title }).first()).toBeVisible();
  });
});
