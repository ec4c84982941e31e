import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashPassword } from '@/lib/infra/auth/password';
import { createMembers, createOrganisation, givePassword } from '@/tests/support/factories';
import { findLostAnswers } from './acknowledged-answers';
import { runCommand } from './administrator';
import { type ExamHall, openExamHall } from './exam-hall';
import { type Lifetime, withLifetime } from './lifetime';
import { describeLatencies, percentile } from './percentile';
import { type SignInAnswer, SignInClient } from './sign-in-client';

/**
 * `npm run check:flood`: what a flood of sign-ins does to an exam and to those who want in, over HTTP on the loopback interface,
 * whose addresses (127.0.0.0/8) are the sources. Prints a line for each bar and fails when one is not met.
 */

const learnerCount = 20;
const floodSize = 200;
const waves = 3;
const quietSeconds = 10;
/** Each learner answers about three times a second: more than people do, so that a short flood is seen by many answers. */
const pauseMs = () => 200 + randomInt(300);

const bars = {
  baselineP95Ms: 125,
  floodP95Ms: 250,
  timesBaseline: 1.5,
  knownDeviceMs: 2000,
  sprayed: { accounts: 60, tried: 20 },
  room: { people: 40, seconds: 60 },
} as const;

const PASSWORD = 'four words in a row';
type Person = { readonly email: string; readonly password: string };

/** People with a password: one hash for all, because making a hundred isn't what is measured. */
async function createPeople(count: number): Promise<Person[]> {
  const organisation = await createOrganisation();
  const hash = await hashPassword(PASSWORD);
  const members = await createMembers(organisation, 'learner', count);
  for (const { personId } of members) await givePassword(organisation, personId, hash);
  return members.map(({ email }) => ({ email, password: PASSWORD }));
}

const verdicts: boolean[] = [];
function report(isMet: boolean, words: string): void {
  verdicts.push(isMet);
  console.log(`${isMet ? 'ok     ' : 'FAILED '} ${words}`);
}

const tally = (answers: readonly SignInAnswer[]): string => {
  const counts = new Map<string, number>();
  for (const { refusal } of answers) {
    const word = refusal?.split(':')[0] ?? 'let in';
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, n]) => `${n} ${word}`).join(', ');
};
const isLetIn = ({ refusal }: SignInAnswer): boolean => refusal === null;
const wasCompared = ({ refusal }: SignInAnswer): boolean => refusal === 'CredentialsSignin';

/** How long saves took while `meanwhile` happened. */
async function savesDuring<T>(hall: ExamHall, meanwhile: () => Promise<T>): Promise<[readonly number[], T]> {
  const before = hall.learners.map(({ latenciesMs }) => latenciesMs.length);
  const stop = new AbortController();
  const answering = Promise.all(hall.learners.map((learner) => learner.answerUntil(stop.signal, pauseMs)));
  const done = await meanwhile();
  stop.abort();
  await answering;
  return [hall.learners.flatMap(({ latenciesMs }, index) => latenciesMs.slice(before[index])), done];
}

type Csrf = Awaited<ReturnType<SignInClient['csrf']>>;

interface Attack {
  readonly url: string;
  readonly csrf: Csrf;
  /** The address of the n-th bad sign-in of a wave, and the source that it comes from. */
  readonly aim: (wave: number, n: number) => { readonly email: string; readonly source: string };
  /** Somebody who signed in before with this browser, and tries again in the middle of a wave, from a source of the flood. */
  readonly known: { readonly person: Person; readonly deviceCookie: string };
}

interface Damage {
  readonly flood: readonly SignInAnswer[];
  readonly known: readonly SignInAnswer[];
}

async function attack({ url, csrf, aim, known }: Attack): Promise<Damage> {
  const damage = { flood: [] as SignInAnswer[], known: [] as SignInAnswer[] };
  for (let wave = 0; wave < waves; wave += 1) {
    const bad = Array.from({ length: floodSize }, (_, n) => {
      const { email, source } = aim(wave, n);
      return new SignInClient(url, source).signIn({ email, password: 'not the password' }, csrf);
    });
    await sleep(50);
    const neighbour = new SignInClient(url, aim(wave, 0).source);
    damage.known.push(await neighbour.signIn(known.person, csrf, known.deviceCookie));
    damage.flood.push(...(await Promise.all(bad)));
  }
  return damage;
}

async function measureFlood(hall: ExamHall, name: string, baselineP95: number, plan: Attack): Promise<void> {
  const [saves, damage] = await savesDuring(hall, () => attack(plan));
  const p95 = percentile(saves, 95);
  const bar = Math.max(bars.floodP95Ms, bars.timesBaseline * baselineP95);
  const took = describeLatencies(damage.flood.map(({ milliseconds }) => milliseconds));
  console.log(
    `        ${waves} times ${floodSize} bad sign-ins at once from ${name}: ${tally(damage.flood)}; ${took}`,
  );
  report(p95 <= bar, `saves meanwhile: ${describeLatencies(saves)}; p95 at most ${bar.toFixed(0)} ms`);
  const slowest = Math.max(...damage.known.map(({ milliseconds }) => milliseconds));
  report(
    damage.known.every(isLetIn) && slowest <= bars.knownDeviceMs,
    `right sign-ins from a known device meanwhile: ${tally(damage.known)}, the slowest after ${slowest.toFixed(0)} ms; at most ${bars.knownDeviceMs} ms`,
  );
}

async function measureSpray(url: string, csrf: Csrf, people: readonly Person[]): Promise<void> {
  const client = new SignInClient(url, '127.77.0.1');
  const answers: SignInAnswer[] = [];
  for (const { email } of people)
    answers.push(await client.signIn({ email, password: 'Autumn 2026 is here' }, csrf));
  const compared = answers.filter(wasCompared).length;
  report(
    compared <= bars.sprayed.tried && answers.length === bars.sprayed.accounts,
    `${answers.length} accounts with one wrong password from one source: ${tally(answers)}; at most ${bars.sprayed.tried} compared`,
  );
  const last = answers.at(-1)?.refusal ?? '';
  report(/^throttled:\d+$/.test(last), `who is refused hears how long to wait: ${last}`);
}

async function measureRoom(url: string, csrf: Csrf, people: readonly Person[]): Promise<void> {
  const startedAt = performance.now();
  const client = new SignInClient(url, '127.88.0.1');
  const answers = await Promise.all(people.map((person) => client.signIn(person, csrf)));
  const seconds = (performance.now() - startedAt) / 1000;
  const refused = answers.filter((answer) => !isLetIn(answer)).length;
  report(
    refused === 0 && answers.length === bars.room.people && seconds <= bars.room.seconds,
    `${answers.length} people for the first time from one source at once: ${tally(answers)} within ${seconds.toFixed(1)} s; none refused, at most ${bars.room.seconds} s`,
  );
}

async function measureBodies(url: string): Promise<void> {
  const client = new SignInClient(url, '127.99.0.1');
  const path = '/api/auth/callback/credentials';
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const long = `email=${'a'.repeat(16 * 1024)}`;
  const told = await client.send('POST', path, { ...form, 'content-length': String(long.length) }, long);
  const chunked = await client.send('POST', path, { ...form, 'transfer-encoding': 'chunked' }, long);
  const statuses = [told, chunked].map(({ response }) => response.statusCode);
  report(
    statuses.every((status) => status === 413),
    `bodies of more than 16 KB, with and without their length: ${statuses.join(', ')}; 413`,
  );
  const json = { 'content-type': 'application/json' };
  const broken = [
    await client.send('POST', path, json, '{"email":'),
    await client.send('POST', path, json, 'null'),
    await client.send('GET', '/api/auth/signin?callbackUrl=http%3A%2F%2F%5B', {}),
    await client.send('GET', '/api/auth/%E0%A4%A', {}),
    await client.send('DELETE', path, {}),
    await client.send('PUT', path, form, 'email=a'),
  ].map(({ response }) => response.statusCode ?? 0);
  report(
    broken.every((status) => status < 500),
    `what can’t be read or isn’t offered: ${broken.join(', ')}; no fault of the server`,
  );
}

async function check(life: Lifetime): Promise<void> {
  const people: Person[] = [];
  const hall = await openExamHall('check-flood', learnerCount, life, async () => {
    people.push(...(await createPeople(1 + bars.room.people + bars.sprayed.accounts)));
  });
  const { url } = await hall.startServer();
  const home = new SignInClient(url, '127.0.0.1');
  const csrf = await home.csrf();
  const [person, ...others] = people;
  if (!person) throw new Error('Nobody was made');
  const { deviceCookie, refusal } = await home.signIn(person, csrf);
  if (deviceCookie === null) throw new Error(`The first sign-in got no mark: ${refusal}`);
  const known = { person, deviceCookie };

  await savesDuring(hall, () => sleep(2000)); // opens connections and warms the server up
  const [quiet] = await savesDuring(hall, () => sleep(quietSeconds * 1000));
  const baseline = percentile(quiet, 95);
  report(
    baseline <= bars.baselineP95Ms,
    `saves of ${learnerCount} learners in quiet: ${describeLatencies(quiet)}; p95 at most ${bars.baselineP95Ms} ms`,
  );
  await measureFlood(hall, 'one source', baseline, {
    url,
    csrf,
    known,
    aim: (wave, n) => ({ email: `flood-${wave}-${n % 50}@example.com`, source: `127.1.${wave}.1` }),
  });
  await measureFlood(hall, `${floodSize} sources`, baseline, {
    url,
    csrf,
    known,
    aim: (wave, n) => ({ email: `many-${wave}-${n}@example.com`, source: `127.2.${wave}.${n + 1}` }),
  });
  await measureSpray(url, csrf, others.slice(bars.room.people));
  await measureRoom(url, csrf, others.slice(0, bars.room.people));
  await measureBodies(url);

  const lost = findLostAnswers(
    hall.learners.flatMap((learner) => learner.acknowledged),
    await hall.readStored(),
  );
  const refusals = hall.learners.flatMap((learner) => learner.refusals);
  report(
    lost.length + refusals.length === 0,
    `answers lost ${lost.length}, refused ${refusals.length}; none`,
  );
  const failed = verdicts.filter((isMet) => !isMet).length;
  if (failed > 0) throw new Error(`${failed} of ${verdicts.length} bars are not met.`);
}

await runCommand(() => withLifetime(check));
