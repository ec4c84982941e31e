import type { Page } from '@playwright/test';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { query, queryOne } from './support/database';

/** An exam of the demonstration's first organisation that belongs to this person; nobody's when left out. */
async function makeExam(name: string, owner?: string): Promise<string> {
  const { id } = await queryOne<{ id: string }>(
    `INSERT INTO exam (organisation_id, id, name, selection, minutes, cut_percent, owner_id)
     SELECT o.id, gen_random_uuid(), $2, 'fixed', 30, 70,
       (SELECT m.id FROM membership m WHERE m.organisation_id = o.id AND m.email = $3)
     FROM organisation o WHERE o.name = $1 RETURNING id`,
    [DEMO_ORGANISATIONS.main, name, owner ?? null],
  );
  return id;
}

const archiveButton = (page: Page) => page.getByRole('button', { name: 'Archive exam' }).first();

test('an exam that its owner archived comes back from its page', async ({ asInstructor: page }) => {
  const name = `Put aside ${Date.now()}`;
  const id = await makeExam(name, 'instructor@northwind.example.com');
  await page.goto(paths.exam(id));
  await archiveButton(page).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive exam' }).click();
  await expect(page.getByText('The exam is archived. Assignments that exist go on.')).toBeVisible();
  await page.goto(`${paths.exams}?archived=yes`);
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Restore exam' }).click();
  await expect(page.getByText('The exam is in use again.')).toBeVisible();
  await expect(archiveButton(page)).toBeVisible();
  const [row] = await query<{ archived: boolean }>(
    'SELECT archived_at IS NOT NULL AS archived FROM exam WHERE id = $1',
    [id],
  );
  expect(row).toEqual({ archived: false });
});

test('an exam of nobody says who may archive it, until an administrator hands it over', async ({
  asAdmin,
  asInstructor,
}) => {
  const id = await makeExam(`Of nobody ${Date.now()}`);
  await asInstructor.goto(paths.exam(id));
  await expect(asInstructor.getByText('Only administrators can archive or change this exam.')).toBeVisible();
  await expect(asInstructor.getByRole('link', { name: 'Assign', exact: true })).toBeVisible();
  await expect(archiveButton(asInstructor)).toHaveCount(0);
  await asAdmin.goto(paths.exam(id));
  const { id: owner } = await queryOne<{ id: string }>(
    `SELECT m.id FROM membership m JOIN organisation o ON o.id = m.organisation_id
     WHERE o.name = $1 AND m.email = 'instructor@northwind.example.com'`,
    [DEMO_ORGANISATIONS.main],
  );
  await asAdmin.getByLabel('Who answers for it').selectOption(owner);
  await asAdmin.getByRole('button', { name: 'Hand over' }).click();
  await expect(asAdmin.getByText('The exam has a new owner.')).toBeVisible();
  await asInstructor.reload();
  await expect(archiveButton(asInstructor)).toBeVisible();
});

test('a certification of one’s own is added with its domains', async ({ asAdmin: page }) => {
  const name = `Guild Planner ${Date.now()}`;
  await page.goto(paths.certifications);
  await page.getByRole('link', { name: 'Add your own' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Add your own certification' })).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Awarded by').fill('The guild');
  await page.getByLabel('Code').fill(`gp-${Date.now()}`);
  await page.getByLabel('Guide').fill('Guide of 2026');
  await page.getByLabel('Scored questions').fill('40');
  await page.getByLabel('Minutes').fill('60');
  await page.getByLabel('Cut in percent').fill('65');
  await page.getByLabel('Source').fill('The handbook of the guild, 2026');
  await page.getByLabel('Name of domain 1').fill('Plans');
  await page.getByLabel('Weight of domain 1 in percent').fill('60');
  await page.getByLabel('Name of domain 2').fill('Costs');
  await page.getByLabel('Weight of domain 2 in percent').fill('30');
  await page.getByRole('button', { name: 'Add certification' }).click();
  await expect(page.getByText(/The weights add up to 90/).first()).toBeVisible();
  await page.getByLabel('Weight of domain 2 in percent').fill('40');
  await page.getByRole('button', { name: 'Add certification' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.goto(paths.certifications);
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('assumed');
});
