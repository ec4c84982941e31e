import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { longestPause } from '@/tests/support/longest-pause';
import { createWorkerHost, type WorkerHost } from './worker-host';

const entry = (name: string): string =>
  fileURLToPath(new URL(`../../../tests/support/workers/${name}.mjs`, import.meta.url));

const opened: WorkerHost<string, unknown, string>[] = [];
const open = (
  name: string,
  processorMs: number,
  patienceMs = 20_000,
): WorkerHost<string, unknown, string> => {
  const words = {
    tooLong: (seconds: number) => `longer than ${seconds} seconds. Split it.`,
    tooBusy: (seconds: number) => `not within ${seconds} seconds. Try again later.`,
    tooLarge: (memoryMb: number) => `more than ${memoryMb} MB. Split it.`,
    broken: 'broken',
  };
  const host = createWorkerHost<string, unknown, string>(entry(name), {
    processorMs,
    patienceMs,
    memoryMb: 32,
    words,
  });
  opened.push(host);
  return host;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((host) => host.close()));
});

describe('the worker host', { timeout: 20_000 }, () => {
  it('ends a worker that hangs, says what to do, and answers the next task', async () => {
    const host = open('worker-hang', 3000);
    expect(await host.run('answer')).toEqual({ ok: true, value: [] });
    const [hung, pause] = await longestPause(() => host.run('hang'));
    expect(hung).toMatchObject({
      ok: false,
      error: { code: 'invalid', message: expect.stringMatching(/longer than 3 seconds.*Split it/) },
    });
    expect(pause).toBeLessThan(2000);
    expect(await host.run('answer')).toEqual({ ok: true, value: [] });
  });

  it('ends a worker that hangs where the system does not count by threads', async () => {
    const host = open('worker-hang', 1500);
    expect(await host.run('forget')).toEqual({ ok: true, value: [] });
    expect(await host.run('hang')).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/longer than 1.5 seconds/) },
    });
  });

  it('ends a worker that only waits when patience is at its end, and says that it may come back', async () => {
    expect(await open('worker-hang', 10_000, 1000).run('wait')).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/not within 1 seconds.*Try again later/) },
    });
  });

  it('counts the time of its thread, and not what a busy machine does meanwhile', async () => {
    const spinners = Array.from({ length: availableParallelism() * 2 }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
    );
    try {
      const host = open('worker-hang', 1500, 60_000);
      expect(await host.run('answer')).toMatchObject({ ok: true });
      const began = performance.now();
      // It uses 1.2 seconds, of which a third at most is to be had at a time.
      expect(await host.run('work')).toEqual({ ok: true, value: [] });
      expect(performance.now() - began).toBeGreaterThan(1500);
    } finally {
      for (const spinner of spinners) spinner.kill('SIGKILL');
    }
  }, 90_000);

  it('fails for what can not be copied, and mixes none of it into the next task', async () => {
    const host = open('worker-echo', 5_000);
    const broken = { ok: false, error: { message: 'broken' } };
    const uncopied = (() => 'task') as unknown as string;
    const [task, next, piece, last] = await Promise.all([
      host.run(uncopied),
      host.run('next', ['a']),
      host.run('pieces', ['b', uncopied, 'c']),
      host.run('last', ['d']),
    ]);
    expect([task, piece]).toMatchObject([broken, broken]);
    expect(next).toEqual({ ok: true, value: [['next', 'a']] });
    expect(last).toEqual({ ok: true, value: [['last', 'd']] });
  });

  it('ends a worker that takes too much memory and leaves the process alive', async () => {
    const hoarded = await open('worker-hoard', 15_000).run('task');
    expect(hoarded).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/more than 32 MB.*Split it/) },
    });
  });

  it('answers when a worker crashes, and when it can not even start', async () => {
    const host = open('worker-hang', 5_000);
    expect(await host.run('crash')).toMatchObject({ ok: false });
    expect(await host.run('answer')).toMatchObject({ ok: true });
    expect(await open('worker-missing', 5_000).run('task')).toMatchObject({ ok: false });
  });

  it('sends the pieces of a task one by one, in their order, and lets others in between', async () => {
    const host = open('worker-echo', 10_000);
    const pieces = Array.from({ length: 300 }, (_, at) => `${at}`);
    let turns = 0;
    const beat = setInterval(() => {
      turns += 1;
    }, 0);
    const [first, second] = await Promise.all([host.run('one', pieces), host.run('two', ['x'])]);
    clearInterval(beat);
    expect(first).toEqual({ ok: true, value: [['one', ...pieces]] });
    expect(second).toEqual({ ok: true, value: [['two', 'x']] });
    expect(turns).toBeGreaterThan(1);
  });

  it('runs tasks one after the other', async () => {
    const host = open('worker-hang', 300);
    const answers = await Promise.all([host.run('hang'), host.run('answer'), host.run('answer')]);
    expect(answers.map(({ ok }) => ok)).toEqual([false, true, true]);
  });
});
