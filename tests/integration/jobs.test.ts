import type pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findReceipt, findResults } from '@/lib/features/attempt/data';
import { inTransaction } from '@/lib/infra/db/tenant';
import { checkReadiness } from '@/lib/infra/health';
import { newId } from '@/lib/infra/id';
import { sweepOnce } from '@/lib/infra/jobs/sweeper';
import { doJobs } from '@/lib/infra/jobs/worker';
import { isSignedReceipt } from '@/lib/infra/receipt-signature';
import { saveResponse, submitAttempt } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { handIn, markAll, sweepAndMark } from '../support/mark';
import { type ExamRoom, openExamRoom, type Sitting, seat } from '../support/sitting';

const database = startApplication();

async function sat(room: ExamRoom, assignmentIds: readonly string[] = []): Promise<readonly Sitting[]> {
  const sittings = await Promise.all(
    room.learners.map((learner, at) => {
      const assignmentId = assignmentIds[at];
      return seat(room, learner, assignmentId === undefined ? {} : { assignmentId });
    }),
  );
  for (const { tokenHash, attemptId, leaseId, items } of sittings)
    for (const item of items)
      await saveResponse(tokenHash, {
        ...{ attemptId, leaseId, itemId: item.itemId, rev: 1, flagged: false },
        selected: item.optionIds.slice(0, 1),
      });
  return sittings;
}

const submit = ({ tokenHash, attemptId, leaseId }: Sitting) =>
  submitAttempt(tokenHash, attemptId, leaseId, newId());

const stateOf = async ({ attemptId }: Sitting): Promise<string | undefined> =>
  (await database().admin.query<{ state: string }>('SELECT state FROM attempt WHERE id = $1', [attemptId]))
    .rows[0]?.state;

const gradesOf = async ({ attemptId }: Sitting): Promise<number> =>
  (await database().admin.query('SELECT 1 FROM item_grade WHERE attempt_id = $1', [attemptId])).rowCount ?? 0;

const jobsOf = async ({ organisationId }: Sitting): Promise<readonly string[]> =>
  (
    await database().admin.query<{ kind: string }>(
      'SELECT kind FROM jobs.job WHERE organisation_id = $1 ORDER BY kind',
      [organisationId],
    )
  ).rows.map(({ kind }) => kind);

async function sumsOf({ scope }: ExamRoom) {
  const read = async (table: string, order: string) =>
    (
      await database().admin.query(`SELECT * FROM ${table} WHERE organisation_id = $1 ORDER BY ${order}`, [
        scope.organisationId,
      ])
    ).rows;
  return {
    items: await read('item_rollup', 'assignment_id, item_version_id'),
    options: await read('option_rollup', 'assignment_id, item_version_id, option_id'),
    topics: await read('learner_topic_rollup', 'membership_id, topic_id'),
  };
}

/** The sums have to be what counting everything anew gives. */
async function expectTrueSums(room: ExamRoom): Promise<void> {
  const kept = await sumsOf(room);
  expect(kept.items.length).toBeGreaterThan(0);
  await inTransaction(room.scope, (tx) => tx.$queryRaw`SELECT app.rebuild_rollups()::text`);
  expect(await sumsOf(room)).toEqual(kept);
}

/** Grades what waits and folds nothing, as a server that dies in between leaves it. */
async function gradeOnly(sittings: readonly Sitting[]): Promise<void> {
  await doJobs();
  await database().admin.query(
    "UPDATE jobs.job SET run_at = now() + interval '1 hour' WHERE kind = 'fold' AND subject_id = ANY ($1)",
    [sittings.map(({ attemptId }) => attemptId)],
  );
}

/** A connection of the jobs' role in a transaction, which ends with the test. */
async function begun(): Promise<pg.PoolClient> {
  const client = await database().admin.connect();
  onTestFinished(() => client.release(true));
  client.on('error', () => {});
  await client.query('BEGIN');
  return client;
}

describe('a hand-in', () => {
  it('grades nothing itself: the results say that they are being marked, and are there once the job was done', async () => {
    const room = await openExamRoom({ itemCount: 3 });
    const [sitting] = await sat(room);
    const [learner] = room.learners;
    if (!sitting || !learner) throw new Error('Nobody came');
    expect(await submit(sitting)).toMatchObject({ status: 'submitted', receipt: { answered: 3 } });
    expect(await stateOf(sitting)).toBe('submitted');
    expect(await gradesOf(sitting)).toBe(0);
    expect(await jobsOf(sitting)).toEqual(['grade']);
    const early = await findResults(learner.scope, sitting.attemptId);
    expect(early).toMatchObject({ kind: 'waiting', wait: { why: 'grading' } });
    const receipt = await findReceipt(learner.scope, sitting.attemptId);
    if (!receipt?.receipt || !receipt.signature) throw new Error('No receipt');
    expect(isSignedReceipt(receipt.receipt, 0, receipt.signature)).toBe(true);
    const { tokenHash, attemptId, leaseId } = sitting;
    const late = await saveResponse(tokenHash, {
      ...{ attemptId, leaseId, itemId: sitting.items[0]?.itemId ?? '', rev: 2, flagged: false },
      selected: [],
    });
    expect(late.status).toBe('closed');
    const after = await findReceipt(learner.scope, attemptId);
    expect(after).toMatchObject({ lateCount: 1, receipt: receipt.receipt });
    if (!after?.signature) throw new Error('No signature');
    expect(isSignedReceipt(receipt.receipt, 1, after.signature)).toBe(true);
    expect(isSignedReceipt(receipt.receipt, 0, after.signature)).toBe(false);
    await markAll();
    expect(await findResults(learner.scope, sitting.attemptId)).toMatchObject({ kind: 'released' });
    expect(await jobsOf(sitting)).toEqual([]);
    await expectTrueSums(room);
  });

  it('waits for no correction, which holds up grading of its own questions and of no other', async () => {
    const [held, free] = [await openExamRoom({ itemCount: 3 }), await openExamRoom({ itemCount: 3 })];
    const [waiting, other] = [(await sat(held))[0], (await sat(free))[0]];
    const beside = await seat(held, held.learners[0] as never, { items: held.items.slice(1) });
    if (!waiting || !other) throw new Error('Nobody came');
    const correction = await begun();
    await correction.query('SELECT app.hold_sums($1), app.hold_items($1, $2)', [
      held.scope.organisationId,
      [held.items[0]?.itemId],
    ]);
    for (const sitting of [waiting, other, beside])
      expect(await submit(sitting)).toMatchObject({ status: 'submitted' });
    await doJobs();
    expect(await stateOf(waiting)).toBe('submitted');
    expect(await stateOf(other)).toBe('released');
    expect(await stateOf(beside)).toBe('released');
    const { rows } = await database().admin.query(
      'SELECT tries, failure FROM jobs.job WHERE subject_id = $1',
      [waiting.attemptId],
    );
    expect(rows).toEqual([{ tries: 0, failure: null }]);
    await correction.query('COMMIT');
    await markAll();
    expect(await stateOf(waiting)).toBe('released');
    await expectTrueSums(held);
  });
});

describe('a job', () => {
  it('whose process dies is done by the next one, once', async () => {
    const room = await openExamRoom({ itemCount: 3 });
    const [sitting] = await sat(room);
    if (!sitting) throw new Error('Nobody came');
    await submit(sitting);
    const dying = await begun();
    await dying.query('SET LOCAL ROLE app_jobs');
    const { rows } = await dying.query('SELECT kind, subject_id FROM app.do_job()');
    expect(rows).toEqual([{ kind: 'grade', subject_id: sitting.attemptId }]);
    await doJobs();
    expect(await stateOf(sitting), 'somebody is at it').toBe('submitted');
    const pid = await dying.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await database().admin.query('SELECT pg_terminate_backend($1)', [pid.rows[0]?.pid]);
    const next = async () => {
      await doJobs();
      return stateOf(sitting);
    };
    await expect.poll(next).toBe('released');
    expect(await gradesOf(sitting)).toBe(3);
    await markAll();
    await expectTrueSums(room);
  });

  it('that was cut off for its length is set aside and keeps nobody waiting', async () => {
    const room = await openExamRoom({ itemCount: 2, learnerCount: 2 });
    const [slow, next] = await sat(room);
    if (!slow || !next) throw new Error('Nobody came');
    await submit(slow);
    await submit(next);
    const holder = await begun();
    await holder.query('SELECT 1 FROM membership WHERE id = $1 FOR UPDATE', [slow.membershipId]);
    const worker = await begun();
    await worker.query("SET LOCAL ROLE app_jobs; SET LOCAL statement_timeout = '300ms'");
    const { rows } = await worker.query('SELECT kind, subject_id, failure, tries FROM app.do_job()');
    expect(rows).toMatchObject([
      { kind: 'grade', subject_id: slow.attemptId, failure: expect.stringContaining('timeout'), tries: 1 },
    ]);
    await worker.query('COMMIT');
    await doJobs();
    expect(await stateOf(next)).toBe('released');
    expect(await stateOf(slow)).toBe('submitted');
  });
});

describe('folding', () => {
  it('brings each graded attempt into the sums once, however often it is asked', async () => {
    const room = await openExamRoom({ itemCount: 4, learnerCount: 5 });
    const assignmentId = await room.assign(room.learners[0] as never);
    const sittings = await sat(room, Array(5).fill(assignmentId));
    for (const sitting of sittings) await submit(sitting);
    await gradeOnly(sittings);
    expect(await sumsOf(room)).toEqual({ items: [], options: [], topics: [] });
    await markAll();
    const kept = await sumsOf(room);
    expect(kept.items.map(({ first_count }) => first_count)).toEqual([5, 5, 5, 5]);
    await database().admin.query(
      `INSERT INTO jobs.job (kind, organisation_id, subject_id, batch_id)
       SELECT 'fold', organisation_id, id, assignment_id FROM attempt WHERE assignment_id = $1`,
      [assignmentId],
    );
    await markAll();
    expect(await sumsOf(room)).toEqual(kept);
    await expectTrueSums(room);
  });

  it('counts an attempt once that a correction and a moved topic met between its grade and its sums', async () => {
    const room = await openExamRoom({ itemCount: 4, learnerCount: 4 });
    const assignmentId = await room.assign(room.learners[0] as never);
    const sittings = await sat(room, Array(4).fill(assignmentId));
    const [before, ...rest] = sittings;
    if (!before) throw new Error('Nobody came');
    await handIn(before.tokenHash, before.attemptId, before.leaseId, newId());
    for (const sitting of rest) await submit(sitting);
    await gradeOnly(rest);
    const [item, , moved] = room.items;
    if (!item || !moved) throw new Error('The room has no questions');
    const { admin } = database();
    // The first option becomes wrong: everybody loses a point.
    const versionId = newId();
    await admin.query(
      `INSERT INTO item_version SELECT (jsonb_populate_record(v, jsonb_build_object('id', $2::text, 'version', v.version + 1))).*
       FROM item_version v WHERE v.id = $1`,
      [item.itemVersionId, versionId],
    );
    await admin.query(
      `INSERT INTO item_key SELECT (jsonb_populate_record(k, jsonb_build_object('item_version_id', $2::text, 'option_ids', ARRAY[$3::text]))).*
       FROM item_key k WHERE k.item_version_id = $1`,
      [item.itemVersionId, versionId, item.optionIds[1]],
    );
    const change = {
      item_id: item.itemId,
      from_version_id: item.itemVersionId,
      to_version_id: versionId,
      policy: 'current_key',
      below: 2,
      key: [item.optionIds[1]],
    };
    await inTransaction(
      room.admin.scope,
      (tx) => tx.$queryRaw`
        SELECT app.apply_key_correction(${room.scope.organisationId}::uuid, ${newId()}::uuid,
          ${room.admin.membershipId}::uuid, 'The key was wrong.', NULL, ${JSON.stringify([change])}::jsonb)::text`,
    );
    await admin.query('UPDATE item SET topic_id = (SELECT topic_id FROM item WHERE id = $2) WHERE id = $1', [
      moved.itemId,
      item.itemId,
    ]);
    await markAll();
    const kept = await sumsOf(room);
    expect(kept.items.find(({ item_version_id }) => item_version_id === item.itemVersionId)).toMatchObject({
      first_count: 4,
      first_correct: 0,
    });
    await expectTrueSums(room);
  });

  it('of one that can’t be folded keeps back no other', async () => {
    const room = await openExamRoom({ itemCount: 2, learnerCount: 3 });
    const assignmentId = await room.assign(room.learners[0] as never);
    const sittings = await sat(room, Array(3).fill(assignmentId));
    const [bad] = sittings;
    const { admin } = database();
    await admin.query(`
      CREATE FUNCTION public.no_fold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$;
      CREATE TRIGGER no_fold BEFORE UPDATE ON attempt_grade FOR EACH ROW
        WHEN (NEW.attempt_id = '${bad?.attemptId}' AND NEW.folded) EXECUTE FUNCTION public.no_fold()`);
    onTestFinished(async () => {
      await admin.query('DROP FUNCTION IF EXISTS public.no_fold CASCADE');
    });
    for (const sitting of sittings) await submit(sitting);
    await markAll();
    const firsts = async () => (await sumsOf(room)).items.map(({ first_count }) => first_count);
    expect(await firsts(), 'all together, and set aside together').toEqual([]);
    await admin.query('UPDATE jobs.job SET run_at = now() WHERE tries > 0');
    await doJobs();
    expect(await firsts()).toEqual([2, 2]);
    await admin.query('DROP FUNCTION public.no_fold CASCADE');
    await admin.query('UPDATE jobs.job SET run_at = now() WHERE tries > 0');
    await doJobs();
    expect(await firsts()).toEqual([3, 3]);
    await expectTrueSums(room);
  });
});

describe('what becomes due by the clock', () => {
  const overdue = (sittings: readonly Sitting[]) =>
    database().admin.query(
      `UPDATE attempt SET started_at = started_at - interval '2 hours', deadline_at = now() - interval '6 seconds'
       WHERE id = ANY ($1)`,
      [sittings.map(({ attemptId }) => attemptId)],
    );

  it('is found over all organisations by its moment, at the same cost however many have nothing due', async () => {
    const { admin } = database();
    const blocks = async (): Promise<number> => {
      const client = await begun();
      await client.query('SET LOCAL ROLE app_jobs');
      await client.query('SELECT app.look_for_due(10)');
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
        'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT app.look_for_due(10)',
      );
      await client.query('ROLLBACK');
      return rows[0]?.['QUERY PLAN'][0].Plan['Shared Hit Blocks'] ?? Number.NaN;
    };
    await markAll();
    const before = await blocks();
    await admin.query(
      `INSERT INTO organisation SELECT (jsonb_populate_record(NULL::organisation, to_jsonb(o) || jsonb_build_object('id', gen_random_uuid(), 'slug', g))).*
       FROM (SELECT * FROM organisation LIMIT 1) o CROSS JOIN generate_series(1, 500) g`,
    );
    expect(await blocks()).toBeLessThanOrEqual(before + 2);
  });

  it('is closed in every organisation, past an attempt in each of several that can’t be', async () => {
    const rooms = [
      await openExamRoom({ itemCount: 2, learnerCount: 3 }),
      await openExamRoom({ itemCount: 2, learnerCount: 2 }),
    ];
    const sittings = await Promise.all(rooms.map((room) => sat(room)));
    const bad = sittings.map(([first]) => first as Sitting);
    const good = sittings.flatMap((each) => each.slice(1));
    const { admin } = database();
    await admin.query(`
      CREATE FUNCTION public.no_close() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$;
      CREATE TRIGGER no_close BEFORE UPDATE ON attempt FOR EACH ROW
        WHEN (NEW.id IN ('${bad.map(({ attemptId }) => attemptId).join("', '")}') AND NEW.state = 'expired')
        EXECUTE FUNCTION public.no_close()`);
    onTestFinished(async () => {
      await admin.query('DROP FUNCTION IF EXISTS public.no_close CASCADE');
    });
    await overdue(sittings.flat());
    expect(await sweepAndMark()).toBe(5);
    for (const sitting of good) expect(await stateOf(sitting)).toBe('released');
    for (const sitting of bad) expect(await stateOf(sitting)).toBe('in_progress');
    expect(await sweepAndMark(), 'set aside, not made a job again').toBe(0);
    const { ready, notes } = await checkReadiness();
    expect({ ready, notes }).toEqual({
      ready: true,
      notes: [expect.stringMatching(/^jobs that failed and will be tried again: \d/)],
    });
    await admin.query('DROP FUNCTION public.no_close CASCADE');
    await admin.query('UPDATE jobs.job SET run_at = now() WHERE tries > 0');
    await markAll();
    for (const sitting of bad) expect(await stateOf(sitting)).toBe('released');
  });

  it('leaves an attempt open that was given more time since', async () => {
    const room = await openExamRoom({ itemCount: 2 });
    const [sitting] = await sat(room);
    if (!sitting) throw new Error('Nobody came');
    await overdue([sitting]);
    expect(await sweepOnce()).toBe(1);
    await database().admin.query(
      "UPDATE attempt SET deadline_at = now() + interval '10 minutes' WHERE id = $1",
      [sitting.attemptId],
    );
    await markAll();
    expect(await stateOf(sitting)).toBe('in_progress');
  });
});
