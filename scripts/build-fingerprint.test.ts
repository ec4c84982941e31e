import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildFingerprint } from './build-fingerprint';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  mkdirSync(join(root, 'lib/generated'), { recursive: true });
  mkdirSync(join(root, 'app'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'app/page.tsx'), 'one');
});
afterEach(() => rmSync(root, { recursive: true }));

it.each([
  ['the lock file', 'package-lock.json'],
  ['the framework’s configuration', 'next.config.ts'],
  ['a page', 'app/page.tsx'],
  ['a new module', 'lib/new-module.ts'],
])('changes with %s', (_what, path) => {
  const before = buildFingerprint(root);
  writeFileSync(join(root, path), 'changed');
  expect(buildFingerprint(root)).not.toBe(before);
});

it.each([
  ['a test', 'app/page.test.tsx'],
  ['generated code', 'lib/generated/client.ts'],
  ['the test runner’s configuration', 'vitest.config.ts'],
  ['a text', 'README.md'],
])('stays with %s', (_what, path) => {
  const before = buildFingerprint(root);
  writeFileSync(join(root, path), 'changed');
  expect(buildFingerprint(root)).toBe(before);
});

it('notices a file that moved', () => {
  const before = buildFingerprint(root);
  rmSync(join(root, 'app/page.tsx'));
  writeFileSync(join(root, 'app/other.tsx'), 'one');
  expect(buildFingerprint(root)).not.toBe(before);
});
