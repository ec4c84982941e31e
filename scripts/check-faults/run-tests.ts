import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { programs, runNode } from '../run-program';
import type { TestedFault } from './fault';

/** Names of tests by how they ended, and why a file didn't run. */
export interface Ran {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly note: string | null;
}

const report = resolve('.cutscore/check-faults-report.json');

function readReport(): unknown {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly { readonly title: string; readonly ok: boolean }[];
}

/** Runs the files of a project once, whatever number of faults they play. */
export async function runTests(
  project: TestedFault['project'],
  files: readonly string[],
  signal: AbortSignal,
): Promise<Ran> {
  mkdirSync(resolve('.cutscore'), { recursive: true });
  rmSync(report, { force: true });
  return project === 'browser' ? runBrowser(files, signal) : runVitest(project, files, signal);
}

async function runVitest(project: string, files: readonly string[], signal: AbortSignal): Promise<Ran> {
  const args = ['run', `--project=${project}`, '--reporter=json', `--outputFile.json=${report}`, ...files];
  const { output } = await runNode([programs.vitest, ...args], { output: 'capture', signal });
  const found = readReport() as VitestReport | null;
  if (!found) return { passed: [], failed: [], note: output.trim().split('\n').at(-1) ?? 'no report' };
  const all = found.testResults.flatMap(({ assertionResults }) => assertionResults);
  const named = (status: string) =>
    all.filter((each) => each.status === status).map(({ fullName }) => fullName);
  return { passed: named('passed'), failed: named('failed'), note: null };
}

async function runBrowser(files: readonly string[], signal: AbortSignal): Promise<Ran> {
  const env = { ...process.env, CUTSCORE_PLAYWRIGHT_REPORT: report };
  const { output } = await runNode([programs.playwright, 'test', ...files], {
    output: 'capture',
    env,
    signal,
  });
  const found = readReport() as Suite | null;
  if (!found) return { passed: [], failed: [], note: output.trim().split('\n').at(-1) ?? 'no report' };
  const all = specsOf(found);
  const named = (isOk: boolean) => all.filter(({ ok }) => ok === isOk).map(({ title }) => title);
  return { passed: named(true), failed: named(false), note: null };
}

const specsOf = ({ suites = [], specs = [] }: Suite): readonly { title: string; ok: boolean }[] => [
  ...specs,
  ...suites.flatMap(specsOf),
];
