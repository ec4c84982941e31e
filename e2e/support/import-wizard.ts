import { expect, type Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';

/** Keeps a text as a draft and opens it at its preview. Returns the address of the draft. */
export async function startDraft(admin: Page, text: string, name: string): Promise<string> {
  await admin.goto(paths.newImport);
  await admin.getByLabel('Text of the post').fill(text);
  await admin.getByLabel('Name of the source').fill(name);
  await admin.getByRole('button', { name: 'Look at the questions' }).click();
  await expect(admin).toHaveURL(/\/admin\/imports\/drafts\/[0-9a-f-]{36}/);
  await expect(sourceOf(admin)).toBeVisible();
  return admin.url();
}

/** The same with a file. */
export async function startFile(admin: Page, name: string, text: string): Promise<void> {
  await admin.goto(paths.newImport);
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
  await admin.getByLabel('Choose a file with questions').setInputFiles(file);
  await expect(admin).toHaveURL(/\/admin\/imports\/drafts\/[0-9a-f-]{36}/, { timeout: 30_000 });
}

/** The editor's text field. */
export const sourceOf = (admin: Page) => admin.getByRole('textbox', { name: 'Text of the source' });

/** Waits until the server has what is on the screen and has read it. */
export async function expectRead(admin: Page, words: string | RegExp): Promise<void> {
  await expect(admin.getByRole('region', { name: 'Source', exact: true }).getByRole('status')).toHaveText(
    words,
  );
}

/** Writes what the summary shows, waits for the job, and opens the result. Returns the id of the import. */
export async function commitDraft(admin: Page, act: string): Promise<string> {
  await admin.getByRole('button', { name: act, exact: true }).click();
  await admin.getByRole('link', { name: 'See the result' }).click({ timeout: 30_000 });
  await expect(admin).toHaveURL(/\/admin\/imports\/[0-9a-f-]{36}/);
  const id = /imports\/([0-9a-f-]{36})/.exec(admin.url())?.[1];
  if (!id) throw new Error(`${admin.url()} names no import`);
  return id;
}

/** Moves the focus with Tab until it is on a button, link or field with this name. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? element.labels?.[0]
          : element;
      return (label?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    });
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Nothing called ${name} was reached with Tab`);
}

/** From the editor to the repairs of the problem, to the one that is wanted, and presses it. */
export async function pressFix(page: Page, name: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+.');
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** In the options: a bank that is made, and by what right its questions are used. */
export async function chooseNewBank(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name: 'A new bank' }).check();
  await page.getByLabel('Name of the bank').fill(name);
  await page.getByLabel('Licence and attribution').fill('Written by the team');
  await expectSaved(page);
}

export async function expectSaved(page: Page): Promise<void> {
  await expect(page.locator('[data-draft=saved]')).toBeVisible();
}
