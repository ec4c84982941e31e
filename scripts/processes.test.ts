import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandOf, endProcess, identityOf, isStillRunning, startTicksOf } from './processes';

describe('a process identity', () => {
  it('reads the start time behind a program name that holds spaces and brackets', () => {
    const fields = ['S', ...Array.from({ length: 18 }, (_, index) => String(index)), '424242', '7'];
    expect(startTicksOf(`12 (odd ) (name) ${fields.join(' ')}`)).toBe('424242');
  });

  it('counts a zombie as gone', () => {
    expect(startTicksOf(`12 (node) Z ${'0 '.repeat(30)}`)).toBeNull();
  });

  it('is null for process ids that no program of ours can have', () => {
    expect([0, 1, -5, 1.5, Number.NaN].map(identityOf)).toEqual([null, null, null, null, null]);
  });

  it('is not satisfied by a later process with the same number', () => {
    const own = identityOf(process.pid);
    expect(own && isStillRunning(own)).toBe(true);
    expect(isStillRunning({ pid: process.pid, bornAt: 'another time' })).toBe(false);
  });
});

describe('ending a process', () => {
  it('goes on to a stronger signal when the first one is ignored', async () => {
    const stubborn = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
    const child = spawn(process.execPath, ['-e', stubborn], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const identity = identityOf(child.pid ?? 0);
    if (!identity) throw new Error('The child did not start.');
    expect(commandOf(identity.pid)).toContain('SIGTERM');
    await endProcess(identity, { signals: ['SIGTERM', 'SIGKILL'], patienceMs: 200 });
    expect(isStillRunning(identity)).toBe(false);
  });
});
