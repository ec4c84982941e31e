import { browserKilled } from './browser-killed';
import type { Fault, TestedFault } from './fault';
import { diskFull } from './full-disk';
import { handIn } from './hand-in';
import * as live from './live-faults';
import { startWave } from './start-wave';

const tests = (
  project: TestedFault['project'],
  file: string,
  names: readonly RegExp[],
  mutant: string,
): TestedFault => ({ kind: 'tests', project, file, tests: names, mutant });

const unit = (file: string, names: readonly RegExp[], mutant: string) => tests('unit', file, names, mutant);
const inPlayer = (file: string, names: readonly RegExp[], mutant: string) =>
  unit(`components/quiz/player/${file}`, names, mutant);
const ofOutbox = (name: RegExp, mutant: string) => unit('lib/domain/attempt/outbox.test.ts', [name], mutant);
const integration = (file: string, names: readonly RegExp[], mutant: string) =>
  tests('integration', `tests/integration/${file}`, names, mutant);
const inFunctions = (names: readonly RegExp[], mutant: string) =>
  integration('attempt-functions.test.ts', names, mutant);
const browser = (file: string, names: readonly RegExp[], mutant: string) =>
  tests('browser', `e2e/${file}`, names, mutant);

const submitsOnce = /in a race with saves and other submissions happens exactly once/;
const reordered = [
  /ends with the answer of the highest acknowledged revision/,
  /loses no acknowledged answer when all messages arrive at once/,
];
const inTime = [
  /counts what arrives within five seconds after the deadline/,
  /keeps apart what arrives after the submission/,
];
const outsiders = [
  /sees nothing, not even that it exists, for anybody else/,
  /asks for a sign-in that still stands/,
];

/** What can befall an exam, each with what plays it and what its check was seen to fail on. Waves of starts come last: their mutant isn't taken back. */
export const FAULTS: readonly Fault[] = [
  { id: 'F1', what: 'PostgreSQL is killed', proof: live.databaseKilled },
  { id: 'F2', what: 'PostgreSQL restarts', proof: live.databaseRestarted },
  { id: 'F3', what: 'PostgreSQL freezes', proof: live.databaseFrozen },
  { id: 'F4', what: 'the server is killed', proof: live.serverKilled },
  { id: 'F4b', what: 'the server is told to end', proof: live.serverTold },
  { id: 'F5', what: 'one of two processes dies', proof: live.processKilled },
  { id: 'F7', what: 'the disk is full', proof: diskFull },
  { id: 'F8', what: 'no connection is free', proof: live.fewConnections },
  { id: 'F9', what: 'a line that loses requests', proof: live.badLine },
  {
    id: 'F9b',
    what: 'a line of any kind, as the player sees it',
    proof: inPlayer(
      'attempt-sync.test.tsx',
      [/never shows "saved" for what the server lacks/],
      'saved before the server said so',
    ),
  },
  { id: 'F10', what: 'answers of the server get lost', proof: live.answersLost },
  {
    id: 'F11',
    what: 'requests twice and out of order',
    proof: inFunctions(reordered, 'an older revision replaces a newer one'),
  },
  {
    id: 'F12',
    what: 'offline, reload, back again',
    proof: browser(
      'reopen.spec.ts',
      [/a reload without a network opens the exam where it was/],
      'a kept page stays shut',
    ),
  },
  { id: 'F13', what: 'the browser is killed', proof: browserKilled },
  {
    id: 'F14',
    what: 'two devices, each with unsent answers',
    proof: unit(
      'lib/domain/attempt/two-devices.test.ts',
      [/replace nothing newer and throw nothing away, however their calls interleave/],
      'an answer of another device is overruled in silence',
    ),
  },
  {
    id: 'F15',
    what: 'double submit, submit against saves',
    proof: inFunctions([submitsOnce], 'a second hand-in is another one'),
  },
  {
    id: 'F16',
    what: 'the deadline passes offline or while submitting',
    proof: inFunctions(inTime, 'an answer after the end leaves no trace'),
  },
  {
    id: 'F17',
    what: 'the device’s clock jumps or sleeps',
    proof: unit(
      'lib/domain/attempt/attempt-rules.test.ts',
      [/believes the newer one when they contradict/],
      'a device that slept believes its old reading',
    ),
  },
  { id: 'F18', what: 'the server’s clock is wrong', proof: live.wrongClock },
  {
    id: 'F19',
    what: 'the session ends in mid-exam',
    proof: ofOutbox(
      /whose sign-in lapsed keeps taking answers and sends them after the next one/,
      'a lapse of the sign-in stops the exam',
    ),
  },
  {
    id: 'F20',
    what: 'the person is removed in mid-exam',
    proof: inFunctions(outsiders, 'a sign-in that ended looks like an attempt that isn’t there'),
  },
  {
    id: 'F21',
    what: 'a deploy in mid-exam',
    proof: inPlayer(
      'exam-worker.test.ts',
      [/gives a running exam the files of its own build after a new one/],
      'a kept page has the files of another build',
    ),
  },
  {
    id: 'F22',
    what: 'a question is edited in mid-exam',
    proof: integration(
      'answer-history.test.ts',
      [/is shown as it was when the exam began/, /keeps its versions from being deleted/],
      'a running exam shows what was edited since',
    ),
  },
  {
    id: 'F23',
    what: 'a job dies in the middle',
    proof: integration(
      'jobs.test.ts',
      [/whose process dies is done by the next one, once/],
      'two are at the same job',
    ),
  },
  {
    id: 'F24',
    what: 'more time in mid-exam',
    proof: integration(
      'jobs.test.ts',
      [/leaves an attempt open that was given more time since/],
      'more time comes too late',
    ),
  },
  {
    id: 'F25',
    what: 'the device keeps nothing',
    proof: inPlayer(
      'attempt-sync.test.tsx',
      [/saves online when the device keeps nothing, and says so/],
      'a device that keeps nothing sends nothing',
    ),
  },
  {
    id: 'N1',
    what: 'a stale second device comes back',
    proof: integration(
      'answer-history.test.ts',
      [/an old unsent one replaces nothing newer of another device/],
      'the base is ignored',
    ),
  },
  {
    id: 'N2',
    what: 'closed past the deadline, and reopened',
    proof: inPlayer(
      'deliver-unsent.test.ts',
      [/is handed in late after the end, and counted/, /is sent while the exam runs and nobody else has it/],
      'outbox not drained',
    ),
  },
  {
    id: 'N2b',
    what: 'the same in a browser',
    proof: browser(
      'reopen.spec.ts',
      [/closed past its deadline are handed in late by the next page/],
      'outbox not drained',
    ),
  },
  { id: 'N3', what: 'a whole exam hands in while marking is slow', proof: handIn },
  {
    id: 'N4',
    what: 'one attempt that can’t be closed or marked, among many organisations',
    proof: integration(
      'jobs.test.ts',
      [/is closed in every organisation, past an attempt in each of several/],
      'one try around all tenants',
    ),
  },
  {
    id: 'N5',
    what: 'an answer without a clock',
    proof: inPlayer(
      'attempt-transport.test.ts',
      [/without a clock says nothing about the time/],
      'remaining time defaulted',
    ),
  },
  {
    id: 'N6',
    what: 'something between says 404 or 403',
    proof: inPlayer(
      'attempt-transport.test.ts',
      [/says nothing final with a bare 403/, /says nothing final with a bare 404/],
      'a bare 404 or 403 is final',
    ),
  },
  {
    id: 'N7',
    what: 'another device has the exam now',
    proof: inPlayer(
      'deliver-unsent.test.ts',
      [/takes a running exam from no other device/],
      'a running exam is taken from another device',
    ),
  },
  {
    id: 'N8',
    what: 'a tab that lost the exam',
    proof: ofOutbox(
      /that lost the lease keeps its unsent answers and sends nothing/,
      'a tab that lost the exam goes on sending',
    ),
  },
  {
    id: 'N8b',
    what: 'another tab, another person, in a browser',
    proof: browser(
      'exam-tabs.spec.ts',
      [/takes over at once/, /reaches the exam at once/],
      'a tab that lost the exam goes on sending',
    ),
  },
  {
    id: 'N9',
    what: 'a pause in mid-exam',
    proof: integration(
      'attempt-acts.test.ts',
      [/stands still in a pause, in which nothing is saved/],
      'a pause takes answers',
    ),
  },
  { id: 'F26', what: 'everybody starts at once', proof: startWave },
];
