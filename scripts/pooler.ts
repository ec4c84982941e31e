import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoginUrls } from './cluster-roles';
import { databaseOf, passwordOf, userOf, withAddress } from './connection-url';
import { withClient } from './database-client';
import { freePort } from './free-port';
import type { Lifetime } from './lifetime';
import { postgresUser } from './postgres-binaries';
import { endProcess, identityOf } from './processes';

/** What this machine has of PgBouncer, such as "PgBouncer 1.18.0"; null for nothing. The project doesn't need it. */
export function poolerVersion(): string | null {
  const { stdout, status } = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' });
  return status === 0 ? (stdout.split('\n')[0] ?? '') : null;
}

/** Fewer server connections than the application has of its own, so that they are passed on between its transactions. */
const SERVER_CONNECTIONS = 6;

function configuration(port: number, folder: string, target: URL): string {
  return `[databases]
* = host=${target.hostname} port=${target.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = ${SERVER_CONNECTIONS}
max_client_conn = 400
`;
}

/** Puts PgBouncer in transaction mode between the application and its database, and gives the connections that lead through it. */
export async function startPooler(logins: LoginUrls, life: Lifetime): Promise<LoginUrls> {
  const folder = mkdtempSync(join(tmpdir(), 'cutscore-pooler-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  const urls = [logins.app, logins.hr, logins.jobs];
  writeFileSync(file, configuration(port, folder, new URL(logins.app)));
  writeFileSync(
    join(folder, 'users.txt'),
    urls.map((url) => `"${userOf(url)}" "${passwordOf(url)}"\n`).join(''),
  );
  // It refuses to run as root, as PostgreSQL does.
  const runAs = postgresUser(console.log);
  const child = spawn('pgbouncer', ['-q', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(runAs ? { uid: runAs.uid, gid: runAs.gid } : {}),
  });
  const identity = child.pid === undefined ? null : identityOf(child.pid);
  if (!identity) throw new Error('PgBouncer did not start');
  life.atEnd(async () => {
    await endProcess(identity, { signals: ['SIGTERM', 'SIGKILL'], patienceMs: 3000 });
    rmSync(folder, { recursive: true, force: true });
  });
  const through = (url: string) => withAddress(url, '127.0.0.1', port);
  const pooled = { app: through(logins.app), hr: through(logins.hr), jobs: through(logins.jobs) };
  for (let tries = 1; ; tries += 1) {
    try {
      await withClient(pooled.app, async () => {});
      return pooled;
    } catch (error) {
      if (tries === 50)
        throw new Error(`PgBouncer does not pass on to ${databaseOf(logins.app)}`, { cause: error });
      await sleep(100);
    }
  }
}
