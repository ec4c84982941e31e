import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCommand } from './administrator';
import { ensureBuild } from './build-application';
import { loginEnvironment } from './cluster-roles';
import { type Lifetime, withLifetime } from './lifetime';
import { generateClient } from './prisma-client';
import { formatSeconds } from './progress';
import { programs, runNode } from './run-program';
import { openTestCluster } from './test-cluster';
import {
  addTotals,
  checkTotals,
  formatTotals,
  noTotals,
  playwrightTotals,
  type Totals,
  vitestTotals,
} from './test-totals';

/**
 * `npm test`: every check, one after the other; a failed one hides none of the others. The last line is
 * `N passed, N failed`: a check counts as one, the test runners count their tests.
 * `npm test -- types lint` runs only the named steps.
 */

interface Step {
  readonly name: string;
  readonly title: string;
  readonly run: (life: Lifetime) => Promise<Totals>;
}

const reports = resolve('.cutscore/test-reports');

function check(name: string, title: string, args: readonly string[]): Step {
  const run = async ({ signal }: Lifetime) =>
    checkTotals((await runNode(args, { output: 'screen', signal })).code === 0);
  return { name, title, run };
}

/** Runs a test runner that writes a JSON report; the report of an earlier run must not be taken for this one's. */
async function runWithReport(
  name: string,
  args: (file: string) => readonly string[],
  read: (report: string | null, succeeded: boolean) => Totals,
  { signal }: Lifetime,
): Promise<Totals> {
  const file = resolve(reports, `${name}.json`);
  mkdirSync(reports, { recursive: true });
  rmSync(file, { force: true });
  const env = { ...process.env, CUTSCORE_PLAYWRIGHT_REPORT: file };
  const { code } = await runNode(args(file), { output: 'screen', env, signal });
  return read(existsSync(file) ? readFileSync(file, 'utf8') : null, code === 0);
}

function vitest(project: string, title: string): Step {
  const args = (file: string) => [
    programs.vitest,
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  return { name: project, title, run: (life) => runWithReport(project, args, vitestTotals, life) };
}

async function prepareClient(): Promise<Totals> {
  await generateClient();
  return checkTotals(true);
}

async function build({ signal }: Lifetime): Promise<Totals> {
  await ensureBuild(signal);
  return checkTotals(true);
}

/** One server for the integration and the browser tests; both find it by the environment. */
async function startServer(life: Lifetime): Promise<Totals> {
  const cluster = await openTestCluster();
  life.atEnd(cluster.stop);
  process.env.DATABASE_URL = cluster.adminUrl('postgres');
  Object.assign(process.env, loginEnvironment(cluster.logins('postgres')));
  return checkTotals(true);
}

const steps: readonly Step[] = [
  { name: 'client', title: 'Database client', run: prepareClient },
  check('types', 'Types', [programs.tsc, '--noEmit']),
  check('domain', 'Types of the pure domain', [
    programs.tsc,
    '--noEmit',
    '--project',
    'lib/domain/tsconfig.json',
  ]),
  check('lint', 'Format and lint', [programs.biome, 'check', '.']),
  check('layers', 'Architecture: layers', [
    programs.dependencyCruiser,
    '--config',
    '.dependency-cruiser.cjs',
    'app',
    'components',
    'lib',
  ]),
  check('unused', 'Architecture: nothing unused', [programs.knip]),
  vitest('unit', 'Unit tests'),
  { name: 'server', title: 'PostgreSQL for the tests', run: startServer },
  vitest('integration', 'Integration tests on PostgreSQL'),
  { name: 'build', title: 'Build', run: build },
  vitest('doors', 'Every door, over HTTP'),
  {
    name: 'browser',
    title: 'Browser tests in Chromium',
    run: (life) => runWithReport('browser', () => [programs.playwright, 'test'], playwrightTotals, life),
  },
];

/** Runs one step; one that throws is one failure with its reason on the screen. */
async function runStep(step: Step, life: Lifetime): Promise<Totals> {
  try {
    return await step.run(life);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return checkTotals(false);
  }
}

function chosenSteps(names: readonly string[]): readonly Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length === 0)
    return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
  throw new Error(
    `There is no step ${unknown.join(', ')}. The steps: ${steps.map((step) => step.name).join(', ')}.`,
  );
}

function summarise(step: Step, totals: Totals, milliseconds: number): string {
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  const mark = totals.failed > 0 ? 'FAILED' : 'ok    ';
  return `${mark}  ${step.title}: ${formatTotals(totals)}${skipped} (${formatSeconds(milliseconds)})`;
}

async function testEverything(life: Lifetime): Promise<{ totals: Totals; summary: string[] }> {
  let totals = noTotals;
  const summary: string[] = [];
  const chosen = chosenSteps(process.argv.slice(2));
  for (const [index, step] of chosen.entries()) {
    life.signal.throwIfAborted();
    const startedAt = Date.now();
    console.log(`\n[${index + 1}/${chosen.length}] ${step.title}`);
    const added = await runStep(step, life);
    summary.push(summarise(step, added, Date.now() - startedAt));
    console.log(summary.at(-1));
    totals = addTotals(totals, added);
  }
  return { totals, summary };
}

let result: { totals: Totals; summary: string[] } | undefined;
await runCommand(() =>
  withLifetime(async (life) => {
    result = await testEverything(life);
  }),
);
// After everything has stopped, so that nothing can be printed behind the last line.
if (result) {
  const { totals, summary } = result;
  console.log(`\n${summary.join('\n')}\nAll steps took ${formatSeconds(performance.now())}.`);
  if (totals.skipped > 0) console.log(`${totals.skipped} skipped (counted as neither passed nor failed)`);
  console.log(formatTotals(totals));
}
process.exitCode = result && result.totals.failed === 0 ? 0 : 1;
