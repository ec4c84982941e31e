import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { isStillRunning } from '@/scripts/processes';
import { runNode } from '@/scripts/run-program';
import { ask } from '../support/doors/ask';
import { openDoors } from '../support/doors/open-doors';

/* The server that `npm start` runs, with more than one process, and how it ends. */

const doors = openDoors(() => ({ WORKERS: '2', DRAIN_SECONDS: '3' }));

type Heard = { readonly status: number; readonly closes: boolean; readonly keepAlive: string } | 'nothing';

/** Asks again and again over connections that stay open, as a proxy does, until told to stop. */
function keepAsking(port: number): { readonly heard: Heard[]; readonly stop: () => Promise<unknown> } {
  const heard: Heard[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let stopped = false;
  const one = () =>
    new Promise<void>((done) => {
      get({ host: '127.0.0.1', port, path: '/api/health/live', agent }, (answer) => {
        answer.resume();
        answer.once('end', () => {
          const { connection, 'keep-alive': keepAlive = '' } = answer.headers;
          heard.push({
            status: answer.statusCode ?? 0,
            closes: connection === 'close',
            keepAlive: String(keepAlive),
          });
          done();
        });
      }).once('error', () => {
        heard.push('nothing');
        done();
      });
    });
  const running = (async () => {
    while (!stopped) {
      await one();
      await sleep(5);
    }
    agent.destroy();
  })();
  return {
    heard,
    stop: () => {
      stopped = true;
      return running;
    },
  };
}

/** The processes that the server has started, by their ids. */
const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

describe('the server', () => {
  it('has as many processes as it was told, and puts another one in the place of one that dies', {
    timeout: 60_000,
  }, async () => {
    const { port, server, log } = doors();
    const { pid } = server.identity;
    const before = childrenOf(pid);
    expect(before).toHaveLength(2);
    const [victim = 0, other] = before;
    process.kill(victim, 'SIGKILL');
    await vi.waitFor(() => expect(log()).toContain('another one takes its place'), 10_000);
    await vi.waitFor(() => expect(childrenOf(pid)).toHaveLength(2), 10_000);
    expect(childrenOf(pid)).toContain(other);
    expect(childrenOf(pid)).not.toContain(victim);
    await vi.waitFor(async () => expect((await ask(port, '/api/health/ready')).status).toBe(200), 20_000);
  });

  it('ends with a list of what is wrong when no process can begin', { timeout: 60_000 }, async () => {
    const env = { ...process.env, NODE_ENV: 'production' as const, WORKERS: '2', AUTH_SECRET: '', PORT: '0' };
    const { code, output } = await runNode(['scripts/serve.mjs'], { env, output: 'capture' });
    expect(code).toBe(1);
    expect(output).toContain('AUTH_SECRET: must have at least 32 characters');
  });

  it('keeps connections longer than a proxy, says that it stops, answers meanwhile and ends', {
    timeout: 60_000,
  }, async () => {
    const { port, server } = doors();
    const clients = Array.from({ length: 8 }, () => keepAsking(port));
    await vi.waitFor(() => expect(clients.every(({ heard }) => heard.length > 3)).toBe(true), 20_000);
    expect(clients[0]?.heard[0]).toMatchObject({ status: 200, keepAlive: 'timeout=75' });
    const told = Date.now();
    process.kill(server.identity.pid, 'SIGTERM');
    await vi.waitFor(async () => expect((await ask(port, '/api/health/ready')).status).toBe(503), 2500);
    // Whoever balances has seen it and sends nothing more.
    await Promise.all(clients.map(({ stop }) => stop()));
    const heard = clients.flatMap((client) => client.heard);
    expect(heard.filter((each) => each === 'nothing' || each.status !== 200)).toEqual([]);
    expect(heard.some((each) => each !== 'nothing' && each.closes)).toBe(true);
    while (isStillRunning(server.identity) && Date.now() - told < 10_000) await sleep(50);
    expect(isStillRunning(server.identity)).toBe(false);
    expect(Date.now() - told).toBeLessThan(10_000);
  });
});
