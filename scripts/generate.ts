import { runCommand } from './administrator';
import { generateClient } from './prisma-client';

await runCommand(async () => {
  console.log(generateClient() ? 'Prisma client generated.' : 'Prisma client is up to date.');
});
