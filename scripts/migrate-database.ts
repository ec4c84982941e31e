import { applyFunctions } from './apply-functions';
import { ensureDatabase, type LoginUrls, prepareDatabase, provisionRoles } from './cluster-roles';
import { applyMigrations } from './schema-engine';

/**
 * Brings a database to the state that this version of the application expects: the database itself, the five roles,
 * who owns it, the migrations, and after all of them the functions, views and policies. Idempotent.
 * @returns the names of the migrations, and the paths of the functions' files, that were applied now
 */
export async function migrateDatabase(adminUrl: string, urls: LoginUrls): Promise<readonly string[]> {
  await ensureDatabase(adminUrl);
  await provisionRoles(adminUrl, urls);
  await prepareDatabase(adminUrl);
  return [...(await applyMigrations(adminUrl)), ...(await applyFunctions(adminUrl))];
}
