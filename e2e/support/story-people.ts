import { expect, type Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';

/** Adds a learner on the screens and returns the link that they are invited by. */
export async function invite(admin: Page, name: string, email: string): Promise<string> {
  await admin.goto(paths.people);
  await admin.getByLabel('E-mail address').fill(email);
  await admin.getByLabel('Name', { exact: true }).fill(name);
  await admin.getByRole('button', { name: 'Add person' }).click();
  const link = admin.getByLabel('Invitation link');
  await expect(link).toBeVisible();
  return link.inputValue();
}

/** Follows an invitation and chooses a password, which ends signed in. */
export async function join(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Choose a password').fill(password);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveURL(/\/learn$/);
}

/** Fills in the sign-in page that is open. */
export async function signInWith(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Makes a cohort that prepares for a certification, with an instructor and learners. Returns its id. */
export async function makeCohort(
  admin: Page,
  given: { name: string; certification: string; instructor: string; learners: readonly string[] },
): Promise<string> {
  await admin.goto(paths.cohorts);
  await admin.getByLabel('Name', { exact: true }).fill(given.name);
  await admin.getByLabel('Prepares for').selectOption({ label: given.certification });
  await admin.getByRole('button', { name: 'Create cohort' }).click();
  await expect(admin.getByRole('heading', { level: 1, name: given.name })).toBeVisible();
  // The list holds a page of those who can be enrolled; ticks outlive the search for the next one.
  for (const learner of given.learners) {
    const find = admin.getByRole('searchbox', { name: 'Find people to enrol' });
    await find.fill(learner);
    await find.press('Enter');
    await admin.getByRole('checkbox', { name: learner }).check();
  }
  await admin.getByRole('button', { name: `Enrol ${given.learners.length} people` }).click();
  for (const learner of given.learners)
    await expect(admin.getByRole('row').filter({ hasText: learner })).toBeVisible();
  await admin.getByRole('radio', { name: given.instructor }).check();
  await admin.getByRole('button', { name: 'Add instructor' }).click();
  await expect(admin.getByRole('link', { name: given.instructor })).toBeVisible();
  return idIn(admin.url());
}

/** The id at the end of an address. */
export function idIn(address: string): string {
  const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(address)?.[0];
  if (!id) throw new Error(`${address} has no id`);
  return id;
}
