import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { violationsOf } from './support/axe';
import { queryOne } from './support/database';
import { options, startExam, submitExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';

/** A red square of 2 x 2 pixels, as a file that somebody would choose. */
const drawPicture = () =>
  sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
    .png()
    .toBuffer();

const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

/** For looking at, when somebody asks for it. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.CUTSCORE_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function firstBank(): Promise<string> {
  const { id } = await queryOne<{ id: string }>(
    `SELECT b.id FROM bank b JOIN organisation o ON o.id = b.organisation_id WHERE o.name = $1 ORDER BY b.name LIMIT 1`,
    [DEMO_ORGANISATIONS.main],
  );
  return id;
}

async function writeQuestion(page: Page): Promise<void> {
  await field(page, 'Title (optional)').fill('Late files');
  await field(page, 'Question').fill('Given\n\n```sql\nSELECT 1\n```\n\nwhich step helps?\n\n');
  await field(page, 'Question').press('ControlOrMeta+End');
  await page.getByRole('button', { name: 'Picture' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Insert picture' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Choose a picture.');
  await dialog
    .getByLabel('Picture')
    .setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: await drawPicture() });
  await dialog.getByLabel('What it shows').fill('A plan of the pipeline');
  await dialog.getByRole('button', { name: 'Insert picture' }).click();
  await expect(dialog).toBeHidden();
  await field(page, 'Text of option A').fill('A **watermark**');
  await field(page, 'Text of option B').fill('More cores');
  await field(page, 'Why option A is wrong (optional)').fill('Unlike option B, it bounds the state.');
  await page.getByRole('button', { name: 'Remove option D' }).click();
  await page.getByRole('button', { name: 'Remove option C' }).click();
  await page.getByRole('group', { name: 'Which option is right?' }).getByLabel('A', { exact: true }).check();
}

test('a question is written, changed by two at once, reviewed and made live', async ({
  asAdmin,
  asOwner,
}) => {
  test.setTimeout(240_000);
  const bankId = await firstBank();

  await test.step('it is written with code and a picture', async () => {
    await asAdmin.goto(paths.bank(bankId));
    await asAdmin.getByRole('link', { name: 'New question' }).click();
    await expect(asAdmin.getByRole('heading', { name: 'New question' })).toBeVisible();
    await asAdmin.getByRole('button', { name: 'Save as a draft' }).click();
    await expect(asAdmin.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText(
      'Write the question.',
    );
    await shoot(asAdmin, 'editor-empty');
    await writeQuestion(asAdmin);
    await expect(preview(asAdmin).getByRole('img', { name: 'A plan of the pipeline' })).toBeVisible();
    const width = () =>
      preview(asAdmin)
        .getByRole('img')
        .evaluate((image) => (image as HTMLImageElement).naturalWidth);
    await expect.poll(width).toBe(2);
    const address = await preview(asAdmin).getByRole('img').getAttribute('src');
    const answer = await asAdmin.request.get(address ?? '');
    expect(answer.headers()).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    await expect(preview(asAdmin).getByRole('region', { name: 'Code, sql' })).toContainText('SELECT 1');
    await asAdmin.getByRole('button', { name: 'Move option A down' }).click();
    await expect(field(asAdmin, 'Why option B is right (optional)')).toHaveValue(
      'Unlike option A, it bounds the state.',
    );
    await shoot(asAdmin, 'editor-new');
    expect(await violationsOf(asAdmin, 'the editor')).toEqual([]);
    await asAdmin.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('what is not saved survives the page', async () => {
    await expect(asAdmin.getByText('Not saved yet; kept in this browser.')).toBeVisible();
    await asAdmin.waitForTimeout(1200);
    asAdmin.on('dialog', (dialog) => void dialog.accept());
    await asAdmin.reload();
    await asAdmin.getByRole('button', { name: 'Go on with them' }).click();
    await expect(field(asAdmin, 'Title (optional)')).toHaveValue('Late files');
    await asAdmin.getByRole('button', { name: 'Save as a draft' }).click();
    await expect(asAdmin.getByRole('heading', { level: 1, name: 'Late files' })).toBeVisible();
  });
  const itemUrl = new URL(asAdmin.url()).pathname;

  await test.step('somebody else is quicker, and both versions are shown', async () => {
    await asAdmin.getByRole('link', { name: 'Change', exact: true }).click();
    await field(asAdmin, 'Text of option A').fill('Many more cores');
    await asOwner.goto(`${itemUrl}/edit`);
    await field(asOwner, 'Title (optional)').fill('Late files, renamed');
    await asOwner.getByRole('button', { name: 'Save as version 2' }).click();
    await expect(asOwner.getByRole('heading', { level: 1, name: 'Late files, renamed' })).toBeVisible();
    await asAdmin.getByRole('button', { name: 'Save as version 2' }).click();
    await expect(
      asAdmin.getByRole('heading', { name: /saved version 2 while you were writing/ }),
    ).toBeVisible();
    await shoot(asAdmin, 'editor-conflict');
    expect(await violationsOf(asAdmin, 'the conflict')).toEqual([]);
    await asAdmin.setViewportSize({ width: 1280, height: 800 });
    await asAdmin.getByRole('button', { name: 'Keep mine' }).click();
    await asAdmin.getByRole('button', { name: 'Save as version 3' }).click();
    await expect(asAdmin.getByRole('heading', { level: 1, name: 'Late files' })).toBeVisible();
  });

  await test.step('versions stand side by side and an older one comes back', async () => {
    await asAdmin.goto(`${itemUrl}/versions?from=1&to=3`);
    await expect(asAdmin.locator('ins').first()).toBeVisible();
    await shoot(asAdmin, 'versions');
    expect(await violationsOf(asAdmin, 'versions side by side')).toEqual([]);
    await asAdmin.setViewportSize({ width: 1280, height: 800 });
    await asAdmin.getByRole('button', { name: 'Restore version 1' }).click();
    await expect(asAdmin.getByRole('rowheader', { name: '4 (current)' })).toBeVisible();
  });

  await test.step('it goes through review to live, and its key is then locked', async () => {
    await asAdmin.getByRole('button', { name: 'Send to review' }).click();
    await expect(asAdmin.getByRole('button', { name: 'Approve and make live' })).toBeVisible();
    await asOwner.goto(itemUrl);
    await asOwner.getByRole('button', { name: 'Send back' }).click();
    await asOwner.getByRole('dialog').getByLabel('Reason').fill('Say which step.');
    await asOwner.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
    await asOwner.getByRole('button', { name: 'Send to review' }).click();
    await asOwner.getByRole('button', { name: 'Approve and make live' }).click();
    await expect(asOwner.getByRole('button', { name: 'Retire' })).toBeVisible();
    await asOwner.getByLabel('Comment').fill('Reads well now.');
    await asOwner.getByRole('button', { name: 'Add comment' }).click();
    await expect(asOwner.getByText('Reads well now.')).toBeVisible();
    await expect(asOwner.getByRole('cell', { name: 'Say which step.' })).toBeVisible();
    await shoot(asOwner, 'item');
    expect(await violationsOf(asOwner, 'a question')).toEqual([]);
    await asOwner.setViewportSize({ width: 1280, height: 800 });
    await asOwner.goto(`${itemUrl}/edit`);
    await expect(asOwner.getByText(/can’t be changed here/)).toBeVisible();
    await asOwner.goto(itemUrl);
    await asOwner.getByRole('button', { name: 'Retire' }).click();
    await asOwner.getByRole('dialog').getByLabel('Reason').fill('Only for this test.');
    await asOwner.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
    await expect(asOwner.getByRole('button', { name: 'Make live again' })).toBeVisible();
  });
});

test('a learner reports a problem, staff answer, and the learner reads it', async ({ openPage, asAdmin }) => {
  test.setTimeout(120_000);
  const learner = await addFreshLearner({ name: 'Rea Report', itemCount: 2 });
  const page = await openPage(learner.state);
  const attemptId = await startExam(page, learner.assignmentId);
  await options(page).first().check();
  await submitExam(page);
  await page.goto(paths.attemptResults(attemptId));
  const first = page.getByRole('article').first();
  await first.getByText('Report a problem with this question').click();
  await first.getByRole('button', { name: 'Send the report' }).click();
  await expect(first.getByRole('alert')).toContainText('Choose what is wrong.');
  await first.getByLabel('The key is wrong').check();
  await first.getByLabel('In your words').fill('Two options hold when data is late.');
  await shoot(page, 'report-form');
  expect(await violationsOf(page, 'the report')).toEqual([]);
  await first.getByRole('button', { name: 'Send the report' }).click();
  await expect(first.getByText('Waiting for an answer')).toBeVisible();

  await asAdmin.goto(paths.admin);
  await asAdmin.getByRole('link', { name: 'Show reports' }).click();
  await expect(asAdmin.getByRole('row').filter({ hasText: 'Two options hold' })).toContainText('Rea Report');
  await shoot(asAdmin, 'reports');
  expect(await violationsOf(asAdmin, 'the queue')).toEqual([]);
  await asAdmin.setViewportSize({ width: 1280, height: 800 });
  await asAdmin.getByRole('row').filter({ hasText: 'Two options hold' }).getByRole('link').click();
  await expect(asAdmin.getByRole('heading', { name: /As Rea Report had it/ })).toBeVisible({
    timeout: 30_000,
  });
  await shoot(asAdmin, 'report');
  expect(await violationsOf(asAdmin, 'a report')).toEqual([]);
  await asAdmin.getByLabel('Declined').check();
  await asAdmin.getByLabel('Answer to Rea Report').fill('Only one holds: the guide says so on page 3.');
  await asAdmin.getByRole('button', { name: 'Close the report' }).click();
  await expect(asAdmin.getByRole('definition').filter({ hasText: 'Declined' })).toBeVisible();

  await page.reload();
  await expect(first.getByText('Only one holds: the guide says so on page 3.')).toBeVisible();
  await page.goto(paths.learn);
  await page.getByRole('link', { name: 'Your reports about questions' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'page 3' })).toContainText('Declined');
  await shoot(page, 'own-reports');
  expect(await violationsOf(page, 'the learner’s reports')).toEqual([]);
});
