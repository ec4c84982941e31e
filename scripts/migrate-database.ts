import { applyFunctions } from './apply-functions';
import { ensureDatabase, type LoginUrls, prepareDatabase, provisionRoles } from './cluster-roles';
import { makePartitions } from './make-partitions';
import { applyMigrations } from './schema-engine';

/**
 * Brings a database to the state that this version of the application expects: the database itself, the five roles,
 * who owns it, the migrations, after all of them the functions, views and policies, and the parts of the history for the months to
 * come. Idempotent.
 * @returns the names of the migrations, and the paths of the functions' files, that were applied now
 */
export async function migrateDatabase(adminUrl: string, urls: LoginUrls): Promise<readonly string[]> {
  await ensureDatabase(adminUrl);
  await provisionRoles(adminUrl, urls);
  await prepareDatabase(adminUrl);
  const applied = [...(await applyMigrations(adminUrl)), ...(await applyFunctions(adminUrl))];
  await makePartitions(adminUrl);
  return applied;
}
