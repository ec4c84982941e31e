import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GOLDEN = join(ROOT, 'tests/golden/scenario-import/s2');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function runImport(...args: readonly string[]): Promise<Outcome> {
  const command = [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, 'scripts/import.ts'), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
        stdout,
        stderr,
      });
    });
  });
}

describe('the import command', { timeout: 30_000 }, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cutscore-import-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('prints exactly the golden report of the sample post', async () => {
    const { code, stdout, stderr } = await runImport('--dry-run', '--json', join(GOLDEN, 'input.txt'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await readFile(join(GOLDEN, 'expected.json'), 'utf8')));
  });

  it('summarises for people without --json', async () => {
    const { code, stdout } = await runImport('--dry-run', join(GOLDEN, 'input.txt'));
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '20 of 20 questions ready, 8 backgrounds, 0 of 380 lines not understood.\n',
    });
  });

  it('reads any bytes and says where they are not UTF-8', async () => {
    const file = join(folder, 'bytes.txt');
    await writeFile(file, Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xc3, 0x28]));
    const { code, stdout } = await runImport('--dry-run', '--json', file);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ items: [], lines: { total: 2, unrecognised: 2 } });
    expect(stdout).toContain('text/unreadable-character');
  });

  it('ends with 1 and says why when the file is missing', async () => {
    const { code, stdout, stderr } = await runImport('--dry-run', '--json', join(folder, 'nowhere.txt'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('there is no such file');
  });

  it.each([
    ['no file', []],
    ['an unknown option', ['--dryrun', 'x']],
    ['two files', ['--dry-run', 'x', 'y']],
    ['neither a dry run nor a bank', ['x']],
  ])('ends with 2 and shows the usage for %s', async (_, args) => {
    const { code, stderr } = await runImport(...args);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: npm run --silent import');
  });
});
