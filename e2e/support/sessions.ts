import { createHash, randomBytes } from 'node:crypto';
import { expect, type Page, request } from '@playwright/test';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { applicationUrl } from './application';
import { queryOne } from './database';

/** The entry of the menu that every member has. */
export async function chooseFromMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Fills in the sign-in page. */
export async function enter(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** What a copy of somebody's cookies is still good for: a page and a route, asked without a browser. */
export async function replay(state: string): Promise<{ readonly page: string; readonly route: number }> {
  const context = await request.newContext({ baseURL: applicationUrl(), storageState: state });
  const page = await context.get(paths.learn, { maxRedirects: 0 });
  const route = await context.get(paths.answerSeal);
  const found = { page: page.headers().location ?? String(page.status()), route: route.status() };
  await context.dispose();
  return found;
}

export const DEAD = { page: `/api/v1/session/ended?next=${encodeURIComponent(paths.learn)}`, route: 401 };

/** Everything that a browser keeps of the product. */
export const keptIn = (page: Page) =>
  page.evaluate(async () => {
    const databases: Record<string, number> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of db.objectStoreNames) {
        const count = db.transaction(store).objectStore(store).count();
        databases[`${name}/${store}`] = await new Promise((resolve) => {
          count.onsuccess = () => resolve(count.result);
        });
      }
      db.close();
    }
    return {
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      caches: await caches.keys(),
      databases,
    };
  });

/** The unsent answers as anybody finds them in the browser, bytes and all. */
export const rawUnsent = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('cutscore');
      opening.onsuccess = () => resolve(opening.result);
    });
    const all = db.transaction('sealed').objectStore('sealed').getAll();
    const records = await new Promise<Record<string, unknown>[]>((resolve) => {
      all.onsuccess = () => resolve(all.result);
    });
    db.close();
    // One line for each record, whatever the bytes are.
    const text = (bytes: ArrayBuffer) =>
      String.fromCharCode(...new Uint8Array(bytes)).replaceAll(/[\r\n]/g, ' ');
    return records.map((each) => JSON.stringify(each) + text(each.sealed as ArrayBuffer)).join('\n');
  });

/** A link for somebody who isn't in the organisation yet. */
export async function invitationFor(name: string, email: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const { person_id: personId } = await queryOne<{ person_id: string }>(
    'SELECT person_id FROM identity.ensure_person($1, $2)',
    [email, name],
  );
  const { organisation_id: organisationId } = await queryOne<{ organisation_id: string }>(
    `INSERT INTO membership (organisation_id, id, person_id, role, display_name, email, joined_at)
     SELECT o.id, ctx.uuid_v7(), $1, 'learner', $2, $3, NULL FROM organisation o WHERE o.name = $4
     RETURNING organisation_id`,
    [personId, name, email, DEMO_ORGANISATIONS.main],
  );
  const hash = createHash('sha256').update(token).digest();
  await queryOne('SELECT identity.invite_person($1, $2, $3)', [personId, organisationId, hash]);
  return paths.join(token);
}

export const expectSignInPage = (page: Page) => expect(page).toHaveURL(/\/sign-in(\?|$)/);
