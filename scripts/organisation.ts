import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { closePools } from '@/lib/infra/db/pools';
import { administratorUrl, runCommand } from './administrator';
import {
  createOrganisation,
  disablePerson,
  enablePerson,
  listOrganisations,
  recoverPerson,
} from './operator';

const USAGE = `Usage: npm run organisation -- create "NAME" --owner ADDRESS [--owner-name "NAME"]
       npm run organisation -- list
       npm run organisation -- recover-person --mail ADDRESS
       npm run organisation -- disable-person --mail ADDRESS
       npm run organisation -- enable-person --mail ADDRESS

  create          makes the organisation if there is none of that name, invites its owner, prints the link to join
  list            the organisations of this installation
  recover-person  prints a link with which somebody who forgot their password chooses another
  disable-person  signs somebody out everywhere and keeps them out of every organisation
  enable-person   lets them in again

For the operator of the installation: needs DATABASE_URL and the variables of the server (see .env.example). A link works
once; it is the only thing printed on standard output.`;

class UsageError extends Error {}

interface Command {
  readonly act: string;
  readonly name: string | undefined;
  readonly owner: string | undefined;
  readonly ownerName: string | undefined;
  readonly mail: string | undefined;
}

function readCommand(args: readonly string[]): Command {
  try {
    const options = {
      owner: { type: 'string' },
      'owner-name': { type: 'string' },
      mail: { type: 'string' },
    } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    });
    const [act = '', name, ...more] = positionals;
    if (more.length > 0)
      throw new Error(`Put a name of several words in quotes: "${[name, ...more].join(' ')}".`);
    return { act, name, owner: values.owner, ownerName: values['owner-name'], mail: values.mail };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function given(value: string | undefined, what: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`${what} is missing.`);
  return value;
}

/** Standard output carries the result and nothing else; what happened is said beside it. */
const say = (words: string): void => console.error(words);

async function run(command: Command): Promise<void> {
  const adminUrl = administratorUrl();
  const mail = () => given(command.mail, '--mail ADDRESS');
  switch (command.act) {
    case 'create': {
      const name = given(command.name, 'The name of the organisation');
      const owner = given(command.owner, '--owner ADDRESS');
      const made = await createOrganisation(adminUrl, { name, owner, ownerName: command.ownerName ?? null });
      for (const words of made.said) say(words);
      if (made.link) console.log(made.link);
      return;
    }
    case 'list':
      for (const line of await listOrganisations(adminUrl)) console.log(line);
      return;
    case 'recover-person': {
      const made = await recoverPerson(adminUrl, mail());
      say(made.said);
      console.log(made.link);
      return;
    }
    case 'disable-person':
      return say(await disablePerson(adminUrl, mail()));
    case 'enable-person':
      return say(await enablePerson(adminUrl, mail()));
    default:
      throw new UsageError(command.act === '' ? 'Say what to do.' : `There is no “${command.act}”.`);
  }
}

await runCommand(async () => {
  // As `npm start` does; what the environment says already wins.
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.env.LOG_LEVEL = 'silent';
  try {
    await run(readCommand(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } finally {
    await closePools();
  }
});
