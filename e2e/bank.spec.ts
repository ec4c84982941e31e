import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { query } from './support/database';

/** The bank of the demonstration that holds the sample post, with its size. */
async function findBank(page: Page): Promise<{ id: string; items: number }> {
  await page.goto(paths.banks);
  const hrefs = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const ids = hrefs.flatMap((href) => /^\/admin\/banks\/([0-9a-f-]{36})$/.exec(href)?.[1] ?? []);
  const [row] = await query<{ id: string; items: number }>(
    `SELECT b.id, count(*)::int AS items FROM bank b JOIN item i ON i.organisation_id = b.organisation_id AND i.bank_id = b.id
     WHERE b.id = ANY ($1) AND b.id IN (SELECT i.bank_id FROM item i JOIN item_version v
       ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id WHERE v.title = 'Data lineage')
     GROUP BY b.id`,
    [ids],
  );
  if (!row) throw new Error('The demonstration has no bank');
  return row;
}

const rows = (page: Page) => page.getByRole('checkbox', { name: /^Choose / });

test('an admin searches a bank, narrows it by chips and takes them off again', async ({ asAdmin: page }) => {
  const bank = await findBank(page);
  await page.goto(paths.bank(bank.id));
  await expect(page.getByText(/Someone who knows nothing/)).toBeVisible();
  await page.getByLabel('Words in the question').fill('lineage');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/q=lineage/);
  await expect(page.locator('mark').first()).toHaveText(/lineage/i);
  const found = await rows(page).count();
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(bank.items);
  await page.getByLabel('Words in the question').fill('linage');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText(/These hold similar words/)).toBeVisible();
  await page.getByRole('link', { name: 'Words: linage Leave out' }).click();
  await expect(page).not.toHaveURL(/q=/);
  await page.getByRole('link', { name: 'The key is the longest option' }).click();
  await expect(page).toHaveURL(/cue=longest_option/);
  await expect(page.getByRole('link', { name: /Flagged: The key is the longest option/ })).toBeVisible();
});

test('an admin changes many questions from the keyboard and takes it back', async ({ asAdmin: page }) => {
  const bank = await findBank(page);
  await page.goto(`${paths.bank(bank.id)}?cue=absolute_word`);
  const first = rows(page).first();
  await first.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('j');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('2 questions chosen')).toBeVisible();
  await page.locator('#bulk-kind').selectOption({ label: 'Right to use' });
  await page.locator('#bulk-value').selectOption({ label: 'Right disputed' });
  await page.getByRole('button', { name: 'Change them' }).click();
  await expect(page.getByText('The right to use of 2 questions was changed.')).toBeVisible();
  await expect(page.getByRole('listitem').getByText('Right disputed').first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The right to use of 2 questions was taken back')).toBeVisible();
  const disputed = await query(`SELECT id FROM item WHERE bank_id = $1 AND right_to_use = 'disputed'`, [
    bank.id,
  ]);
  expect(disputed).toEqual([]);
});

test('a change of many questions that is refused keeps what was chosen', async ({ asAdmin: page }) => {
  const bank = await findBank(page);
  await page.goto(paths.bank(bank.id));
  await rows(page).first().check();
  await page.locator('#bulk-kind').selectOption('state');
  await page.locator('#bulk-value').selectOption('draft');
  await page.getByRole('button', { name: 'Change them' }).click();
  await expect(page.getByRole('link', { name: /^Say why/ })).toBeVisible();
  await expect(page.locator('#bulk-kind')).toHaveValue('state');
  await expect(page.locator('#bulk-value')).toHaveValue('draft');
});

test('an admin balances the places of the keys after seeing what moves, and undoes it', async ({
  asAdmin: page,
}) => {
  const bank = await findBank(page);
  const versions = () =>
    query<{ id: string }>('SELECT current_version_id AS id FROM item WHERE bank_id = $1 ORDER BY id', [
      bank.id,
    ]);
  const before = await versions();
  await page.goto(paths.bank(bank.id));
  await page.getByRole('link', { name: 'Balance the places of the keys' }).click();
  await page.getByRole('button', { name: /Reorder the options of/ }).click();
  await expect(page.getByText(/The order of the options of .* was changed/)).toBeVisible();
  await expect(page.getByText(/As even as chance makes it/)).toBeVisible();
  expect(await versions()).not.toEqual(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/was taken back/)).toBeVisible();
  expect(await versions()).toEqual(before);
});

test('an admin sees what a format loses and downloads the view as a file', async ({ asAdmin: page }) => {
  const bank = await findBank(page);
  await page.goto(`${paths.bank(bank.id)}?q=lineage`);
  await page.getByRole('link', { name: 'Export this view' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Export' })).toBeVisible();
  await expect(page.getByText(/of the view that you came from/)).toBeVisible();
  await page
    .getByText(/that it can’t hold/)
    .first()
    .click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as GIFT' }).click();
  const file = await downloading;
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toMatch(/lineage/i);
  await page.goto(paths.bankHistory(bank.id));
  await expect(page.getByRole('row').nth(1)).toContainText('Exported');
  await page
    .getByRole('link', { name: /^Show the bank of/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /^The bank on/ })).toBeVisible();
});
