import type pg from 'pg';
import { closePools } from '@/lib/infra/db/pools';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { administratorUrl, runCommand } from '@/scripts/administrator';
import { withClient } from '@/scripts/database-client';
import { emptyDatabase, readOrganisationState, readSeedState } from './demo/seed-state';

/*
 * Fills a migrated database with the demonstration: two simulated organisations. Ends at once when that has been done. A run
 * that was interrupted has left no mark, and the next one empties the database and starts over. With `--big` there is a third one, of
 * 5,000 people.
 *
 * Content goes through the commands of the features; what they don't offer (people without a login, windows and answers in the
 * past) is written inside the same tenant boundary. docs/demo-data.md says which parts are simulated, and how.
 */

/** Serialises two seeds of one database; the number has no meaning. */
const LOCK_KEY = 7_203_416;

const report = (line: string): void => console.log(`  ${line}`);

async function seed(administrator: pg.Client): Promise<void> {
  await administrator.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
  // Owns the register of organisations and may empty tables; reading them stays with the application's own role.
  await administrator.query('SET ROLE app_owner');
  const state = await readSeedState(administrator);
  await administrator.query('INSERT INTO signal.open_past DEFAULT VALUES');
  try {
    await write(administrator, state);
  } finally {
    await administrator.query('DELETE FROM signal.open_past');
  }
}

/** Sittings of the story have moments of the past; only while the owner of the schema has opened it they can be written so. */
async function write(
  administrator: pg.Client,
  state: Awaited<ReturnType<typeof readSeedState>>,
): Promise<void> {
  if (state === 'seeded') {
    report('The demonstration data are there');
    return seedBig(administrator);
  }
  if (state === 'half-finished') {
    report('An earlier run was interrupted: starting over');
    await emptyDatabase(administrator);
  }
  // Loaded only now: a start that has nothing to do, which is nearly every one, should not wait for it.
  const [{ seedHarbour }, { seedNorthwind }] = await Promise.all([
    import('./demo/harbour'),
    import('./demo/northwind'),
  ]);
  // The second one first: the mark of a finished seed is the last step of the first.
  await seedHarbour();
  await seedNorthwind(Date.now(), report);
  await seedBig(administrator);
}

async function seedBig(administrator: pg.Client): Promise<void> {
  if (!process.argv.includes('--big')) return;
  const state = await readOrganisationState(administrator, DEMO_ORGANISATIONS.big);
  if (state === 'seeded') return report(`${DEMO_ORGANISATIONS.big} is there`);
  if (state === 'half-finished')
    throw new Error(`An earlier run left ${DEMO_ORGANISATIONS.big} half-finished. Start over with --reset.`);
  const { seedMeridian } = await import('./demo/big/meridian');
  await seedMeridian(Date.now(), report, async () => {
    await administrator.query('ANALYZE');
  });
}

await runCommand(async () => {
  try {
    await withClient(administratorUrl(), seed);
  } finally {
    await closePools();
  }
});
