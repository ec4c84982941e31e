import { withClient } from './database-client';

/** So far ahead that an installation which is migrated every two years never writes into the part for everything else. */
const MONTHS_AHEAD = 24;

/** Makes the monthly parts of the history of answers that are missing. Idempotent. */
export async function makePartitions(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('SET ROLE app_owner');
    await client.query('SELECT app.make_partitions($1)', [MONTHS_AHEAD]);
  });
}
