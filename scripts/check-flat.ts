import type pg from 'pg';
import {
  findAssignment,
  findAssignmentForMember,
  findAssignmentPlan,
  listAssignmentLearners,
  listAssignmentsForMember,
} from '@/lib/features/assignment/data';
import { findPlayer, findResults, listPractice } from '@/lib/features/attempt/data';
import { listActs, listLateSittings } from '@/lib/features/attempt-act/data';
import { createGradedAttempt, rightAnswer } from '@/tests/support/attempt-factories';
import {
  createAssignment,
  createCohort,
  createMember,
  createMembers,
  type Member,
  openSession,
} from '@/tests/support/factories';
import { type ExamRoom, openExamRoom } from '@/tests/support/sitting';
import { startAttempt } from '@/tests/support/starting';
import { runCommand } from './administrator';
import { openCheckDatabase } from './check-database';
import { type Lifetime, withLifetime } from './lifetime';
import { formatTable } from './text-table';

/**
 * `npm run check:flat`: what a newcomer and an instructor read, in pages of the database, among 20,000 attempts of others and among 200, and
 * what the progress page reads as more people of its own exam have sat it. The
 * functions of the product ask as the roles of the application, so that row-level security is in the figures.
 */

const FEW = 200;
const MANY = Number(process.env.MANY ?? 20_000);
const QUESTIONS = 20;
const ROUNDS = 3;
const MOST = 1.3;
/** People of one exam, and how many of them have sat it at first. */
const PEOPLE = 2_000;
const SAT = 200;
const ALL = { q: '', page: 1 } as const;

/** Calls come after others of their kind, so that what a session looks up once isn't counted. */
async function countPages(admin: pg.Pool, calls: readonly (() => Promise<unknown>)[]): Promise<number> {
  const [first, ...others] = calls;
  await first?.();
  await admin.query('SELECT pg_stat_statements_reset()');
  for (const call of others) await call();
  const { rows } = await admin.query<{ pages: string }>(
    `SELECT sum(shared_blks_hit + shared_blks_read + local_blks_hit) AS pages FROM pg_stat_statements t
     JOIN pg_roles r ON r.oid = t.userid WHERE r.rolname LIKE 'app%'`,
  );
  return Number(rows[0]?.pages) / others.length;
}

/** Who is asked for: somebody new for each call, because a start happens once. */
interface Newcomer {
  readonly learner: Member;
  readonly tokenHash: Buffer;
  readonly assignmentId: string;
  readonly doneId: string;
}

async function makeNewcomer(room: ExamRoom): Promise<Newcomer> {
  const learner = await createMember(room.scope, { role: 'learner' });
  const rules = { feedbackPolicy: 'full', releaseRule: 'on_submit' } as const;
  const given = { membershipId: learner.membershipId, answers: room.items.map(rightAnswer) };
  const done = await createGradedAttempt(room.scope, {
    ...given,
    assignmentId: await room.assign(learner, rules),
  });
  const { tokenHash } = await openSession(learner.personId);
  return { learner, tokenHash, assignmentId: await room.assign(learner, rules), doneId: done.attemptId };
}

/** A cohort of thirty with an instructor, all of whom have sat its exam. */
async function makeCohort(room: ExamRoom): Promise<{ instructor: Member; assignmentId: string }> {
  const learners = await createMembers(room.scope, 'learner', 30);
  const instructor = await createMember(room.scope, { role: 'instructor' });
  const { cohortId } = await createCohort(room.scope, { staff: [instructor], learners });
  const given = { examId: room.examId, assignedById: room.admin.membershipId, cohortId };
  const { assignmentId } = await createAssignment(room.scope, { ...given, releaseRule: 'on_submit' });
  for (const { membershipId } of learners)
    await createGradedAttempt(room.scope, {
      ...{ assignmentId, membershipId },
      answers: room.items.map(rightAnswer),
    });
  return { instructor, assignmentId };
}

/** Released attempts of people of a cohort of others, ten each, with answers and grades: rows as the product writes them, by one statement each. */
async function addOthers(
  admin: pg.Pool,
  room: ExamRoom,
  people: readonly Member[],
  assignmentIds: readonly string[],
): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query('BEGIN');
    // Rows of one transaction that were true together: nothing is gained by asking each.
    await client.query("SET LOCAL session_replication_role = 'replica'");
    await client.query(
      `CREATE TEMPORARY TABLE made ON COMMIT DROP AS
         SELECT ctx.uuid_v7() AS id, p.id AS member, s.id AS assignment FROM unnest($1::uuid[]) p(id) CROSS JOIN unnest($2::uuid[]) s(id)`,
      [people.map(({ membershipId }) => membershipId), assignmentIds],
    );
    const form = [
      room.scope.organisationId,
      room.items.map(({ itemVersionId }) => itemVersionId),
      room.items.map(({ optionIds }) => optionIds.map((_, n) => String.fromCharCode(97 + n)).join('')),
    ];
    await client.query(
      `INSERT INTO attempt (organisation_id, id, assignment_id, membership_id, number, state, started_at, deadline_at, closed_at, closed_by,
                            lease_id, graded_at, released_at)
       SELECT $1, m.id, m.assignment, m.member, 1, 'released', now() - interval '2 hours', now() - interval '1 hour',
              now() - interval '90 minutes', 'submitted', m.id, now(), now() FROM made m`,
      form.slice(0, 1),
    );
    await client.query(
      'INSERT INTO attempt_form (organisation_id, attempt_id, item_version_ids, option_orders) SELECT $1, m.id, $2::uuid[], $3::text[] FROM made m',
      form,
    );
    await client.query(
      `INSERT INTO response_event (organisation_id, attempt_id, position, rev, epoch, received_at, answer)
       SELECT $1, m.id, n, 1, 1, now(), 'a' FROM made m, generate_series(1, ${QUESTIONS}) n`,
      form.slice(0, 1),
    );
    await client.query(
      `INSERT INTO graded_item (organisation_id, attempt_id, item_version_id, position, answered, reached, correct, first_exposure,
                                counted, answer)
       SELECT $1, m.id, v.id, v.n, true, true, v.n % 2 = 0, false, true, 'a'
       FROM made m CROSS JOIN unnest($2::uuid[]) WITH ORDINALITY v(id, n)`,
      form.slice(0, 2),
    );
    await client.query(
      'INSERT INTO attempt_grade (organisation_id, attempt_id, correct, answered, items, graded_at, folded) SELECT $1, m.id, 10, 20, 20, now(), true FROM made m',
      form.slice(0, 1),
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  await admin.query('VACUUM ANALYZE');
}

/** All that the progress page of an assignment reads. */
const readProgress = (scope: Member['scope'], assignmentId: string) => async () => {
  const [found] = await Promise.all([
    findAssignment(scope, assignmentId),
    findAssignmentPlan(scope, assignmentId),
    listAssignmentLearners(scope, assignmentId, { ...ALL, progress: null }),
    listActs(scope, assignmentId, ALL),
    listLateSittings(scope, assignmentId, ALL),
  ]);
  if (found === null) throw new Error('Nothing was found');
};

const repeat = <T>(call: (nth: number) => Promise<T>) =>
  Array.from({ length: ROUNDS + 1 }, (_, nth) => () => call(nth));

type Figures = ReadonlyMap<string, number>;

async function measure(
  admin: pg.Pool,
  room: ExamRoom,
  cohort: { instructor: Member; assignmentId: string },
): Promise<Figures> {
  const newcomers: Newcomer[] = [];
  for (let n = 0; n <= ROUNDS; n += 1) newcomers.push(await makeNewcomer(room));
  await admin.query('VACUUM ANALYZE');
  const started: string[] = [];
  const each = (call: (who: Newcomer, nth: number) => Promise<unknown>) =>
    repeat(async (nth) => {
      const who = newcomers[nth];
      const answer = who ? await call(who, nth) : null;
      if (answer === null) throw new Error('Nothing was found');
      return answer;
    });
  const steps: Readonly<Record<string, readonly (() => Promise<unknown>)[]>> = {
    results: each(async ({ learner, doneId }) => {
      const results = await findResults(learner.scope, doneId);
      if (results?.kind !== 'released') throw new Error('Results were not out');
      return listPractice(learner.scope);
    }),
    home: each(({ learner }) => listAssignmentsForMember(learner.scope, ALL)),
    card: each(({ learner, assignmentId }) => findAssignmentForMember(learner.scope, assignmentId)),
    start: each(async ({ learner, assignmentId, tokenHash }, nth) => {
      const result = await startAttempt(learner.scope, assignmentId, tokenHash);
      if (!result.ok) throw new Error(`An attempt was not started: ${JSON.stringify(result.error)}`);
      started[nth] = result.value;
      return result.value;
    }),
    player: each(({ learner }, nth) => findPlayer(learner.scope, started[nth] ?? '')),
    'progress, instructor': repeat(readProgress(cohort.instructor.scope, cohort.assignmentId)),
    'progress, administrator': repeat(readProgress(room.admin.scope, cohort.assignmentId)),
  };
  const figures = new Map<string, number>();
  for (const [name, calls] of Object.entries(steps)) figures.set(name, await countPages(admin, calls));
  return figures;
}

/** The progress page of an exam of 2,000 people, by how many of them have sat it. */
async function measureOwn(admin: pg.Pool, room: ExamRoom): Promise<readonly [Figures, Figures]> {
  const learners = await createMembers(room.scope, 'learner', PEOPLE);
  const instructor = await createMember(room.scope, { role: 'instructor' });
  const { cohortId } = await createCohort(room.scope, { staff: [instructor], learners });
  const given = { examId: room.examId, assignedById: room.admin.membershipId, cohortId };
  const { assignmentId } = await createAssignment(room.scope, given);
  const read = async () =>
    new Map([
      [
        'progress of own, instructor',
        await countPages(admin, repeat(readProgress(instructor.scope, assignmentId))),
      ],
      [
        'progress of own, administrator',
        await countPages(admin, repeat(readProgress(room.admin.scope, assignmentId))),
      ],
    ]);
  await addOthers(admin, room, learners.slice(0, SAT), [assignmentId]);
  const few = await read();
  await addOthers(admin, room, learners.slice(SAT), [assignmentId]);
  return [few, await read()];
}

async function check(life: Lifetime): Promise<void> {
  const admin = await openCheckDatabase('check-flat', life);
  const room = await openExamRoom({ itemCount: QUESTIONS, learnerCount: 0 });
  const cohort = await makeCohort(room);
  const perPerson = 10;
  const others = await createMembers(room.scope, 'learner', MANY / perPerson);
  const { cohortId } = await createCohort(room.scope, { learners: others });
  const assignmentIds: string[] = [];
  for (let n = 0; n < perPerson; n += 1) {
    const given = { examId: room.examId, assignedById: room.admin.membershipId, cohortId };
    assignmentIds.push((await createAssignment(room.scope, given)).assignmentId);
  }
  await addOthers(admin, room, others.slice(0, FEW / perPerson), assignmentIds);
  const few = await measure(admin, room, cohort);
  await addOthers(admin, room, others.slice(FEW / perPerson), assignmentIds);
  const many = await measure(admin, room, cohort);
  const [ownFew, ownMany] = await measureOwn(admin, room);
  const failed: string[] = [];
  const rows = [...few, ...ownFew].map(([name, before]) => {
    const after = (many.get(name) ?? ownMany.get(name)) || Number.POSITIVE_INFINITY;
    const isMet = after <= MOST * before;
    if (!isMet) failed.push(name);
    return [
      isMet ? 'ok' : 'FAILED',
      name,
      before.toFixed(0),
      after.toFixed(0),
      `${(after / before).toFixed(2)}x`,
    ];
  });
  const head = ['', 'pages read', `among ${FEW} attempts`, `among ${MANY}`, `at most ${MOST}x`];
  console.log(
    `"progress of own": progress of an exam of ${PEOPLE} people that ${SAT} and then all of them have sat.`,
  );
  console.log(formatTable([head, ...rows]).join('\n'));
  if (failed.length > 0) throw new Error(`Grows with attempts: ${failed.join(', ')}.`);
}

await runCommand(() => withLifetime(check));
