import { parseArgs } from 'node:util';
import { runCommand } from './administrator';
import { Crowd } from './check-faults/crowd';
import type { Fault, Finding, LiveFault, Scene, TestedFault } from './check-faults/fault';
import { FAULTS } from './check-faults/faults';
import { layLine } from './check-faults/faulty-line';
import { type Ran, runTests } from './check-faults/run-tests';
import { gatherStarters } from './check-faults/start-wave';
import { openExamHall } from './exam-hall';
import { freePort } from './free-port';
import { type Lifetime, withLifetime } from './lifetime';
import { GROUPS } from './mutants';
import { formatSeconds } from './progress';
import { runNode } from './run-program';

/**
 * `npm run check:faults`: everything that can befall an exam, a line each with its figures. Ends with 1 when one of them was not
 * survived. What can't be played here says so, and is neither passed nor failed. `--mutants` breaks what each of them holds, and
 * fails when a check doesn't notice. `--only F1,F4` narrows both; `--live` leaves out what tests of their own play.
 */

const { values } = parseArgs({
  options: {
    mutants: { type: 'boolean', default: false },
    live: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const wanted = values.only?.split(',');
const chosen = FAULTS.filter(({ id, proof }) =>
  wanted ? wanted.includes(id) : !values.live || proof.kind === 'live',
);

type Verdict = 'ok' | 'FAILED' | 'not run';
const verdicts: Verdict[] = [];

const mutantOf = ({ proof }: Fault): string => (proof.kind === 'live' ? proof.mutant.name : proof.mutant);

function say(fault: Fault, verdict: Verdict, figures: string): void {
  verdicts.push(verdict);
  const { id, what } = fault;
  const words = verdict === 'not run' ? `not run: ${figures}` : figures;
  console.log(`${id.padEnd(4)} ${verdict.padEnd(7)} ${what}: ${words} [fails on: ${mutantOf(fault)}]`);
}

const sayFinding = (fault: Fault, { figures, wrong }: Finding): void =>
  say(fault, wrong.length === 0 ? 'ok' : 'FAILED', [figures, ...wrong].join('; '));

type With<P> = Fault & { readonly proof: P };
const liveOf = (faults: readonly Fault[]) =>
  faults.filter((fault): fault is With<LiveFault> => fault.proof.kind === 'live');
const testedOf = (faults: readonly Fault[]) =>
  faults.filter((fault): fault is With<TestedFault> => fault.proof.kind === 'tests');

/** Those who go on to the end, those who hand in before, and who has a browser. */
const learnerCounts = [20, 6, 1];

async function setScene(life: Lifetime): Promise<Scene> {
  const hall = await openExamHall('check-faults', learnerCounts, life, gatherStarters);
  const serverPort = await freePort();
  const line = await layLine(hall.port, serverPort, life);
  const crowd = new Crowd(hall, serverPort, life.signal);
  await crowd.startServer();
  return { crowd, hall, line };
}

const BROKE_OFF = 'broke off';

/** A fault that broke off leaves nobody knows what behind: what it says is all that it found. */
const playOf = async ({ proof }: With<LiveFault>, scene: Scene): Promise<Finding> => {
  try {
    return await proof.play(scene);
  } catch (error) {
    return { figures: BROKE_OFF, wrong: [error instanceof Error ? error.message : String(error)] };
  }
};

async function playLive(life: Lifetime): Promise<void> {
  const faults = liveOf(chosen);
  if (faults.length === 0) return;
  const scene = await setScene(life);
  for (const fault of faults) {
    life.signal.throwIfAborted();
    const missing = fault.proof.missing?.() ?? null;
    if (missing) say(fault, 'not run', missing);
    else sayFinding(fault, await playOf(fault, scene));
  }
}

async function playTested(life: Lifetime): Promise<void> {
  for (const project of ['unit', 'integration', 'browser'] as const) {
    const faults = testedOf(chosen).filter(({ proof }) => proof.project === project);
    if (faults.length === 0) continue;
    const ran = await runTests(project, [...new Set(faults.map(({ proof }) => proof.file))], life.signal);
    for (const fault of faults) sayTested(fault, ran);
  }
}

function sayTested(fault: With<TestedFault>, { passed, failed, note }: Ran): void {
  if (note !== null) {
    say(fault, 'not run', note);
    return;
  }
  const { tests, file } = fault.proof;
  const missed = tests.filter((test) => !passed.some((name) => test.test(name)));
  sayFinding(fault, {
    figures: `${tests.length - missed.length} of ${tests.length} tests of ${file}`,
    wrong: missed.map(
      (test) => `${test} ${failed.some((name) => test.test(name)) ? 'failed' : 'is no test of it'}`,
    ),
  });
}

let killed = 0;
let tried = 0;

/** Breaks what each live check holds to, and expects it to notice. */
async function breakLive(life: Lifetime): Promise<void> {
  const faults = liveOf(chosen);
  if (faults.length === 0) return;
  const scene = await setScene(life);
  for (const fault of faults) {
    life.signal.throwIfAborted();
    const missing = fault.proof.missing?.() ?? null;
    if (missing) {
      console.log(`not run   ${fault.id} ${fault.proof.mutant.name}: not run: ${missing}`);
      continue;
    }
    const mend = await fault.proof.mutant.break(scene);
    const { figures, wrong } = await playOf(fault, scene);
    await mend();
    await scene.crowd.restartServer();
    // A check that could not be played has noticed nothing.
    const isNoticed = wrong.length > 0 && figures !== BROKE_OFF;
    tried += 1;
    if (isNoticed) killed += 1;
    console.log(
      `${isNoticed ? 'killed  ' : 'SURVIVED'}  ${fault.id} ${fault.proof.mutant.name}\n          by: ${isNoticed ? wrong.join('; ') : [figures, ...wrong].join('; ')}`,
    );
  }
}

/** The mutants of the sources, by the groups of scripts/mutants.ts that hold them. */
async function breakTested(life: Lifetime): Promise<void> {
  const names = new Set(testedOf(chosen).map(({ proof }) => proof.mutant));
  const groups = GROUPS.filter(({ mutants }) => mutants.some(({ name }) => names.has(name)));
  for (const { name, mutants } of groups) {
    const args = ['--import', 'tsx', 'scripts/check-mutants.ts', name];
    const { output } = await runNode(args, { output: 'capture', signal: life.signal });
    console.log(output.trim());
    tried += mutants.length;
    killed += output.split('\n').filter((line) => line.startsWith('killed ')).length;
  }
}

await runCommand(() =>
  withLifetime(async (life) => {
    if (values.mutants) {
      await breakLive(life);
      await breakTested(life);
      return;
    }
    await playLive(life);
    await playTested(life);
  }),
);
const count = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length;
const took = formatSeconds(performance.now());
console.log(
  values.mutants
    ? `Kill rate ${tried === 0 ? 0 : Math.floor((100 * killed) / tried)} %: ${killed} of ${tried} mutants (${took})`
    : `${count('ok')} survived, ${count('FAILED')} not, ${count('not run')} not run (${took})`,
);
const isSound = values.mutants ? tried > 0 && killed === tried : verdicts.length > 0 && count('FAILED') === 0;
if (!isSound) process.exitCode = 1;
