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
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  const command = [tsx, '--conditions=react-server', join(ROOT, 'scripts/import.ts'), ...args];
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

  it('reads several files of several formats, one line for each in their order', async () => {
    const files = {
      'one.txt': 'Which?\nA. x\nB. y\nANSWER: B\n',
      'two.gift': '::T:: Which? {=x ~y}\n',
      'three.csv': 'Question,A,B,Key\nWhich?,x,y,A\n',
      'four.pdf': '%PDF-1.7',
      'five.txt': 'Which one of these?\tx\ty\tB\nAnd which one of those?\tv\tw\tA\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const paths = Object.keys(files).map((name) => join(folder, name));
    const { code, stdout, stderr } = await runImport('--dry-run', '--json', ...paths);
    const reports = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(reports.map(({ format, items }) => [format, items.length])).toEqual([
      ['aiken', 1],
      ['gift', 1],
      ['table', 1],
      ['scenario-post', 0],
      ['table', 2],
    ]);
    expect(Object.keys(reports[0])).toEqual([
      'format',
      'confidence',
      'stimuli',
      'items',
      'lines',
      'messages',
    ]);
    expect(reports[3].messages[0].code).toBe('source/refused');
    expect(code).toBe(1);
    expect(stderr).toContain('This is a PDF');
  });

  it('reads as it is told', async () => {
    const file = join(folder, 'told.txt');
    await writeFile(file, 'x;Which?;y;2\n');
    const mapping = '{"header":false,"1":"option","2":"stem","3":"option","4":"key"}';
    const { stdout } = await runImport(
      '--dry-run',
      '--json',
      '--format',
      'table',
      '--mapping',
      mapping,
      file,
    );
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ format: 'table', confidence: 1, items: [{ stem: 'Which?' }] });
    expect(report.items[0].options.map(({ correct }: { correct: boolean }) => correct)).toEqual([
      false,
      true,
    ]);
  });

  it('ends with 1 and says why when the file is missing', async () => {
    const { code, stdout, stderr } = await runImport('--dry-run', '--json', join(folder, 'nowhere.txt'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('there is no such file');
  });

  it.each([
    ['no file', []],
    ['an unknown option', ['--dryrun', 'x']],
    ['two files to write', ['--organisation', 'o', '--bank', 'b', 'x', 'y']],
    ['an unknown format', ['--dry-run', '--format', 'word', 'x']],
    ['a mapping that is no object', ['--dry-run', '--mapping', '[1]', 'x']],
    ['neither a dry run nor a bank', ['x']],
  ])('ends with 2 and shows the usage for %s', async (_, args) => {
    const { code, stderr } = await runImport(...args);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: npm run --silent import');
  });
});
