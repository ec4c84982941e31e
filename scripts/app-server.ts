import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LoginUrls, loginEnvironment } from './cluster-roles';
import { PortTaken } from './free-port';
import { endProcess, identityOf, isStillRunning, type ProcessIdentity } from './processes';
import { programs } from './run-program';

export interface AppServer {
  readonly url: string;
  readonly identity: ProcessIdentity;
  /** Resolves when the server ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface AppServerOptions {
  /** `plain` is the built application as Next alone serves it, without the server that `npm start` puts in front. */
  readonly mode: 'start' | 'plain' | 'dev';
  readonly port: number;
  readonly logins: LoginUrls;
  readonly authSecret: string;
  /** The server's output; without it the output goes to the screen. */
  readonly logFile?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

const readyPath = '/api/health/ready';
const readyPatienceMs = 90_000;
/** Administrator's variables that the application must never see, and those that would change how it starts. */
const withheld = ['DATABASE_URL', 'NODE_OPTIONS', 'PORT', 'HOSTNAME', 'WORKERS', 'DRAIN_SECONDS'];

const PROGRAMS = {
  start: ['scripts/serve.mjs'],
  plain: [programs.next, 'start'],
  dev: [programs.next, 'dev'],
} as const;

function serverEnvironment(options: AppServerOptions, url: string): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !withheld.includes(name)),
  );
  return {
    ...inherited,
    ...loginEnvironment(options.logins),
    APP_URL: url,
    // One process, which ends as soon as it is told to: nobody balances anything here.
    WORKERS: '1',
    DRAIN_SECONDS: '0',
    ...options.extra,
    NODE_ENV: options.mode === 'dev' ? 'development' : 'production',
    AUTH_SECRET: options.authSecret,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** Ends the server and everything it started: it leads a process group of its own. */
export function endServer(identity: ProcessIdentity): Promise<void> {
  return endProcess(identity, { signals: ['SIGTERM', 'SIGKILL'], patienceMs: 12_000, group: true });
}

async function readiness(url: string): Promise<string> {
  try {
    const response = await fetch(`${url}${readyPath}`, { signal: AbortSignal.timeout(5000) });
    return response.ok
      ? 'ready'
      : `${readyPath} answers ${response.status}: ${(await response.text()).slice(0, 500)}`;
  } catch {
    return 'no answer';
  }
}

function logTail(file: string | undefined): string {
  if (!file || !existsSync(file)) return '';
  return `\nThe end of its log (${file}):\n${readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n')}`;
}

function endedWhileStarting(logFile: string | undefined): Error {
  const tail = logTail(logFile);
  return tail.includes('EADDRINUSE')
    ? new PortTaken(`The port was taken while the server started.${tail}`)
    : new Error(`The server ended while starting.${tail}`);
}

/** Long enough for a server that can't listen to end: until then whoever has the port answers for it. */
const settledAfterMs = 400;

async function waitUntilReady(server: AppServer, logFile: string | undefined): Promise<void> {
  const until = Date.now() + readyPatienceMs;
  let last = 'no answer';
  while (Date.now() < until) {
    if (!isStillRunning(server.identity)) throw endedWhileStarting(logFile);
    last = await readiness(server.url);
    await sleep(last === 'ready' ? settledAfterMs : 100);
    if (last === 'ready' && isStillRunning(server.identity)) return;
  }
  await server.stop();
  throw new Error(`The server was not ready after ${readyPatienceMs / 1000} s (${last}).${logTail(logFile)}`);
}

/**
 * Starts Next and waits until it reports ready. `onStarted` gets its identity before that wait, for a record that
 * outlives this process. The server only listens on the loopback interface.
 */
export async function startAppServer(
  options: AppServerOptions,
  onStarted: (identity: ProcessIdentity) => void = () => {},
): Promise<AppServer> {
  const url = `http://localhost:${options.port}`;
  const program = PROGRAMS[options.mode];
  const flags = [...program, '--port', String(options.port), '--hostname', '127.0.0.1'];
  const log = options.logFile ? openSync(options.logFile, 'w') : ('inherit' as const);
  const child = spawn(process.execPath, flags, {
    env: serverEnvironment(options, url),
    detached: true,
    stdio: ['ignore', log, log],
  });
  if (typeof log === 'number') closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const identity = child.pid === undefined ? null : identityOf(child.pid);
  if (!identity) throw new Error(`The server did not start.${logTail(options.logFile)}`);
  onStarted(identity);
  const server: AppServer = { url, identity, ended, stop: () => endServer(identity) };
  await waitUntilReady(server, options.logFile);
  return server;
}
