import { existsSync } from 'node:fs';
import { administratorUrl, runCommand } from './administrator';
import { readLoginUrls } from './cluster-roles';
import { describeUrl } from './connection-url';
import { migrateDatabase } from './migrate-database';

/** `npm run migrate`: roles and migrations of the database that DATABASE_URL names. */
await runCommand(async () => {
  // As `npm start` does; what the environment says already wins.
  if (existsSync('.env')) process.loadEnvFile('.env');
  const adminUrl = administratorUrl();
  const applied = await migrateDatabase(adminUrl, readLoginUrls(process.env));
  for (const name of applied) console.log(`applied ${name}`);
  console.log(
    `${describeUrl(adminUrl)}: ${applied.length === 0 ? 'nothing to apply' : `${applied.length} applied`}`,
  );
});
