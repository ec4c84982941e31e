import type { Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { query } from './support/database';
import { invite, join, signInWith } from './support/story-people';

const person = { name: 'Fergus Forgot', email: 'fergus@northwind.example.com' } as const;
const [first, second] = ['a password to forget', 'another one to remember'] as const;

/** The page of a person, reached as an administrator reaches it. */
async function openPerson(admin: Page): Promise<void> {
  await admin.goto(`${paths.people}?q=${encodeURIComponent(person.email)}`);
  await admin.getByRole('link', { name: person.name }).click();
  await expect(admin.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
}

async function choosePassword(page: Page, link: string, label: string, password: string, button: string) {
  await page.goto(link);
  await page.getByLabel(label).fill(password);
  await page.getByRole('button', { name: button }).click();
}

test('a forgotten password is recovered by an administrator’s link, and nothing old works any more', async ({
  asAdmin,
  openPage,
}) => {
  const link = await invite(asAdmin, person.name, person.email);
  const before = await openPage(null);
  await join(before, link, first);

  // Signed out elsewhere: the sign-in page says what to do, whoever asks.
  const page = await openPage(null);
  await page.goto(paths.signIn);
  await expect(page.getByRole('heading', { name: 'Forgotten your password?' })).toBeVisible();
  await expect(page.getByText('Ask an administrator of your organisation for a reset link')).toBeVisible();

  await openPerson(asAdmin);
  await asAdmin.getByRole('button', { name: 'Make a reset link' }).click();
  const reset = await asAdmin.getByLabel('Reset link').inputValue();
  expect(reset).toMatch(/\/reset\/[\w-]{43}$/);

  await choosePassword(page, reset, 'New password', 'password1234', 'Set the new password');
  await expect(page.getByText('one of the passwords that most people choose').first()).toBeVisible();
  await page.getByLabel('New password').fill(second);
  await page.getByRole('button', { name: 'Set the new password' }).click();
  await expect(page, 'a new password ends signed in').toHaveURL(/\/learn$/);

  await before.goto(paths.learn);
  await expect(before, 'the session from before has ended').toHaveURL(/\/sign-in/);
  await signInWith(before, person.email, first);
  await expect(before.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible();

  await signInWith(before, person.email, second);
  await expect(before).toHaveURL(/\/learn$/);

  const later = await openPage(null);
  await later.goto(reset);
  await expect(later.getByRole('heading', { name: 'This link doesn’t work any more' })).toBeVisible();
  await expect(later.getByText('ask an administrator of your organisation for a new link')).toBeVisible();
});

test('an invitation is shown with its end, replaced and revoked on the person’s page', async ({
  asAdmin,
  openPage,
}) => {
  const invited = { name: 'Iris Invited', email: 'iris@northwind.example.com' };
  const link = await invite(asAdmin, invited.name, invited.email);
  const [row] = await query<{ id: string }>('SELECT id FROM membership WHERE email = $1', [invited.email]);
  await asAdmin.goto(paths.person(row?.id ?? ''));
  await expect(asAdmin.getByText(/^Invited until /)).toBeVisible();
  await asAdmin.getByRole('button', { name: 'Make another link' }).click();
  const newer = await asAdmin.getByLabel('Invitation link').inputValue();
  const page = await openPage(null);
  const spent = page.getByRole('heading', { name: 'This link doesn’t work any more' });
  await page.goto(link);
  await expect(spent).toBeVisible();
  await page.goto(newer);
  await expect(page.getByLabel('Choose a password')).toBeVisible();
  await asAdmin.getByRole('button', { name: 'Revoke the invitation' }).click();
  await expect(asAdmin.getByText('No invitation that still works')).toBeVisible();
  await page.goto(newer);
  await expect(spent).toBeVisible();
});

test('an owner sets what the organisation starts with, and a new exam and assignment start with it', async ({
  asOwner,
  asAdmin,
}) => {
  await asOwner.goto(paths.organisation);
  const cut = asOwner.getByLabel('Cut in percent');
  await expect(cut).toHaveValue('70');
  await cut.fill('65');
  await asOwner.getByLabel('Time zone').fill('Europe/Atlantis');
  await asOwner.getByRole('radio', { name: /^Score only/ }).check();
  await asOwner.getByRole('button', { name: 'Save' }).click();
  await expect(asOwner.getByText('Choose a zone of the list').first()).toBeVisible();
  await expect(cut, 'what was typed is kept').toHaveValue('65');
  await asOwner.getByLabel('Time zone').fill('europe/london');
  await asOwner.getByRole('button', { name: 'Save' }).click();
  await expect(asOwner.getByText('Saved. It counts for exams')).toBeVisible();

  await asAdmin.goto(paths.newExam);
  await expect(asAdmin.getByLabel('Cut in percent')).toHaveValue('65');
  const [exam] = await query<{ id: string; cut: string }>(
    `SELECT x.id, x.cut_percent AS cut FROM exam x JOIN organisation o ON o.id = x.organisation_id
     WHERE o.slug = (SELECT slug FROM organisation WHERE default_cut_percent = 65) AND x.archived_at IS NULL LIMIT 1`,
  );
  expect(Number(exam?.cut), 'an exam that exists keeps its cut').toBe(70);
  await asAdmin.goto(paths.assignExam(exam?.id ?? ''));
  await expect(asAdmin.getByRole('radio', { name: /^Score only/ })).toBeChecked();
  const refused = await asAdmin.goto(paths.organisation);
  expect(refused?.status(), 'only owners decide for everybody').toBe(403);

  await cut.fill('70');
  await asOwner.getByRole('radio', { name: /^Everything/ }).check();
  await asOwner.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => (await query('SELECT 1 FROM organisation WHERE default_cut_percent <> 70')).length)
    .toBe(0);
});
