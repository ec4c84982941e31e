import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Act, writeActs } from '@/lib/domain/attempt/activity';
import { findResults } from '@/lib/features/attempt/data';
import { startWorker } from '@/lib/infra/jobs/worker';
import { claimAttempt, saveResponse, submitAttempt } from '@/lib/infra/running-attempt';
import {
  createAssignment,
  createCohort,
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
 * `npm run check:disk`: by how much all tables and indexes grow for an attempt of twenty questions, played by the functions of the product from
 * the start to the sums: 26 answers (1.3 of each question), audit and receipt; with what was shown, left and flagged, and the results read,
 * the same once more. The sums themselves are left out: they grow with questions and learners, not with attempts.
 */

const ATTEMPTS = Number(process.env.ATTEMPTS ?? 1000);
const QUESTIONS = 20;
const CHANGES = 6;
const AT_ONCE = 6;
const bars = { history: 10, everything: 14 } as const;
const SUMS = ['item_rollup', 'option_rollup', 'learner_topic_rollup'];

/** Bytes by table, and by table those of its indexes. */
type Sizes = ReadonlyMap<string, number>;

async function readSizes(admin: pg.Pool): Promise<Sizes> {
  await admin.query('CHECKPOINT');
  const { rows } = await admin.query<{ name: string; bytes: string }>(
    `SELECT c.relname || p.part AS name, p.bytes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     CROSS JOIN LATERAL (VALUES ('', pg_table_size(c.oid)), (', indexes', pg_indexes_size(c.oid))) p(part, bytes)
     WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT c.relname = ANY ($1)`,
    [SUMS],
  );
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

interface Seat {
  readonly learner: Member;
  readonly tokenHash: Buffer;
  readonly assignmentId: string;
}

/** What a learner does on the way to the next answer. */
const actsOf = (from: number | null, to: number, isFlagged: boolean): string => {
  const acts: Act[] = [{ kind: 'shown', position: to, agoMs: 5_000 + randomInt(60_000) }];
  if (from !== null) acts.unshift({ kind: 'left', position: from, agoMs: 5_000 + randomInt(60_000) });
  if (isFlagged) acts.push({ kind: 'flagged', position: to, agoMs: randomInt(5_000) });
  return writeActs(acts);
};

async function play(admin: pg.Pool, room: ExamRoom, seat: Seat, withActs: boolean): Promise<string> {
  const { tokenHash, learner } = seat;
  const started = await startAttempt(learner.scope, seat.assignmentId, tokenHash);
  if (!started.ok) throw new Error(`An attempt was not started: ${JSON.stringify(started.error)}`);
  const attemptId = started.value;
  const leaseId = randomUUID();
  const { epoch } = await claimAttempt(tokenHash, attemptId, leaseId);
  const form = await admin.query<{ item_id: string }>(
    'SELECT item_id FROM attempt_item WHERE attempt_id = $1 ORDER BY position',
    [attemptId],
  );
  const items = form.rows.map(({ item_id }) => room.items.find(({ itemId }) => itemId === item_id));
  const visits = [...items.keys(), ...Array.from({ length: CHANGES }, (_, n) => n * 3)];
  for (const [n, place] of visits.entries()) {
    const item = items[place];
    if (!item) throw new Error('The form has a question that nobody made');
    const isChange = n >= QUESTIONS;
    const flagged = !isChange && place % 7 === 0;
    const { status } = await saveResponse(tokenHash, {
      ...{ attemptId, leaseId, itemId: item.itemId, epoch: epoch ?? 1, agoMs: 200 },
      ...{ base: isChange ? 1 : 0, rev: isChange ? 2 : 1 },
      selected: isChange ? item.optionIds.slice(1, 2) : item.keyIds,
      acts: withActs ? actsOf(n === 0 ? null : (visits[n - 1] ?? 0) + 1, place + 1, flagged) : '',
    });
    if (status !== 'saved') throw new Error(`An answer was ${status}`);
  }
  const last = { batch: 1, acts: withActs ? writeActs([{ kind: 'left', position: 16, agoMs: 4000 }]) : '' };
  const { status } = await submitAttempt(tokenHash, attemptId, leaseId, randomUUID(), last);
  if (status !== 'submitted') throw new Error(`A hand-in was ${status}`);
  return attemptId;
}

async function inLanes<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function untilCounted(admin: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await admin.query(
      `SELECT 1 FROM attempt WHERE state IN ('in_progress', 'submitted', 'expired')
       UNION ALL SELECT 1 FROM attempt_grade WHERE NOT folded LIMIT 1`,
    );
    if (rows.length === 0) return;
    await sleep(500);
  }
}

/** Plays everybody, and says by how many bytes an attempt each table grew. */
async function measure(admin: pg.Pool, withActs: boolean, attemptCount = ATTEMPTS): Promise<Sizes> {
  const room = await openExamRoom({ itemCount: QUESTIONS, learnerCount: 0 });
  const learners = await createMembers(room.scope, 'learner', attemptCount);
  const { cohortId } = await createCohort(room.scope, { learners });
  const { assignmentId } = await createAssignment(room.scope, {
    ...{ examId: room.examId, assignedById: room.admin.membershipId, cohortId },
    ...{ feedbackPolicy: 'full', releaseRule: 'on_submit' },
  });
  const seats: Seat[] = [];
  for (const learner of learners)
    seats.push({ learner, assignmentId, tokenHash: (await openSession(learner.personId)).tokenHash });
  const before = await readSizes(admin);
  const attempts: (readonly [Member, string])[] = [];
  await inLanes(seats, async (seat) => {
    attempts.push([seat.learner, await play(admin, room, seat, withActs)]);
  });
  await untilCounted(admin);
  if (withActs)
    await inLanes(attempts, async ([{ scope }, attemptId]) => {
      const results = await findResults(scope, attemptId);
      if (results?.kind !== 'released') throw new Error('Results were not out');
    });
  const after = await readSizes(admin);
  return new Map([...after].map(([name, bytes]) => [name, (bytes - (before.get(name) ?? 0)) / attemptCount]));
}

const total = (sizes: Sizes): number => [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);

async function check(life: Lifetime): Promise<void> {
  const admin = await openCheckDatabase('check-disk', life);
  life.atEnd(startWorker(async () => false));
  // The maps that each table has from its first rows on are no growth.
  await measure(admin, true, 60);
  await admin.query('VACUUM');
  const history = await measure(admin, false);
  const everything = await measure(admin, true);
  const names = [...everything.keys()].filter(
    (name) => (everything.get(name) ?? 0) + (history.get(name) ?? 0) >= 5,
  );
  names.sort((one, other) => (everything.get(other) ?? 0) - (everything.get(one) ?? 0));
  const shown = (sizes: Sizes, name: string) => (sizes.get(name) ?? 0).toFixed(0);
  const rows = names.map((name) => [name, shown(history, name), shown(everything, name)]);
  console.log(
    formatTable([['bytes per attempt', 'answers', 'with shown, left, flags, exposure'], ...rows]).join('\n'),
  );
  const verdicts = [
    ['with the history of its answers', total(history) / 1024, bars.history],
    ['with shown, left, flags and exposure', total(everything) / 1024, bars.everything],
  ] as const;
  for (const [words, kb, bar] of verdicts)
    console.log(
      `${kb <= bar ? 'ok     ' : 'FAILED '} ${kb.toFixed(2)} KB per attempt of ${QUESTIONS} questions ${words} (${ATTEMPTS} attempts); at most ${bar}`,
    );
  if (verdicts.some(([, kb, bar]) => kb > bar)) throw new Error('A bar is not met.');
}

await runCommand(() => withLifetime(check));
