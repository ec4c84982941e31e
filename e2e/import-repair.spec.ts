import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { query, queryOne } from './support/database';
import { breakSample, FAULT_COUNT, sample } from './support/faults';
import {
  chooseNewBank,
  commitDraft,
  expectRead,
  expectSaved,
  sourceOf,
  startDraft,
  startFile,
  tabTo,
} from './support/import-wizard';
import { statePath } from './support/personas';
import { repairFromMessage } from './support/repairs';

test('twelve faults are repaired from their messages alone, by keyboard, and all 20 questions are imported', async ({
  asAdmin,
}) => {
  test.setTimeout(180_000);
  await startDraft(asAdmin, breakSample(), 'broken-post.txt');
  await expectRead(asAdmin, /^\d+ of \d+ ready$/);
  const followed: string[] = [];
  for (let turn = 0; turn < 40; turn += 1) {
    const message = await nextProblem(asAdmin);
    if (message === null) break;
    if (await repairFromMessage(asAdmin, message)) followed.push(message);
    await expectRead(asAdmin, /^\d+ of \d+ ready$/);
  }
  await expectRead(asAdmin, '20 of 20 ready');
  await expect(asAdmin.getByText('Nothing needs a correction.')).toBeVisible();
  expect(followed).toHaveLength(FAULT_COUNT);

  await test.step('and imported, still without a mouse', async () => {
    await pressByKeyboard(asAdmin, 'Skip the questions');
    await pressByKeyboard(asAdmin, 'Go on with 20 questions');
    await expect(asAdmin.getByRole('heading', { name: 'Options', exact: true })).toBeFocused();
    await tabTo(asAdmin, 'Name of the bank');
    await asAdmin.keyboard.type('Repaired by keyboard');
    await tabTo(asAdmin, /^Licence and attribution/);
    await asAdmin.keyboard.type('Written by the team');
    await expectSaved(asAdmin);
    await pressByKeyboard(asAdmin, 'Go on to the summary');
    await expect(asAdmin.getByRole('heading', { name: 'Import', exact: true })).toBeFocused();
    await pressByKeyboard(asAdmin, 'Import 20 questions');
    await expect(asAdmin.getByRole('link', { name: 'See the result' })).toBeVisible({ timeout: 30_000 });
    await pressByKeyboard(asAdmin, 'See the result');
    await expect(asAdmin.getByText('20 new questions').first()).toBeVisible();
  });
  const { count } = await queryOne<{ count: string }>(
    "SELECT count(*) FROM item i JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id WHERE b.name = 'Repaired by keyboard'",
  );
  expect(Number(count)).toBe(20);
});

async function pressByKeyboard(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** Goes to the next problem with F8 and reads what it says; null when there is none. */
async function nextProblem(page: Page): Promise<string | null> {
  const bar = page.getByRole('region', { name: 'Problem', exact: true });
  if (await bar.getByText('No problem is left.').isVisible()) return null;
  await page.keyboard.press('F8');
  return ((await bar.locator('[data-message]').textContent()) ?? '').trim();
}

test('a draft can be left and resumed where it was, and discarded', async ({ asAdmin }) => {
  const address = await startDraft(asAdmin, sample, 'left-behind.txt');
  await sourceOf(asAdmin).press('Control+Home');
  await asAdmin.keyboard.type('Typed before leaving');
  await asAdmin.keyboard.press('Enter');
  await asAdmin.getByRole('button', { name: 'Go on with 20 questions' }).click();
  await asAdmin.getByLabel('Licence and attribution').fill('Written by the team');
  await expectSaved(asAdmin);

  await asAdmin.goto(paths.imports);
  const row = asAdmin.getByRole('row').filter({ hasText: 'left-behind.txt' });
  await row.getByRole('link', { name: 'left-behind.txt' }).click();
  await expect(asAdmin).toHaveURL(address);
  await expect(asAdmin.getByRole('heading', { name: 'Options', exact: true })).toBeVisible();
  await expect(asAdmin).toHaveTitle(/^Options \(step 3 of 5\)/);
  await expect(asAdmin.getByLabel('Licence and attribution')).toHaveValue('Written by the team');
  await asAdmin.getByRole('button', { name: '2 Preview and fix' }).click();
  await expect(sourceOf(asAdmin)).toContainText('Typed before leaving');

  await asAdmin
    .getByRole('navigation', { name: 'Breadcrumb' })
    .getByRole('link', { name: 'Imports' })
    .click();
  await expect(asAdmin).toHaveTitle(/^Imports/);
  await row.getByRole('button', { name: /^Discard/ }).click();
  await asAdmin.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click();
  await expect(row).toHaveCount(0);
  const answer = await asAdmin.goto(address);
  expect(answer?.status()).toBe(404);
});

test('two tabs with one draft see both versions and choose', async ({ asAdmin, openPage }) => {
  const address = await startDraft(asAdmin, sample, 'two-tabs.txt');
  await expectRead(asAdmin, '20 of 20 ready');
  const other = await openPage(statePath('admin'));
  await other.goto(address);
  await expect(sourceOf(other)).toBeVisible();

  await sourceOf(asAdmin).press('Control+Home');
  await asAdmin.keyboard.type('From the first tab. ');
  await expectSaved(asAdmin);
  await sourceOf(other).press('Control+Home');
  await other.keyboard.type('From the second tab. ');
  const conflict = other.getByRole('region', { name: /changed in another tab/ });
  const differing = conflict.getByRole('region', { name: 'What differs' });
  await expect(differing).toContainText('They differ in 1 place.');
  await expect(differing.locator('ins')).toHaveText('second');
  await expect(differing.locator('del')).toHaveText('first');
  await conflict.getByRole('button', { name: 'Take the other version' }).click();
  await expect(sourceOf(other)).toContainText('From the first tab.');
  await expect(sourceOf(other)).not.toContainText('From the second tab.');

  await sourceOf(other).press('Control+Home');
  await other.keyboard.type('Then the second. ');
  await expectSaved(other);
  await sourceOf(asAdmin).press('Control+Home');
  await asAdmin.keyboard.type('Then the first. ');
  await asAdmin.getByRole('button', { name: 'Keep what is here' }).click();
  await expectSaved(asAdmin);
  await other.reload();
  await expect(sourceOf(other)).toContainText('Then the first.');
  await expect(sourceOf(other)).not.toContainText('Then the second.');
});

/** As many questions as it takes for the writing to last a while; no two are alike. */
const manyQuestions = (count: number): string =>
  Array.from({ length: count }, (_, at) => {
    const name = `${at + 1}-${((at + 1) * 7919) % 10_007}`;
    return `Question ${at + 1}: Part ${name}\n\nWhich number does part ${name} carry?\n\nA Number ${name}\nB Number ${name}0\n\nAnswer: A\n`;
  }).join('\n');

const bankRows = async () =>
  JSON.stringify(
    await query(
      'SELECT (SELECT count(*) FROM bank) AS banks, (SELECT count(*) FROM item) AS items, (SELECT count(*) FROM item_version) AS versions, (SELECT count(*) FROM import) AS imports, (SELECT count(*) FROM topic) AS topics',
    ),
  );

test('a running import can be cancelled and leaves nothing behind', async ({ asAdmin }) => {
  test.setTimeout(120_000);
  const before = await bankRows();
  await startFile(asAdmin, 'many.txt', manyQuestions(6000));
  await asAdmin.getByRole('button', { name: /^Go on with 6,000/ }).click({ timeout: 30_000 });
  await chooseNewBank(asAdmin, 'Never there');
  await asAdmin.getByRole('button', { name: 'Go on to the summary' }).click();
  await asAdmin.getByRole('button', { name: 'Import 6,000 questions' }).click({ timeout: 30_000 });
  await asAdmin.getByRole('button', { name: 'Cancel the import' }).click({ timeout: 30_000 });
  await expect(asAdmin.getByText(/was cancelled and taken back/).first()).toBeVisible({ timeout: 30_000 });
  expect(await bankRows()).toBe(before);
  await asAdmin.getByRole('button', { name: 'Back to the draft' }).click();
  await expect(asAdmin.getByRole('button', { name: 'Import 6,000 questions' })).toBeVisible();
});

test('an import is undone from its page, and what was left out is a file to correct', async ({ asAdmin }) => {
  const before = await queryOne<{ items: string }>('SELECT count(*) AS items FROM item');
  await startDraft(asAdmin, sample.replace('Answer: A', 'Answer: F'), 'one-left-out.txt');
  await asAdmin.getByRole('button', { name: 'Go on with 19 questions' }).click();
  await chooseNewBank(asAdmin, 'Taken back');
  await asAdmin.getByRole('button', { name: 'Go on to the summary' }).click();
  await commitDraft(asAdmin, 'Import 19 questions');
  const download = asAdmin.waitForEvent('download');
  await asAdmin.getByRole('link', { name: /^Download it with what is wrong/ }).click();
  const path = await (await download).path();
  expect(readFileSync(path, 'utf8')).toMatch(
    /<!-- Line 21: .*names F.*-->[\s\S]*Question 21: Schema evolution/,
  );

  await asAdmin.getByRole('button', { name: 'Undo import' }).click();
  await asAdmin.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click();
  await expect(asAdmin.getByText('The import was undone.')).toBeVisible();
  expect(await queryOne<{ items: string }>('SELECT count(*) AS items FROM item')).toEqual(before);
});
