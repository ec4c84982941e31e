import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApplication } from '../support/application';
import { createGradedAttempt, rightAnswer } from '../support/attempt-factories';
import { type ExamRoom, openExamRoom, seat } from '../support/sitting';

/* What a learner reads costs what their own attempts cost, however many others have met the same questions. */

const database = startApplication();
const FEW = 200;
const MANY = 2000;
const ITEMS = 20;
/** Indexes have a level more among many rows: a block for each that a read goes down. */
const DEEPER = 40;

/** What the screens of a learner ask for; $1 is the attempt. */
const READS = {
  player: `SELECT v.stem, s.body FROM attempt_item ai
    JOIN item_version v ON v.organisation_id = ai.organisation_id AND v.id = ai.item_version_id
    LEFT JOIN stimulus_version s ON s.organisation_id = v.organisation_id AND s.id = v.stimulus_version_id
    WHERE ai.organisation_id = (SELECT ctx.org()) AND ai.attempt_id = $1`,
  results: `SELECT v.stem, k.option_ids, g.correct, r.selected, u.accepted_keys FROM attempt_item ai
    JOIN item_version v ON v.organisation_id = ai.organisation_id AND v.id = ai.item_version_id
    LEFT JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
    LEFT JOIN key_ruling u ON u.organisation_id = v.organisation_id AND u.item_version_id = v.id
    LEFT JOIN item_grade g ON g.organisation_id = ai.organisation_id AND g.attempt_id = ai.attempt_id AND g.item_id = ai.item_id
    LEFT JOIN response r ON r.organisation_id = ai.organisation_id AND r.attempt_id = ai.attempt_id AND r.item_id = ai.item_id
    WHERE ai.organisation_id = (SELECT ctx.org()) AND ai.attempt_id = $1`,
  progress: `SELECT a.id, s.correct, s.items, (SELECT count(*) FROM item_grade g
      WHERE g.organisation_id = a.organisation_id AND g.attempt_id = a.id AND g.correct) AS right
    FROM attempt a JOIN attempt_grade s ON s.organisation_id = a.organisation_id AND s.attempt_id = a.id
    WHERE a.organisation_id = (SELECT ctx.org()) AND a.membership_id = (SELECT ctx.member()) AND $1::uuid IS NOT NULL`,
} as const;
type Read = keyof typeof READS;

let room: ExamRoom;
let attempts: Record<Read, string>;

beforeAll(async () => {
  room = await openExamRoom({ itemCount: ITEMS, learnerCount: 2 });
  const [learner] = room.learners;
  if (!learner) throw new Error('The room is empty');
  const assignmentId = await room.assign(learner, { feedbackPolicy: 'full', releaseRule: 'on_submit' });
  const answers = room.items.slice(0, ITEMS / 2).map(rightAnswer);
  const { membershipId } = learner;
  const { attemptId } = await createGradedAttempt(room.scope, { assignmentId, membershipId, answers });
  const running = await seat(room, learner, { items: room.items.slice(ITEMS / 2) });
  attempts = { player: running.attemptId, results: attemptId, progress: attemptId };
});

/** Copies of the released attempt for somebody else, until there are `count`, with forms, answers and grades. */
async function fillTo(count: number): Promise<void> {
  const crowd = room.learners[1]?.membershipId;
  await database().admin.query(
    `WITH made AS MATERIALIZED (
       SELECT n, ctx.uuid_v7() AS id FROM generate_series((SELECT count(*) FROM attempt WHERE membership_id = $2) + 1, $3) n),
     a AS (INSERT INTO attempt SELECT (jsonb_populate_record(t, jsonb_build_object(
             'id', m.id, 'membership_id', $2::uuid, 'number', m.n, 'submit_key', ctx.uuid_v7(), 'lease_id', ctx.uuid_v7()))).*
           FROM attempt t, made m WHERE t.id = $1),
     f AS (INSERT INTO attempt_form SELECT (jsonb_populate_record(t, jsonb_build_object('attempt_id', m.id))).*
           FROM attempt_form t, made m WHERE t.attempt_id = $1),
     r AS (INSERT INTO response_event SELECT (jsonb_populate_record(t, jsonb_build_object('attempt_id', m.id))).*
           FROM response_event t, made m WHERE t.attempt_id = $1),
     s AS (INSERT INTO attempt_grade SELECT (jsonb_populate_record(t, jsonb_build_object('attempt_id', m.id))).*
           FROM attempt_grade t, made m WHERE t.attempt_id = $1)
     INSERT INTO graded_item SELECT (jsonb_populate_record(t, jsonb_build_object('attempt_id', m.id))).*
     FROM graded_item t, made m WHERE t.attempt_id = $1`,
    [attempts.results, crowd, count],
  );
  await database().admin.query(
    'VACUUM (ANALYZE) attempt, attempt_form, response_event, attempt_grade, graded_item, item_version, item_key',
  );
}

/** Blocks that a read touches when the learner's role asks, and how many rows it gives. The second time: plans are kept. */
async function cost(read: Read): Promise<{ readonly buffers: number; readonly rows: number }> {
  const client = new pg.Client(database().urls.app);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT ctx.enter($1, $2, 'learner')", [
      room.scope.organisationId,
      room.learners[0]?.membershipId,
    ]);
    const text = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${READS[read].replaceAll('$1', `'${attempts[read]}'`)}`;
    await client.query(text);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(text);
    const plan = rows[0]?.['QUERY PLAN'][0].Plan ?? {};
    const buffers = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
    return { buffers, rows: plan['Actual Rows'] ?? 0 };
  } finally {
    await client.end();
  }
}

describe('what a learner reads', () => {
  it(`touches as many blocks among ${MANY} attempts of others as among ${FEW}, but for the depth of indexes`, {
    timeout: 120_000,
  }, async () => {
    const reads = Object.keys(READS) as Read[];
    await fillTo(FEW);
    const among = new Map<Read, number>();
    for (const read of reads) {
      const { buffers, rows } = await cost(read);
      // The forms have ten questions each; the progress has one attempt that is out.
      expect([read, rows]).toEqual([read, read === 'progress' ? 1 : ITEMS / 2]);
      among.set(read, buffers);
    }
    await fillTo(MANY);
    for (const read of reads) {
      const few = among.get(read) ?? 0;
      const { buffers } = await cost(read);
      console.log(`${read}: ${few} blocks among ${FEW} attempts of others, ${buffers} among ${MANY}`);
      expect(buffers, read).toBeLessThanOrEqual(few * 1.3 + DEEPER);
    }
  });
});
