import { createHash } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { type AttemptReceipt, receiptText } from '@/lib/domain/attempt/receipt';
import { newId } from '@/lib/infra/id';
import { isSignedReceipt, signReceipt } from '@/lib/infra/receipt-signature';
import { claimAttempt, saveResponse } from '@/lib/infra/running-attempt';
import { migrateDatabase } from '@/scripts/migrate-database';
import { startApplication } from '../support/application';
import { openSession } from '../support/factories';
import { digest, type KeptTable, restoreLastRelease, tablesOf } from '../support/last-release';
import { markAll, sweepAndMark } from '../support/mark';

const database = startApplication((url) => url, 'empty');

/** Answers that came late stand by position and letters today; the flag that came with one is not kept. */
const LATE_BEFORE = `SELECT organisation_id, attempt_id, item_id, rev, ARRAY(SELECT u FROM unnest(selected) u ORDER BY u) AS selected, received_at, reason
  FROM late_response`;
const LATE_TODAY = `SELECT l.organisation_id, l.attempt_id, v.item_id, l.rev, app.chosen_ids(v.options, l.answer) AS selected, l.received_at, l.reason
  FROM late_response l
  JOIN attempt_item i ON i.organisation_id = l.organisation_id AND i.attempt_id = l.attempt_id AND i.position = l.position
  JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.item_version_id`;
const STATES = `SELECT state::text || coalesce(' ' || closed_by, '') AS state, count(*)::int AS n FROM attempt GROUP BY 1 ORDER BY 1`;
/** What marking gives to those that were handed in and not marked yet. */
const GRADES_OF = `SELECT g.attempt_id, g.item_id, g.answered, g.reached, g.correct, g.original_correct, g.first_exposure, g.counted, g.topic_id
  FROM item_grade g WHERE g.attempt_id = ANY ($1) ORDER BY 1, 2`;

let kept: readonly KeptTable[];
let applied: readonly string[];
let unmarked: readonly string[];
const before = new Map<string, string>();
const expected = { late: '', states: [] as unknown[], grades: [] as unknown[] };

const readTable = ({ table, columns }: KeptTable) =>
  digest(database().admin, `SELECT ${columns} FROM ${table} t`);

/** What the last release itself would have given them: marked by its own function, and taken back. */
async function gradesByLastRelease(): Promise<unknown[]> {
  const client = await database().admin.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT app.grade_attempt(organisation_id, id) FROM attempt WHERE id = ANY ($1)', [
      unmarked,
    ]);
    return (await client.query(GRADES_OF, [unmarked])).rows;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

beforeAll(async () => {
  const { admin, urls } = database();
  await restoreLastRelease(admin);
  kept = await tablesOf(admin);
  for (const each of kept) before.set(each.table, await readTable(each));
  expected.late = await digest(admin, LATE_BEFORE);
  expected.states = (await admin.query(STATES)).rows;
  const waiting = await admin.query<{ id: string }>(`SELECT id FROM attempt WHERE state = 'submitted'`);
  unmarked = waiting.rows.map(({ id }) => id);
  expected.grades = await gradesByLastRelease();
  applied = await migrateDatabase(urls.admin, urls);
});

it('was written by the last release, with an attempt in every state', () => {
  expect(applied).toContain('20261201100000_attempt_engine');
  expect(expected.states).toEqual([
    { state: 'graded submitted', n: 4 },
    { state: 'in_progress', n: 11 },
    { state: 'released expired', n: 5 },
    { state: 'released submitted', n: 18 },
    { state: 'submitted submitted', n: 2 },
    { state: 'voided left', n: 2 },
  ]);
  for (const table of [
    'attempt',
    'attempt_item',
    'response',
    'late_response',
    'item_grade',
    'grade_change',
    'item_rollup',
  ])
    expect(before.get(`public.${table}`), table).not.toMatch(/^0 /);
});

it('keeps every row of every table: attempts, forms, answers, flags, grades, sums, receipts and all the rest', async () => {
  const after = new Map<string, string>();
  for (const each of kept)
    after.set(
      each.table,
      each.table === 'public.late_response' ? (before.get(each.table) ?? '') : await readTable(each),
    );
  expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
  expect(await digest(database().admin, LATE_TODAY)).toBe(expected.late);
});

it('computes each receipt anew by the rule of before, from the answers as they are kept today, and signs it', async () => {
  const { rows } = await database().admin.query<{
    receipt: AttemptReceipt;
    again: AttemptReceipt;
    lines: { itemId: string; rev: number; selected: string[] }[];
  }>(
    `SELECT a.receipt, app.attempt_receipt(a.organisation_id, a.id, a.closed_at, a.closed_by) AS again,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('itemId', r.item_id, 'rev', r.rev, 'selected', r.selected) ORDER BY i.position), '[]')
        FROM response r JOIN attempt_item i USING (organisation_id, attempt_id, item_id)
        WHERE r.organisation_id = a.organisation_id AND r.attempt_id = a.id) AS lines
     FROM attempt a WHERE a.receipt IS NOT NULL`,
  );
  expect(rows).toHaveLength(31);
  for (const { receipt, again, lines } of rows) {
    expect(again).toEqual(receipt);
    expect(createHash('sha256').update(receiptText(lines)).digest('hex')).toBe(receipt.sha256);
    expect(isSignedReceipt(receipt, 0, signReceipt(receipt, 0))).toBe(true);
  }
});

it('lets a running attempt go on: what was answered is found, and a page of either release saves upon it', async () => {
  const { admin } = database();
  // The story gave them forty days; whenever this is run, they have an hour left.
  const { rows } = await admin.query<{ id: string; person: string; lease: string; answers: number }>(
    `UPDATE attempt a SET started_at = now() - interval '10 minutes', deadline_at = now() + interval '1 hour'
     FROM membership m
     WHERE a.state = 'in_progress' AND m.organisation_id = a.organisation_id AND m.id = a.membership_id AND m.removed_at IS NULL
       AND a.deadline_at > '2027-01-01'
     RETURNING a.id, m.person_id AS person, a.lease_id AS lease,
       (SELECT count(*)::int FROM response r WHERE r.organisation_id = a.organisation_id AND r.attempt_id = a.id) AS answers`,
  );
  const running = rows.find(({ answers }) => answers > 0);
  if (!running) throw new Error('No attempt runs');
  const { tokenHash } = await openSession(running.person);
  const { id: attemptId, lease: leaseId } = running;
  const kept = await claimAttempt(tokenHash, attemptId, leaseId);
  expect(kept.responses).toHaveLength(running.answers);
  const given = kept.responses.find(({ selected }) => selected.length === 1);
  if (!given) throw new Error('Nothing was answered');
  const { itemId, rev, selected } = given;
  const answer = { attemptId, leaseId, itemId, selected };
  expect(await saveResponse(tokenHash, { ...answer, rev: rev + 1, flagged: true })).toMatchObject({
    status: 'saved',
    rev: rev + 1,
  });
  const lease = newId();
  const { epoch } = await claimAttempt(tokenHash, attemptId, lease);
  const upon = { epoch: epoch ?? 0, base: rev + 1, agoMs: 0, acts: '' };
  expect(
    await saveResponse(tokenHash, { ...answer, leaseId: lease, rev: rev + 2, selected: [], ...upon }),
  ).toMatchObject({ status: 'saved', rev: rev + 2 });
});

it('marks what was handed in and not marked as the last release would have, closes what was overdue, and counts the sums alike', async () => {
  const { admin } = database();
  expect(unmarked).toHaveLength(2);
  await markAll();
  expect((await admin.query(GRADES_OF, [unmarked])).rows).toEqual(expected.grades);
  await sweepAndMark();
  const open = await admin.query(
    `SELECT 1 FROM attempt WHERE (state = 'in_progress' AND deadline_at < now() - interval '1 minute') OR state IN ('submitted', 'expired')`,
  );
  expect(open.rowCount).toBe(0);
  const sums = ['item_rollup', 'option_rollup', 'learner_topic_rollup'];
  const read = () => Promise.all(sums.map((table) => digest(admin, `SELECT t.* FROM ${table} t`)));
  const folded = await read();
  const client = await admin.connect();
  const organisations = await client.query<{ id: string }>('SELECT id FROM organisation');
  for (const { id } of organisations.rows) {
    await client.query('BEGIN');
    await client.query(`SELECT ctx.enter($1, NULL, 'system')`, [id]);
    await client.query('SELECT app.rebuild_rollups()');
    await client.query('COMMIT');
  }
  client.release();
  expect(await read()).toEqual(folded);
});
