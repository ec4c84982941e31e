import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { openSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loginEnvironment } from '@/scripts/cluster-roles';
import { withDatabase } from '@/scripts/connection-url';
import { withClient } from '@/scripts/database-client';
import { freePort } from '@/scripts/free-port';
import { endProcess, identityOf, type ProcessIdentity } from '@/scripts/processes';
import { application } from './application';

/** The commands of the README's production section, as they stand there. */
export async function productionCommands(): Promise<string[]> {
  const readme = await readFile('README.md', 'utf8');
  const section =
    readme.split('\n## ').find((part) => part.startsWith('Configure and run in production')) ?? '';
  const block = /```\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  return block.split('\n').filter((line) => line.trim() !== '');
}

interface Production {
  readonly url: string;
  /** Runs a command to its end and gives what it printed; throws when it fails. */
  readonly run: (command: string) => Promise<string>;
  /** Starts a command that goes on, and waits until it serves. */
  readonly serve: (command: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a checkout doesn't hold: what was installed, built or configured on this machine. */
const NOT_IN_A_CHECKOUT =
  /^(node_modules|\.next|\.cutscore|\.git|test-results|playwright-report|lib\/generated|\.env|\.env\.local)$/;

/** A copy of the sources with a configuration of its own, for a database that doesn't exist yet. */
export async function openProduction(): Promise<Production> {
  const root = resolve('.');
  const folder = await mkdtemp(join(tmpdir(), 'cutscore-production-'));
  await cp(root, folder, {
    recursive: true,
    filter: (path) => !NOT_IN_A_CHECKOUT.test(relative(root, path)),
  });
  const name = `cutscore_production_${randomBytes(4).toString('hex')}`;
  const { adminUrl, logins } = application();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const filled: Record<string, string> = {
    DATABASE_URL: withDatabase(adminUrl, name),
    // The roles belong to the server, which other tests use: the same passwords.
    ...loginEnvironment({
      app: withDatabase(logins.app, name),
      hr: withDatabase(logins.hr, name),
      jobs: withDatabase(logins.jobs, name),
    }),
    APP_URL: url,
    AUTH_SECRET: randomBytes(32).toString('base64'),
  };
  await writeFile(join(folder, '.env'), await fillIn(filled));
  const inherited = Object.entries(process.env).filter(([variable]) => PASSED_ON.test(variable));
  // The packages were downloaded for this checkout; NODE_ENV and the configuration come from the commands and .env alone.
  const env = Object.assign(Object.fromEntries(inherited) as NodeJS.ProcessEnv, {
    PORT: String(port),
    npm_config_prefer_offline: 'true',
  });

  let server: ProcessIdentity | undefined;
  const run = async (command: string): Promise<string> => {
    if (command === 'npm ci' && (await linkPackages(root, folder))) return '';
    const child = spawn('sh', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [printed, all] = ['', ''];
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      all += chunk;
    });
    child.stderr.on('data', (chunk) => {
      all += chunk;
    });
    const code = await new Promise((done) => child.once('close', done));
    if (code !== 0) throw new Error(`${command} ended with ${code}:\n${all.slice(-4000)}`);
    return printed;
  };
  const serve = async (command: string): Promise<void> => {
    const log = openSync(join(folder, 'server.log'), 'w');
    const child = spawn('sh', ['-c', command], {
      cwd: folder,
      env,
      stdio: ['ignore', log, log],
      detached: true,
    });
    server = child.pid === undefined ? undefined : (identityOf(child.pid) ?? undefined);
    for (let waited = 0; waited < 240; waited += 1) {
      const ready = await fetch(`${url}/api/health/ready`).catch(() => null);
      if (ready?.ok) return;
      await sleep(500);
    }
    throw new Error(`The server is not ready:\n${await readFile(join(folder, 'server.log'), 'utf8')}`);
  };
  const close = async (): Promise<void> => {
    if (server)
      await endProcess(server, { signals: ['SIGTERM', 'SIGKILL'], patienceMs: 12_000, group: true });
    const drop = `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`;
    await withClient(withDatabase(adminUrl, 'postgres'), (client) => client.query(drop));
    await rm(folder, { recursive: true, force: true });
  };
  return { url, run, serve, close };
}

/**
 * Gives a folder the packages of this checkout, when they are those of the lock file: `npm test` has just installed them by the same
 * command. False where they differ or can't be linked.
 */
async function linkPackages(root: string, folder: string): Promise<boolean> {
  const read = async (path: string) =>
    JSON.parse(await readFile(join(root, path), 'utf8')) as { packages: Record<string, unknown> };
  const { '': _root, ...wanted } = (await read('package-lock.json')).packages;
  const installed = await read('node_modules/.package-lock.json').catch(() => null);
  if (!installed) return false;
  // What is for other systems only is in the one file, and not in the other.
  const differs = Object.entries(installed.packages).some(
    ([path, is]) => JSON.stringify(identityOfPackage(is)) !== JSON.stringify(identityOfPackage(wanted[path])),
  );
  if (differs) return false;
  const child = spawn('cp', ['-al', join(root, 'node_modules'), join(folder, 'node_modules')], {
    stdio: 'ignore',
  });
  const code = await new Promise((done) => child.once('close', done).once('error', () => done(1)));
  if (code !== 0) await rm(join(folder, 'node_modules'), { recursive: true, force: true });
  return code === 0;
}

/** Version and hash of a package. */
const identityOfPackage = (given: unknown) => {
  const { version, integrity } = (given ?? {}) as { readonly version?: string; readonly integrity?: string };
  return { version, integrity };
};

/** What a shell of the operator has in any case. */
const PASSED_ON =
  /^(PATH|HOME|USER|LANG|LC_.*|TMPDIR|TZ|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|npm_config_(registry|cache|cafile|strict_ssl))$/;

/** .env.example with these values. A variable that it doesn't have is an error: the README sends people there. */
async function fillIn(values: Readonly<Record<string, string>>): Promise<string> {
  let text = await readFile('.env.example', 'utf8');
  for (const [variable, value] of Object.entries(values)) {
    const line = new RegExp(`^${variable}=.*$`, 'm');
    if (!line.test(text)) throw new Error(`.env.example has no ${variable}.`);
    text = text.replace(line, () => `${variable}=${value}`);
  }
  return text;
}
