import { expect, type Page } from '@playwright/test';
import { epochMsToWallTime } from '@/lib/domain/kernel/zoned-time';
import { paths } from '@/lib/ui/paths';
import { sample } from './faults';
import { chooseNewBank, commitDraft, expectSaved, startDraft } from './import-wizard';
import { idIn } from './story-people';

const HOUR_MS = 3_600_000;
const timeZone = 'Europe/Berlin';

/** Imports the sample into a new bank, all of it about one topic, step by step. Returns the id of the import. */
export async function importSample(
  admin: Page,
  given: { bank: string; certification: string; topic: string; domain: RegExp },
): Promise<string> {
  await startDraft(admin, sample, 'scenario-post-s2.txt');
  await admin.getByRole('button', { name: 'Go on with 20 questions' }).click();
  await chooseNewBank(admin, given.bank);
  await admin.getByLabel('Certification').selectOption({ label: given.certification });
  await admin.getByLabel('Topic of all new questions').fill(given.topic);
  const domain = admin.getByLabel(`Domain of ${given.topic}`);
  const label = (await domain.locator('option').allTextContents()).find((text) => given.domain.test(text));
  await domain.selectOption({ label: label ?? '' });
  await admin.getByRole('radio', { name: /^Live/ }).check();
  await expectSaved(admin);
  await admin.getByRole('button', { name: 'Go on to the summary' }).click();
  return commitDraft(admin, 'Import 20 questions');
}

/** Makes an exam of a whole bank. Returns its id. */
export async function makeExam(instructor: Page, bank: string, name: string): Promise<string> {
  await instructor.goto(`${paths.newExam}?from=bank`);
  await instructor.getByLabel('Bank').selectOption({ label: `${bank} (20)` });
  await instructor.getByRole('button', { name: 'Show' }).click();
  await expect(instructor).toHaveURL(/bank=/);
  await instructor.getByLabel('Name', { exact: true }).fill(name);
  await instructor.getByRole('checkbox', { name: 'All 20 questions found' }).check();
  await expect(instructor.getByText('All 20 questions found.')).toBeVisible();
  await instructor.getByRole('button', { name: 'Make exam' }).click();
  await expect(instructor.getByRole('heading', { level: 1, name })).toBeVisible();
  return idIn(instructor.url());
}

/** Assigns it to a cohort, open since an hour, results when the instructor releases them. Returns the assignment's id. */
export async function assignToCohort(instructor: Page, examId: string, cohort: string): Promise<string> {
  await instructor.goto(paths.assignExam(examId));
  await instructor.getByRole('radio', { name: cohort }).check();
  await instructor.getByLabel('Opens').fill(epochMsToWallTime(Date.now() - HOUR_MS, timeZone));
  await instructor.getByRole('radio', { name: /^When you release them/ }).check();
  await instructor.getByRole('button', { name: 'Assign exam' }).click();
  await expect(instructor).toHaveURL(/\/teach\/assignments\//);
  return idIn(instructor.url());
}
