import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { endEarlierRun, parseRunRecord, recordRun } from './run-record';

const someone = { pid: 4242, bornAt: '99' };

it.each([
  ['cut short by a kill', '{"command":{"pid":42', null],
  ['of another shape', '{"command":{"pid":"42"}}', null],
  [
    'from before the server started',
    JSON.stringify({ command: someone, server: null }),
    { command: someone, server: null },
  ],
])('reads a record %s', (_what, content, expected) => {
  expect(parseRunRecord(content)).toEqual(expected);
});

it('never ends the process that asks, nor a later one with a recorded number', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  const lines: string[] = [];
  recordRun(folder, { pid: process.ppid, bornAt: 'another time' });
  await endEarlierRun(folder, (line) => lines.push(line));
  expect(lines).toEqual([]);
  rmSync(folder, { recursive: true });
});
