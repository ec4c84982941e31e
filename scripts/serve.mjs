import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/*
 * `npm start`: the built application, one process per core behind one port (PORT, WORKERS). In front of Next stands a door of our own
 * for what a running exam asks for, which needs none of its machinery; everything else, and all of it where that door
 * is not open, is Next's. It is plain JavaScript: in production nothing is compiled while starting.
 */

const { values } = parseArgs({ options: { port: { type: 'string' }, hostname: { type: 'string' } } });
const port = Number(values.port ?? process.env.PORT ?? 3000);
const { hostname } = values;
const workers = Math.max(1, Number(process.env.WORKERS ?? availableParallelism()) || 1);

/** Longer than a proxy keeps a connection that nobody uses: it, and not we, decides when one ends. */
const KEEP_ALIVE_MS = 75_000;
/** After a signal requests are still answered for this long, while `ready` says 503, until whoever balances has looked. */
const LAME_MS = Number(process.env.DRAIN_SECONDS ?? 3) * 1000;
/** From the signal to the end, whatever still hangs. */
const END_AFTER_MS = LAME_MS + 5000;
const AGAIN_AFTER_MS = 1000;
/** How a process ends that no other one could do better: EX_CONFIG of sysexits.h. */
const WRONG_CONFIGURATION = 78;

process.env.NODE_ENV = 'production';
// The connections of all processes together are what POOL_SIZE speaks of.
process.env.WORKERS = String(workers);

async function serve() {
  const { default: next } = await import('next');
  const app = next({ dev: false, dir: process.cwd(), port, ...(hostname ? { hostname } : {}) });
  await app.prepare();
  const viaNext = app.getRequestHandler();
  let stopping = false;
  const server = createServer((request, response) => {
    if (stopping) response.setHeader('Connection', 'close');
    if (!globalThis.cutscoreServerDoor?.(request, response)) void viaNext(request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 5000;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    globalThis.cutscoreStopping = true;
    setTimeout(() => process.exit(0), END_AFTER_MS).unref();
    await sleep(LAME_MS);
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  server.once('error', (error) => {
    console.error(error);
    process.exit(1);
  });
  server.listen({ port, ...(hostname ? { host: hostname } : {}) });
  // Next listens before it has run what starts the server (instrumentation.ts), and that is what may end the process.
  while (!globalThis.cutscoreServerDoor) await sleep(20);
  process.send?.('begun');
}

/**
 * Keeps as many processes as there should be. One that can’t even begin ends all where none is at work: the next would fare no better. It is
 * no reason to end those that are; the next is tried after a pause.
 */
function lead() {
  let stopping = false;
  /** Those that are at work. */
  const begun = new Set();
  const fork = () => {
    const worker = cluster.fork();
    worker.once('message', () => begun.add(worker.id));
  };
  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return;
    const hadBegun = begun.delete(worker.id);
    if (code === WRONG_CONFIGURATION || (!hadBegun && begun.size === 0)) {
      stop();
      process.exitCode = 1;
      return;
    }
    console.error(`A process ended (${signal ?? code}); another one takes its place.`);
    setTimeout(() => stopping || fork(), hadBegun ? 0 : AGAIN_AFTER_MS);
  });
  const stop = () => {
    stopping = true;
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGTERM');
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  for (let started = 0; started < workers; started += 1) fork();
}

if (workers > 1 && cluster.isPrimary) lead();
else await serve();
