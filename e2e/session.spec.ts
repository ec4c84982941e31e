import { DEMO_PASSWORD } from '@/lib/ui/demo-people';
import { paths, withQuery } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { query, queryOne } from './support/database';
import { startExam } from './support/exam-page';
import { addFreshLearner, signIn } from './support/learners';
import { credentialsOf } from './support/personas';
import { chooseFromMenu, DEAD, enter, expectSignInPage, invitationFor, replay } from './support/sessions';

test('a deep link survives the sign-in, with its query', async ({ openPage }) => {
  const page = await openPage(null);
  const deep = withQuery(paths.people, { q: 'a b&c', role: 'learner' });
  await page.goto(deep);
  await expectSignInPage(page);
  await expect(page.getByText('You come back to where you were.')).toBeVisible();
  const { email, password } = credentialsOf('admin');
  await enter(page, email, password);
  await expect.poll(() => page.url().slice(new URL(page.url()).origin.length)).toBe(deep);
});

test('a link to elsewhere is not followed after the sign-in', async ({ openPage }) => {
  const page = await openPage(null);
  await page.goto('/sign-in?next=//elsewhere.example/x');
  const { email, password } = credentialsOf('learner');
  await enter(page, email, password);
  await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/learn$/);
});

test('a session that was ended says so, loses its cookie and leads back', async ({ openPage }) => {
  const { email, state, membershipId } = await addFreshLearner({ name: 'Edda Ended' });
  await query(
    `UPDATE identity.session SET revoked_at = now() WHERE person_id = (SELECT person_id FROM membership WHERE id = $1)`,
    [membershipId],
  );
  const page = await openPage(state);
  await page.goto(paths.ownReports);
  await expect(page.getByText('Your session was ended')).toBeVisible();
  const cookies = (await page.context().cookies()).map(({ name }) => name);
  expect(cookies.filter((name) => name.endsWith('cutscore.session'))).toEqual([]);
  await enter(page, email, DEMO_PASSWORD);
  await expect(page).toHaveURL(new RegExp(`${paths.ownReports}$`));
});

test('a disabled person is out with the next click and told why', async ({ openPage }) => {
  const { state, membershipId, email } = await addFreshLearner({ name: 'Dieter Disabled' });
  const page = await openPage(state);
  await page.goto(paths.learn);
  await query(
    'UPDATE identity.person SET disabled_at = now() WHERE id = (SELECT person_id FROM membership WHERE id = $1)',
    [membershipId],
  );
  await page.goto(paths.learn);
  await expect(page.getByText('Your account is switched off')).toBeVisible();
  expect(await replay(state)).toEqual(DEAD);
  await enter(page, email, DEMO_PASSWORD);
  await expect(page.getByText('The e-mail address or the password is not right.')).toBeVisible();
});

test('joining ends signed in, at home, and the link is spent', async ({ openPage }) => {
  const page = await openPage(null);
  const link = await invitationFor('Jonas Join', 'jonas.join@northwind.example.com');
  await page.goto(link);
  await page.getByLabel('Choose a password').fill('seven harbours under snow');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveURL(/\/learn$/);
  await expect(page.getByRole('button', { name: 'Account of Jonas Join' })).toBeVisible();
  const stranger = await openPage(null);
  await stranger.goto(link);
  await expect(stranger.getByRole('heading', { name: 'This link doesn’t work any more' })).toBeVisible();
});

test('a new sign-in ends the session that the browser had', async ({ openPage }) => {
  const { state, email } = await addFreshLearner({ name: 'Nele New' });
  const page = await openPage(state);
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json();
  const form = { csrfToken, email, password: DEMO_PASSWORD, callbackUrl: '/', json: 'true' };
  expect((await page.request.post('/api/auth/callback/credentials', { form })).ok()).toBe(true);
  expect(await replay(state)).toEqual(DEAD);
  await page.goto(paths.learn);
  await expect(page).toHaveURL(/\/learn$/);
});

test('the cookie ends with its session, also when an exam asks for more', async ({ openPage }) => {
  const { state, assignmentId, membershipId } = await addFreshLearner({ name: 'Kuno Cookie', minutes: 900 });
  const page = await openPage(state);
  const ends = async () => {
    const { until } = await queryOne<{ until: Date }>(
      `SELECT expires_at AS until FROM identity.session
       WHERE person_id = (SELECT person_id FROM membership WHERE id = $1)`,
      [membershipId],
    );
    const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith('cutscore.session'));
    return { row: until.getTime() / 1000, cookie: cookie?.expires ?? 0 };
  };
  const before = await ends();
  expect(Math.abs(before.row - before.cookie)).toBeLessThan(5);
  await startExam(page, assignmentId);
  await expect.poll(async () => (await ends()).row - before.row).toBeGreaterThan(3 * 3600);
  const apart = async () => {
    const { row, cookie } = await ends();
    return Math.abs(row - cookie);
  };
  await expect.poll(apart).toBeLessThan(5);
  // The library's own address would give it another twelve hours.
  expect((await page.request.get('/api/auth/session')).status()).toBe(404);
});

test('the account page changes name and zone, lists sessions and ends them', async ({ openPage }) => {
  const { state, email } = await addFreshLearner({ name: 'Ada Account' });
  const page = await openPage(state);
  await page.goto(paths.home);
  await chooseFromMenu(page, 'Your account');
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
  await expect(page.getByText('It can’t be changed here yet.')).toBeVisible();

  await page.getByLabel('Your name').fill('Ada Renamed');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Your name is saved.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Account of Ada Renamed' })).toBeVisible();

  const lastSeen = page.getByText(/^Signed in .* last seen/).first();
  const before = await lastSeen.textContent();
  await page.getByLabel('Your time zone').selectOption('Pacific/Kiritimati');
  await page.getByRole('button', { name: 'Save time zone' }).click();
  await expect(page.getByText('Your time zone is saved.')).toBeVisible();
  await expect(lastSeen).not.toHaveText(before ?? '');

  const others = [await signIn(email, '-second'), await signIn(email, '-third')];
  await page.reload();
  const rows = page.getByRole('listitem').filter({ hasText: 'last seen' });
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('This browser');
  await rows
    .nth(1)
    .getByRole('button', { name: /^End session/ })
    .click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'End the other session' }).click();
  await expect(rows).toHaveCount(1);
  for (const other of others) expect(await replay(other)).toEqual(DEAD);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
});

test('a new password takes the old one, refuses what is guessed first and ends every other session', async ({
  openPage,
}) => {
  const { state, email } = await addFreshLearner({ name: 'Petra Password' });
  const other = await signIn(email, '-other');
  const page = await openPage(state);
  await page.goto(paths.account);
  const change = async (old: string, chosen: string) => {
    await page.getByLabel('Password until now').fill(old);
    await page.getByLabel('New password').fill(chosen);
    await page.getByRole('button', { name: 'Change password' }).click();
  };
  await change('this is not the password', 'seven harbours under snow');
  await expect(page.getByRole('link', { name: 'This is not your password.' })).toBeVisible();
  await expect(page.getByLabel('Password until now')).toHaveValue('');
  await change(DEMO_PASSWORD, email);
  await expect(page.getByRole('link', { name: /Your own address is tried first/ })).toBeVisible();
  expect(await replay(other)).toMatchObject({ route: 200 });
  await change(DEMO_PASSWORD, 'seven harbours under snow');
  await expect(page.getByText('Your password is changed. Ended with it: 1 other session.')).toBeVisible();
  expect(await replay(other)).toEqual(DEAD);
  await chooseFromMenu(page, 'Sign out');
  await enter(page, email, 'seven harbours under snow');
  await expect(page).toHaveURL(/\/learn$/);
});
