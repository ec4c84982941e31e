import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runCommand } from './administrator';
import { loginEnvironment } from './cluster-roles';
import { type Lifetime, withLifetime } from './lifetime';
import { GROUPS, type Mutant, type MutantGroup } from './mutants';
import { generateClient } from './prisma-client';
import { formatSeconds } from './progress';
import { programs, runNode } from './run-program';
import { openTestCluster } from './test-cluster';

/**
 * Takes guards out, one after the other, and expects a test to notice: `npm run check:mutants`. It works on a copy of the
 * sources, so that nothing broken can be left behind; an argument narrows it to groups whose name holds it. Ends with the list,
 * and with 1 when a mutant survived. One that no longer fits the source is an error.
 */

const copy = resolve('.cutscore/mutants');

/** Every file that git would see, and what is generated. Dependencies are linked: nobody writes into them. */
function copySources(): void {
  rmSync(copy, { recursive: true, force: true });
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const path of listed.split('\0').filter((each) => each !== '' && existsSync(each))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(path, join(copy, path));
  }
  cpSync('lib/generated', join(copy, 'lib/generated'), { recursive: true });
  try {
    execFileSync('cp', ['-al', 'node_modules', join(copy, 'node_modules')], { stdio: 'ignore' });
  } catch {
    // A cp that knows no links.
    rmSync(join(copy, 'node_modules'), { recursive: true, force: true });
    cpSync('node_modules', join(copy, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  }
}

/** A lockfile in a folder above makes Next take that folder for the root, and name everything from there. */
function pinRoot(): void {
  const path = join(copy, 'next.config.ts');
  const config = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    config.replace('reactStrictMode: true,', 'reactStrictMode: true,\n  turbopack: { root: process.cwd() },'),
  );
}

function apply({ file, find, replace, name }: Mutant): void {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2)
    throw new Error(
      `“${name}” no longer fits ${file}: its text is there ${source.split(find).length - 1} times.`,
    );
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
}

interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Names of tests by how they ended. A file that didn't load proves nothing about a guard, and is an error. */
async function runTests({ project, tests }: MutantGroup, { signal }: Lifetime) {
  const report = join(copy, '.cutscore/report.json');
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const args = ['run', `--project=${project}`, '--reporter=json', `--outputFile.json=${report}`, ...tests];
  const { output } = await runNode([programs.vitest, ...args], { output: 'capture', cwd: copy, signal });
  if (!existsSync(report))
    throw new Error(`The tests of ${tests.join(', ')} did not run:\n${output.slice(-4000)}`);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as TestReport;
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  // No test of it failed and yet it did: what it is built on did not come up.
  const broken = testResults.find(
    ({ status, assertionResults }) =>
      assertionResults.length === 0 ||
      (status === 'failed' && assertionResults.every((each) => each.status !== 'failed')),
  );
  if (broken)
    throw new Error(`${broken.name} did not come up:\n${broken.message ?? ''}\n${output.slice(-4000)}`);
  const named = (status: string) =>
    results.filter((each) => each.status === status).map((each) => each.fullName);
  return { passed: named('passed'), failed: named('failed') };
}

type Verdict = { readonly mutant: Mutant; readonly killedBy: string | null };

/** The tests of a group as they are, where all have to pass, and then with its mutants. */
async function tryGroup(group: MutantGroup, life: Lifetime): Promise<readonly Verdict[]> {
  const before = await runTests(group, life);
  if (before.failed.length > 0)
    throw new Error(`Without any mutant these fail already:\n  ${before.failed.join('\n  ')}`);
  for (const { killer, name } of group.mutants)
    if (!before.passed.some((test) => killer.test(test)))
      throw new Error(`“${name}”: no test is called ${killer}`);
  const files = [...new Set(group.mutants.map(({ file }) => file))];
  const kept = files.map((file) => [join(copy, file), readFileSync(join(copy, file))] as const);
  try {
    for (const mutant of group.mutants) apply(mutant);
    const { failed } = await runTests(group, life);
    return group.mutants.map((mutant) => ({
      mutant,
      killedBy: failed.find((test) => mutant.killer.test(test)) ?? null,
    }));
  } finally {
    for (const [path, source] of kept) writeFileSync(path, source);
  }
}

function describe({ mutant, killedBy }: Verdict): string {
  const { name, file } = mutant;
  return killedBy === null
    ? `SURVIVED  ${name} (${file})`
    : `killed    ${name} (${file})\n          by: ${killedBy}`;
}

const verdicts: Verdict[] = [];
await runCommand(() =>
  withLifetime(async (life) => {
    const wanted = process.argv[2] ?? '';
    await generateClient();
    copySources();
    pinRoot();
    life.atEnd(() => rmSync(copy, { recursive: true, force: true }));
    const cluster = await openTestCluster();
    life.atEnd(cluster.stop);
    process.env.DATABASE_URL = cluster.adminUrl('postgres');
    Object.assign(process.env, loginEnvironment(cluster.logins('postgres')));
    for (const group of GROUPS.filter(({ name }) => name.includes(wanted))) {
      const startedAt = Date.now();
      const found = await tryGroup(group, life);
      verdicts.push(...found);
      console.log(
        `${group.name} (${formatSeconds(Date.now() - startedAt)})\n${found.map(describe).join('\n')}\n`,
      );
    }
  }),
);
const killed = verdicts.filter(({ killedBy }) => killedBy !== null).length;
console.log(`${killed} of ${verdicts.length} mutants killed (${formatSeconds(performance.now())})`);
if (killed < verdicts.length || verdicts.length === 0) process.exitCode = 1;
