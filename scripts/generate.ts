import { runCommand } from './administrator';
import { generateClient } from './prisma-client';

await runCommand(async () => {
  console.log((await generateClient()) ? 'Prisma client generated.' : 'Prisma client is up to date.');
});
