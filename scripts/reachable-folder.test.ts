import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canTraverse, isReachable } from './reachable-folder';

const postgres = { uid: 101, gid: 104 };

it.each([
  ['a stranger', { mode: 0o755, uid: 0, gid: 0 }, true],
  ['a stranger at a closed folder', { mode: 0o700, uid: 0, gid: 0 }, false],
  ['the owner', { mode: 0o700, uid: 101, gid: 0 }, true],
  ['the group', { mode: 0o710, uid: 0, gid: 104 }, true],
  ['the group where only others may', { mode: 0o701, uid: 0, gid: 104 }, false],
])('lets %s through exactly as the system would', (_who, folder, expected) => {
  expect(canTraverse(folder, postgres)).toBe(expected);
});

it('looks at every folder above, and skips those that do not exist yet', () => {
  const base = mkdtempSync(join(tmpdir(), 'reach-'));
  const closed = join(base, 'closed');
  mkdirSync(closed);
  chmodSync(base, 0o755);
  chmodSync(closed, 0o700);
  const nobody = { uid: 64_999, gid: 64_999 };
  try {
    expect(isReachable(join(base, 'new', 'data'), nobody)).toBe(isReachable(tmpdir(), nobody));
    expect(isReachable(join(closed, 'new', 'data'), nobody)).toBe(false);
    expect(isReachable(join(closed, 'new', 'data'), null)).toBe(true);
  } finally {
    rmSync(base, { recursive: true });
  }
});
