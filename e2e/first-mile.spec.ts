import { expect, test } from './fixtures';
import { openProduction, productionCommands } from './support/production';

/*
 * The first mile of a real installation: nothing but the commands of the README, in a copy of the sources without anything that a
 * developer has lying around, on a database that is not there yet.
 */

test('the README’s production commands alone lead from nothing to a signed-in owner', async ({
  openPage,
}) => {
  test.setTimeout(15 * 60_000);
  const commands = await productionCommands();
  expect(commands.map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual([
    'npm ci',
    'npm run build',
    'npm run migrate',
    'npm run organisation',
    'npm start',
  ]);
  const production = await openProduction();
  try {
    let printed = '';
    for (const command of commands.slice(0, -1)) printed += await production.run(command);
    await production.serve(commands.at(-1) ?? '');
    const link = /http\S+\/join\/[\w-]{43}/.exec(printed)?.[0] ?? '';
    expect(link, 'the link that the command printed').toContain(production.url);

    const page = await openPage(null);
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Join Your organisation' })).toBeVisible();
    await page.getByLabel('Choose a password').fill('the first password here');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.waitForURL(/\/(sign-in|admin)/);
    if (page.url().includes('sign-in')) {
      await page.getByLabel('E-mail address').fill('you@example.com');
      await page.getByLabel('Password', { exact: true }).fill('the first password here');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    }
    await expect(page).toHaveURL(`${production.url}/admin`);
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
    await page.goto(`${production.url}/admin/organisation`);
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Your organisation');
  } finally {
    await production.close();
  }
});
