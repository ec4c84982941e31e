import type { Page } from '@playwright/test';
import { pressFix } from './import-wizard';

type Act = (page: Page, found: RegExpExecArray) => Promise<void>;

/**
 * What a person does who reads a message and has nothing but a keyboard; the focus is at the place that the message names.
 * Only the words of the message decide. Some press a repair, some type.
 */
const ACTS: readonly (readonly [RegExp, Act])[] = [
  [
    /has no key\. .* the rationale says that (\w) is correct/,
    (page, [, key]) => pressFix(page, `Use ${key} as the key`),
  ],
  [/names \w, but its options are/, correctKey],
  [
    /Option \w was already used .* Give each option a letter of its own/,
    (page) => pressFix(page, /^Make it option/),
  ],
  [/Option \w has no text\. Write it/, (page) => typeAtEnd(page, ' Write nothing down')],
  [
    /says that (\w) is incorrect, but the key .* is \1\b/,
    (page, [, key]) => pressFix(page, `Say that ${key} is correct`),
  ],
  [/Option \w says the same as option \w .* Change one of them/, (page) => typeAtEnd(page, ' twice')],
  [
    /has no text above its options\. Write the question below its head/,
    (page) => typeBelow(page, 'Why does locality matter?'),
  ],
  [/already has the key “(\w)” .* Keep one/, (page, [, key]) => pressFix(page, `Use ${key} as the key`)],
  [
    /A code block starts here and is not closed .* Add a closing fence/,
    (page) => pressFix(page, /^Close the code block/),
  ],
  [/stands between the options and the key .* or delete it/, (page) => pressFix(page, 'Delete the line')],
  [/Add a head such as “(Question \d+)”/, (page, [, head]) => typeAbove(page, head ?? '')],
  [
    /written backwards; it was read as questions (\d+) to (\d+)/,
    (page, [, first, last]) => pressFix(page, `Write ${first}–${last}`),
  ],
];

/** Follows a message; true when it says what can be done by itself. Others go away with the fault that they follow from. */
export async function repairFromMessage(page: Page, message: string): Promise<boolean> {
  for (const [words, act] of ACTS) {
    const found = words.exec(message);
    if (found === null) continue;
    await act(page, found);
    return true;
  }
  return false;
}

/** The key that is wrong stands at the caret; the next message says which one the rationale wants. */
async function correctKey(page: Page): Promise<void> {
  const message = page.locator('[data-message]');
  await page.keyboard.press('F8');
  const [, wanted] = /says that (\w) is correct, but the key/.exec((await message.textContent()) ?? '') ?? [];
  if (wanted === undefined)
    throw new Error(`No message says which key is right: ${await message.textContent()}`);
  await page.keyboard.press('Shift+F8');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type(wanted);
}

async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

async function typeBelow(page: Page, text: string): Promise<void> {
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
}

async function typeAbove(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Home');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
}
