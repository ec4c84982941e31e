import { administratorUrl, runCommand } from './administrator';
import { schemaDrift } from './schema-engine';

/** `npm run --silent schema:diff`: the draft of the next migration, from the migrated database to prisma/schema. */
await runCommand(async () => {
  const drift = await schemaDrift(administratorUrl());
  console.log(drift === '' ? '-- The database and prisma/schema agree.' : drift);
});
