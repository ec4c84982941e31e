import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from './database-client';
import { freePort } from './free-port';
import { type PostgresBinaries, postgresBinaries, postgresUser } from './postgres-binaries';
import { commandOf, endProcess, identityOf, isStillRunning, type ProcessIdentity } from './processes';
import { type RunAs, reachableFolder, rememberedPlace } from './reachable-folder';

/** A running PostgreSQL cluster of our own on 127.0.0.1. */
export interface Cluster {
  /** The administrator's connection to one of its databases. */
  readonly adminUrl: (database: string) => string;
  readonly identity: ProcessIdentity;
  readonly stop: () => Promise<void>;
}

export interface ClusterOptions {
  /** Holds the data folder, the log and the administrator's password, all of one cluster. */
  readonly folder: string;
  /** False switches off fsync (a crash of the machine loses data; a killed process does not). Only for tests. */
  readonly durable: boolean;
  /** Where it listens; on a port that is free now unless told otherwise. */
  readonly port?: number;
  readonly report: (line: string) => void;
}

interface Place {
  readonly home: string;
  readonly data: string;
  readonly log: string;
  readonly runAs: RunAs | null;
  readonly binaries: PostgresBinaries;
}

const administrator = 'cutscore_admin';
/** SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one (the next start recovers from the log). */
const stopSignals = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
/** Everything that the commands keep on this machine. A copy of the binaries, where one is needed, serves all clusters. */
const sharedFolder = resolve('.cutscore');
const startAttempts = 3;
const startPatienceMs = 60_000;

function logTail(place: Place): string {
  if (!existsSync(place.log)) return '(no log was written)';
  return readFileSync(place.log, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
}

/** True when this command line is a PostgreSQL server on exactly this data folder. */
export function servesDataFolder(command: string, data: string): boolean {
  const words = ` ${command} `;
  return /(^|\/)postgres(\.exe)?$/.test(command.split(' -D ')[0] ?? '') && words.includes(` -D ${data} `);
}

/** The process id in a postmaster.pid file; null when the file is cut short or holds something else. */
export function postmasterPid(content: string): number | null {
  const first = content.split('\n')[0]?.trim() ?? '';
  return /^\d+$/.test(first) ? Number(first) : null;
}

/**
 * Stops a server that a killed run left on this data folder and removes a stale postmaster.pid. A process that only
 * happens to carry the recorded number is left alone.
 */
export async function stopLeftover(data: string, report: (line: string) => void): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = postmasterPid(readFileSync(pidFile, 'utf8'));
  const identity = pid === null ? null : identityOf(pid);
  if (identity && servesDataFolder(commandOf(identity.pid) ?? '', data)) {
    report(`Stopping the database that an earlier run left behind (process ${identity.pid})`);
    await endProcess(identity, { signals: stopSignals, patienceMs: 10_000 });
  }
  rmSync(pidFile, { force: true });
}

function administratorPassword(place: Place): string {
  return readFileSync(join(place.home, 'administrator-password'), 'utf8').trim();
}

/** Creates the data folder beside its final name and renames it, so that an interrupted initdb is never started. */
function initialise(place: Place, durable: boolean): void {
  const unfinished = `${place.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = join(place.home, 'administrator-password');
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (place.runAs) chownSync(passwordFile, place.runAs.uid, place.runAs.gid);
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${administrator}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The collation that every platform has, with the same order everywhere.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync']),
  ];
  const result = spawnSync(place.binaries.initdb, flags, {
    ...place.runAs,
    cwd: place.home,
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    const reason = result.error?.message ?? `${result.stdout}${result.stderr}`.trim();
    throw new Error(`The embedded PostgreSQL could not create its data folder ${place.data}:\n${reason}`);
  }
  renameSync(unfinished, place.data);
}

/** Detached, so that Ctrl-C in a terminal reaches only our own process, which stops things in the right order. */
function launch(place: Place, port: number, durable: boolean): ProcessIdentity {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', autovacuum_naptime: '5min' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(place.log, 'w');
  const child = spawn(place.binaries.postgres, ['-D', place.data, '-p', String(port), ...flags], {
    ...place.runAs,
    cwd: place.home,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => {});
  child.unref();
  const identity = child.pid === undefined ? null : identityOf(child.pid);
  if (!identity) throw new Error(`The embedded PostgreSQL did not start:\n${logTail(place)}`);
  return identity;
}

async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false;
  }
}

/** True once the server answers, false when it ended (a port taken in the meantime is one reason). */
async function isUp(identity: ProcessIdentity, url: string): Promise<boolean> {
  const until = Date.now() + startPatienceMs;
  while (Date.now() < until && isStillRunning(identity)) {
    if (await answers(url)) return true;
    await sleep(40);
  }
  return false;
}

async function start(place: Place, { durable, port: wanted }: ClusterOptions): Promise<Cluster> {
  const password = administratorPassword(place);
  for (let attempt = 1; attempt <= startAttempts; attempt += 1) {
    const port = wanted ?? (await freePort());
    const adminUrl = (database: string) =>
      `postgresql://${administrator}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    const identity = launch(place, port, durable);
    const stop = () => endProcess(identity, { signals: stopSignals, patienceMs: 15_000 });
    if (await isUp(identity, adminUrl('postgres'))) return { adminUrl, identity, stop };
    await stop();
    await stopLeftover(place.data, () => {});
  }
  throw new Error(
    `The embedded PostgreSQL did not start. The end of its log (${place.log}):\n${logTail(place)}\n` +
      'Set DATABASE_URL to use a PostgreSQL 15 or newer of your own instead.',
  );
}

/**
 * Starts the cluster of a folder, creating it the first time, on a port that is free now. What a killed run left
 * behind is cleared first. Throws an Error with a readable sentence and the end of the log.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = resolve(options.folder);
  const runAs = postgresUser(options.report);
  const home = reachableFolder(folder, runAs);
  const binaries = await postgresBinaries(sharedFolder, runAs);
  const place: Place = { home, data: join(home, 'data'), log: join(home, 'server.log'), runAs, binaries };
  await stopLeftover(place.data, options.report);
  if (!existsSync(place.data)) initialise(place, options.durable);
  return start(place, options);
}

/** Stops a cluster that may still run in this folder and deletes it. */
export async function removeCluster(folder: string, report: (line: string) => void): Promise<void> {
  const home = rememberedPlace(resolve(folder)) ?? resolve(folder);
  await stopLeftover(join(home, 'data'), report);
  for (const path of [home, resolve(folder), `${resolve(folder)}.elsewhere`]) {
    rmSync(path, { recursive: true, force: true });
  }
}
