import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { query, queryOne } from './support/database';
import { startExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';

test('staff who sit an exam find its keys shut, leave it without a result, and have used an attempt', async ({
  openPage,
}) => {
  test.setTimeout(120_000);
  const sitter = await addFreshLearner({ name: 'Stella Sitter', itemCount: 2 });
  await query("UPDATE membership SET role = 'admin' WHERE id = $1", [sitter.membershipId]);
  const page = await openPage(sitter.state);
  const attemptId = await startExam(page, sitter.assignmentId);
  const { itemId, bankId } = await queryOne<{ itemId: string; bankId: string }>(
    `SELECT i.id AS "itemId", i.bank_id AS "bankId" FROM attempt_item ai JOIN item i ON i.id = ai.item_id
     WHERE ai.attempt_id = $1 AND ai.position = 1`,
    [attemptId],
  );
  const why = new RegExp(`^These keys are shut until .+ because you are sitting “${sitter.examName}”`);

  await test.step('every page with the key names the exam and its end', async () => {
    for (const path of [
      paths.item(itemId),
      paths.editItem(itemId),
      paths.itemKey(itemId),
      `${paths.item(itemId)}/versions?from=1&to=1`,
      paths.bankExport(bankId),
    ]) {
      await page.goto(path);
      await expect(page.getByText(why), path).toBeVisible();
      await expect(page.getByRole('heading', { level: 2 }), path).toHaveCount(0);
    }
  });

  await test.step('it is readable on a desk and on a phone, light and dark', async () => {
    await page.goto(paths.item(itemId));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 });
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        await page.screenshot({ path: test.info().outputPath(`shut-${colorScheme}-${width}.png`) });
      }
    }
    await page.setViewportSize({ width: 1280, height: 844 });
  });

  await test.step('leaving says that it counts, and opens the key', async () => {
    await page.getByRole('button', { name: 'Leave this exam without a result' }).click();
    await expect(page.getByText('counts as used', { exact: false })).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('leave.png') });
    await page.getByRole('button', { name: 'Leave without a result' }).click();
    await expect(page.getByRole('link', { name: 'Key and corrections' })).toBeVisible();
    await expect(page.getByText(why)).toHaveCount(0);
  });

  await test.step('the attempt is used', async () => {
    await page.goto(paths.learnAssignment(sitter.assignmentId));
    await expect(page.getByText('2 attempts left of 3')).toBeVisible();
    expect(await queryOne('SELECT state, closed_by FROM attempt WHERE id = $1', [attemptId])).toEqual({
      state: 'voided',
      closed_by: 'left',
    });
  });
});
