import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { receiptText } from '@/lib/domain/attempt/receipt';
import { callFunction } from '@/lib/infra/db/plain';
import { newId } from '@/lib/infra/id';
import { sweepOnce } from '@/lib/infra/jobs/sweeper';
import { doJobs } from '@/lib/infra/jobs/worker';
import { claimAttempt, readAttemptClock, saveResponse, submitAttempt } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { createAssignment, createCohort, createMember, openSession } from '../support/factories';
import { handIn, markAll, sweepAndMark } from '../support/mark';
import { type ExamRoom, openExamRoom, type Sitting, seat } from '../support/sitting';

const database = startApplication();

let room: ExamRoom;
beforeAll(async () => {
  room = await openExamRoom({ learnerCount: 2 });
});

const learner = (index = 0) => {
  const found = room.learners[index];
  if (!found) throw new Error('The room has no such learner');
  return found;
};
const itemOf = (sitting: Sitting, index = 0) => {
  const item = sitting.items[index];
  if (!item) throw new Error('The form has no such item');
  return item;
};
const option = (sitting: Sitting, letter: 'A' | 'B' | 'C' | 'D', index = 0) =>
  itemOf(sitting, index).optionIds['ABCD'.indexOf(letter)] ?? '';

interface SaveOptions {
  rev?: number;
  letter?: 'A' | 'B' | 'C' | 'D';
  flagged?: boolean;
  index?: number;
  leaseId?: string;
}
const save = (sitting: Sitting, given: SaveOptions = {}) => {
  const { rev = 1, letter = 'A', flagged = false, index = 0, leaseId = sitting.leaseId } = given;
  const selected = [option(sitting, letter, index)];
  const { attemptId, tokenHash } = sitting;
  return saveResponse(tokenHash, {
    attemptId,
    leaseId,
    itemId: itemOf(sitting, index).itemId,
    rev,
    selected,
    flagged,
  });
};

async function storedOf({ attemptId }: Sitting) {
  const { rows } = await database().admin.query<{
    item_id: string;
    rev: number;
    selected: string[];
    flagged: boolean;
  }>(
    `SELECT r.item_id, r.rev, r.selected, r.flagged FROM response r
     JOIN attempt_item ai USING (organisation_id, attempt_id, item_id)
     WHERE r.attempt_id = $1 ORDER BY ai.position`,
    [attemptId],
  );
  return rows;
}
const lateOf = async ({ attemptId }: Sitting) =>
  (
    await database().admin.query<{ rev: number; reason: string }>(
      'SELECT rev, reason FROM late_response WHERE attempt_id = $1 ORDER BY rev',
      [attemptId],
    )
  ).rows;
const attemptOf = async ({ attemptId }: Sitting) =>
  (
    await database().admin.query<{
      state: string;
      closed_by: string | null;
      receipt: { sha256: string; answered: number };
    }>('SELECT state, closed_by, receipt FROM attempt WHERE id = $1', [attemptId])
  ).rows[0];
const auditOf = async ({ attemptId }: Sitting) =>
  (
    await database().admin.query<{ action: string }>(
      'SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY id',
      [attemptId],
    )
  ).rows.map(({ action }) => action);

/** Moves the deadline: the only clock that decides is the server's, so the test moves what it is compared with. */
const moveDeadline = (sitting: Sitting, seconds: number) =>
  database().admin.query(
    `UPDATE attempt SET deadline_at = clock_timestamp() + make_interval(secs => $2),
       started_at = clock_timestamp() - interval '1 hour' WHERE id = $1`,
    [sitting.attemptId, seconds],
  );

describe('saving an answer', () => {
  it('stores it and says when and how much time is left', async () => {
    const sitting = await seat(room, learner());
    const reply = await save(sitting, { letter: 'B', flagged: true });
    expect(reply).toMatchObject({ status: 'saved', rev: 1, current: null });
    expect(Math.abs(Date.now() - Date.parse(reply.savedAt ?? ''))).toBeLessThan(5000);
    expect(reply.remainingMs).toBeGreaterThan(3_590_000);
    expect(await storedOf(sitting)).toEqual([
      { item_id: itemOf(sitting).itemId, rev: 1, selected: [option(sitting, 'B')], flagged: true },
    ]);
  });

  it('takes a repetition for what it is', async () => {
    const sitting = await seat(room, learner());
    await save(sitting);
    expect(await save(sitting)).toMatchObject({ status: 'duplicate', rev: 1 });
  });

  it('tells an old revision what is stored instead', async () => {
    const sitting = await seat(room, learner());
    await save(sitting, { rev: 5, letter: 'C' });
    expect(await save(sitting, { rev: 4, letter: 'A' })).toMatchObject({
      status: 'stale',
      rev: 5,
      current: { selected: [option(sitting, 'C')], flagged: false },
    });
  });

  it('never takes another answer under the same revision for a repetition', async () => {
    const sitting = await seat(room, learner());
    await save(sitting, { rev: 2, letter: 'C' });
    expect(await save(sitting, { rev: 2, letter: 'D' })).toMatchObject({ status: 'conflict', rev: 2 });
    expect(await save(sitting, { rev: 2, letter: 'C', flagged: true })).toMatchObject({ status: 'conflict' });
  });

  it('refuses the tab that lost the lease and keeps nothing of it', async () => {
    const sitting = await seat(room, learner());
    await claimAttempt(sitting.tokenHash, sitting.attemptId, newId());
    expect(await save(sitting)).toMatchObject({ status: 'superseded' });
    expect(await storedOf(sitting)).toEqual([]);
    expect(await lateOf(sitting)).toEqual([]);
  });

  it('counts what arrives within five seconds after the deadline, and keeps the rest apart', async () => {
    const sitting = await seat(room, learner());
    await moveDeadline(sitting, -4);
    expect(await save(sitting)).toMatchObject({ status: 'saved', remainingMs: 0 });
    await moveDeadline(sitting, -6);
    expect(await save(sitting, { rev: 2, letter: 'B' })).toMatchObject({ status: 'late' });
    expect(await storedOf(sitting)).toMatchObject([{ rev: 1 }]);
    expect(await lateOf(sitting)).toEqual([{ rev: 2, reason: 'late' }]);
  });

  it('keeps apart what arrives after the submission, but not what was stored before it', async () => {
    const sitting = await seat(room, learner());
    await save(sitting, { rev: 3 });
    await submitAttempt(sitting.tokenHash, sitting.attemptId, sitting.leaseId, newId());
    expect(await save(sitting, { rev: 3 })).toMatchObject({ status: 'duplicate', rev: 3 });
    expect(await save(sitting, { rev: 4, letter: 'B' })).toMatchObject({ status: 'closed' });
    expect(await save(sitting, { rev: 4, letter: 'B' })).toMatchObject({ status: 'closed' });
    expect(await lateOf(sitting)).toEqual([{ rev: 4, reason: 'closed' }]);
    expect(await storedOf(sitting)).toMatchObject([{ rev: 3 }]);
  });

  it('sees nothing, not even that it exists, for anybody else', async () => {
    const sitting = await seat(room, learner());
    const elsewhere = await openExamRoom();
    const stranger = elsewhere.learners[0];
    if (!stranger) throw new Error('The other room is empty');
    const colleagues = [
      learner(1),
      stranger,
      room.admin,
      await createMember(room.scope, { role: 'hr' }),
      await createMember(room.scope, { role: 'owner' }),
    ];
    for (const { personId } of colleagues) {
      const { tokenHash } = await openSession(personId);
      const foreign = { ...sitting, tokenHash };
      const random = { ...foreign, attemptId: newId() };
      expect(await save(foreign)).toEqual({ ...(await save(random)), status: 'not_found' });
      for (const call of [claimAttempt, readAttemptClock]) {
        const answer = await call(tokenHash, foreign.attemptId, foreign.leaseId);
        expect(answer).toEqual(await call(tokenHash, random.attemptId, foreign.leaseId));
        expect(answer.status).toBe('not_found');
      }
      const submission = await submitAttempt(tokenHash, foreign.attemptId, foreign.leaseId, newId());
      expect(submission).toEqual({ status: 'not_found', receipt: null });
    }
    expect(await storedOf(sitting)).toEqual([]);
    expect(await lateOf(sitting)).toEqual([]);
  });

  it('knows no item of another form and no option of another item', async () => {
    const sitting = await seat(room, learner(), { items: room.items.slice(0, 2) });
    const { tokenHash, attemptId, leaseId } = sitting;
    const call = (itemId: string, selected: string[]) =>
      saveResponse(tokenHash, { attemptId, leaseId, itemId, rev: 1, selected, flagged: false });
    const [first, second, third] = room.items;
    expect(await call(third?.itemId ?? '', third?.optionIds.slice(0, 1) ?? [])).toMatchObject({
      status: 'not_found',
    });
    expect(await call(first?.itemId ?? '', second?.optionIds.slice(0, 1) ?? [])).toMatchObject({
      status: 'not_found',
    });
    expect(await call(first?.itemId ?? '', [newId()])).toMatchObject({ status: 'not_found' });
  });

  it('asks for a sign-in that still stands', async () => {
    const sitting = await seat(room, learner());
    await callFunction('identity.close_session', [sitting.tokenHash]);
    expect(await save(sitting)).toMatchObject({ status: 'signed_out' });
    expect(await claimAttempt(sitting.tokenHash, sitting.attemptId, newId())).toMatchObject({
      status: 'signed_out',
    });
    expect(await readAttemptClock(sitting.tokenHash, sitting.attemptId, newId())).toEqual({
      status: 'signed_out',
      remainingMs: null,
    });
  });

  it('serves whoever an exam was assigned to, whatever their role', async () => {
    for (const role of ['hr', 'instructor', 'admin'] as const) {
      const member = await createMember(room.scope, { role });
      const sitting = await seat(room, member);
      expect(await save(sitting)).toMatchObject({ status: 'saved' });
      const done = await submitAttempt(sitting.tokenHash, sitting.attemptId, sitting.leaseId, newId());
      expect(done.status).toBe('submitted');
    }
  });
});

describe('under any schedule of doubled, reordered and dropped saves', () => {
  it('ends with the answer of the highest acknowledged revision', async () => {
    const message = fc.record({
      rev: fc.integer({ min: 1, max: 6 }),
      letter: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const),
      dropped: fc.boolean(),
      copies: fc.integer({ min: 1, max: 2 }),
    });
    let number = 0;
    const assignmentId = await room.assign(learner());
    const sitting = await seat(room, learner(), { assignmentId });
    const clear = () =>
      database().admin.query('DELETE FROM response_event WHERE attempt_id = $1', [sitting.attemptId]);
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), async (messages) => {
        await clear();
        number += 1;
        let expected: { rev: number; letter: string } | null = null;
        for (const { rev, letter, dropped, copies } of messages) {
          if (dropped) continue;
          for (let copy = 0; copy < copies; copy += 1) {
            const { status } = await save(sitting, { rev, letter });
            if (!expected || rev > expected.rev) {
              expect(status).toBe('saved');
              expected = { rev, letter };
            } else if (rev < expected.rev) expect(status).toBe('stale');
            else expect(status).toBe(letter === expected.letter ? 'duplicate' : 'conflict');
          }
        }
        const [row] = await storedOf(sitting);
        expect(
          row
            ? { rev: row.rev, letter: 'ABCD'[itemOf(sitting).optionIds.indexOf(row.selected[0] ?? '')] }
            : null,
        ).toEqual(expected);
      }),
      { numRuns: 150 },
    );
    expect(number).toBeGreaterThan(100);
  });

  it('loses no acknowledged answer when all messages arrive at once', async () => {
    const sitting = await seat(room, learner());
    const revs = Array.from({ length: 24 }, (_, index) => index + 1);
    const replies = await Promise.all(
      revs.map((rev) => save(sitting, { rev, letter: (['A', 'B', 'C', 'D'] as const)[rev % 4] ?? 'A' })),
    );
    const acknowledged = revs.filter((_, index) => replies[index]?.status === 'saved');
    const [row] = await storedOf(sitting);
    expect(row?.rev).toBe(Math.max(...acknowledged));
    expect(row?.rev).toBe(24);
  });
});

describe('the lease', () => {
  it('gives the first tab what is stored and leaves no trace, and records every later change of hands', async () => {
    const sitting = await seat(room, learner());
    await save(sitting, { letter: 'D', flagged: true });
    const first = newId();
    expect(await claimAttempt(sitting.tokenHash, sitting.attemptId, first)).toMatchObject({
      status: 'claimed',
      responses: [
        { itemId: itemOf(sitting).itemId, rev: 1, selected: [option(sitting, 'D')], flagged: true },
      ],
    });
    await claimAttempt(sitting.tokenHash, sitting.attemptId, first);
    expect(await auditOf(sitting)).toEqual([]);
    await claimAttempt(sitting.tokenHash, sitting.attemptId, newId());
    expect(await auditOf(sitting)).toEqual(['attempt.taken_over']);
    expect(await readAttemptClock(sitting.tokenHash, sitting.attemptId, first)).toMatchObject({
      status: 'superseded',
    });
  });

  it('makes the sign-in outlive the deadline by an hour', async () => {
    const sitting = await seat(room, learner(), { deadlineInMs: 30 * 3_600_000 });
    await claimAttempt(sitting.tokenHash, sitting.attemptId, newId());
    const { rows } = await database().admin.query<{ ok: boolean }>(
      `SELECT s.expires_at >= a.deadline_at + interval '1 hour' AS ok
       FROM identity.session s, attempt a WHERE s.token_hash = $1 AND a.id = $2`,
      [sitting.tokenHash, sitting.attemptId],
    );
    expect(rows[0]?.ok).toBe(true);
  });

  it('of a stale tab never overwrites a newer answer, however the two interleave', async () => {
    const sitting = await seat(room, learner());
    const leases = [newId(), newId()] as const;
    let last: { rev: number; letter: 'A' | 'B' } | null = null;
    for (let round = 0; round < 60; round += 1) {
      const holder = round % 2;
      const holderLease = leases[holder] ?? '';
      await claimAttempt(sitting.tokenHash, sitting.attemptId, holderLease);
      const rev = round + 1;
      const [mine, theirs] = await Promise.all([
        save(sitting, { leaseId: holderLease, rev, letter: holder ? 'A' : 'B' }),
        save(sitting, { leaseId: leases[1 - holder] ?? '', rev: rev + 50, letter: 'C' }),
      ]);
      expect(mine.status).toBe('saved');
      expect(theirs.status).toBe('superseded');
      last = { rev, letter: holder ? 'A' : 'B' };
    }
    expect(await storedOf(sitting)).toMatchObject([
      { rev: last?.rev, selected: [option(sitting, last?.letter ?? 'A')] },
    ]);
  });
});

describe('submitting', () => {
  it('gives a receipt whose hash is that of the stored answers, in the order of the form', async () => {
    const sitting = await seat(room, learner());
    await save(sitting, { index: 3, rev: 2, letter: 'C' });
    await save(sitting, { index: 0, rev: 7, letter: 'B' });
    const { status, receipt } = await submitAttempt(
      sitting.tokenHash,
      sitting.attemptId,
      sitting.leaseId,
      newId(),
    );
    expect(status).toBe('submitted');
    const lines = (await storedOf(sitting)).map(({ item_id, rev, selected }) => ({
      itemId: item_id,
      rev,
      selected,
    }));
    expect(lines).toHaveLength(2);
    expect(receipt).toMatchObject({
      attemptId: sitting.attemptId,
      closedBy: 'submitted',
      items: 6,
      answered: 2,
      sha256: createHash('sha256').update(receiptText(lines)).digest('hex'),
    });
    expect(await auditOf(sitting)).toEqual(['attempt.submitted']);
  });

  it('answers a repetition with the same receipt, and another submission with "closed" and that receipt', async () => {
    const sitting = await seat(room, learner());
    const key = newId();
    const { tokenHash, attemptId, leaseId } = sitting;
    const first = await submitAttempt(tokenHash, attemptId, leaseId, key);
    expect(await submitAttempt(tokenHash, attemptId, leaseId, key)).toEqual({
      status: 'duplicate',
      receipt: first.receipt,
    });
    expect(await submitAttempt(tokenHash, attemptId, leaseId, newId())).toEqual({
      status: 'closed',
      receipt: first.receipt,
    });
    expect(await claimAttempt(tokenHash, attemptId, newId())).toMatchObject({
      status: 'closed',
      responses: [],
    });
    expect(await readAttemptClock(tokenHash, attemptId, leaseId)).toEqual({
      status: 'closed',
      remainingMs: null,
    });
  });

  it('is refused to a tab that lost the lease', async () => {
    const sitting = await seat(room, learner());
    await claimAttempt(sitting.tokenHash, sitting.attemptId, newId());
    const { status } = await submitAttempt(sitting.tokenHash, sitting.attemptId, sitting.leaseId, newId());
    expect(status).toBe('superseded');
    expect(await attemptOf(sitting)).toMatchObject({ state: 'in_progress' });
  });

  it('counts within the grace and closes as expired after it', async () => {
    const inTime = await seat(room, learner());
    await moveDeadline(inTime, -4);
    const submit = ({ tokenHash, attemptId, leaseId }: Sitting) =>
      submitAttempt(tokenHash, attemptId, leaseId, newId());
    expect((await submit(inTime)).status).toBe('submitted');
    const tooLate = await seat(room, learner());
    await moveDeadline(tooLate, -6);
    expect(await submit(tooLate)).toMatchObject({ status: 'closed', receipt: { closedBy: 'expired' } });
    expect(await attemptOf(tooLate)).toMatchObject({ state: 'expired', closed_by: 'expired' });
  });

  it('in a race with saves and other submissions happens exactly once and has nothing after it', async () => {
    const race = await openExamRoom({ itemCount: 4, learnerCount: 30 });
    const sittings = await Promise.all(race.learners.map((each) => seat(race, each)));
    const play = async (sitting: Sitting) => {
      const acts = [
        ...Array.from({ length: 20 }, (_, n) => async () => {
          const reply = await save(sitting, { index: n % 4, rev: 1 + Math.floor(n / 4), letter: 'B' });
          return reply.status;
        }),
        ...Array.from({ length: 6 }, () => async () => {
          const { tokenHash, attemptId, leaseId } = sitting;
          return (await submitAttempt(tokenHash, attemptId, leaseId, newId())).status;
        }),
      ];
      // A different order for each learner: a fixed stride through the acts.
      const stride = [1, 3, 5, 7, 9, 11][sittings.indexOf(sitting) % 6] ?? 1;
      const order = acts.map((_, index) => acts[(index * stride) % acts.length]);
      return Promise.all(order.map((act) => act?.()));
    };
    // Six learners at a time: 156 calls at once are what the pool of one process can queue.
    const outcomes: (string | undefined)[][] = [];
    for (let from = 0; from < sittings.length; from += 6) {
      outcomes.push(...(await Promise.all(sittings.slice(from, from + 6).map(play))));
    }
    for (const [index, statuses] of outcomes.entries()) {
      const sitting = sittings[index];
      if (!sitting) throw new Error('lost a sitting');
      expect(statuses.filter((status) => status === 'submitted')).toHaveLength(1);
      const rows = await storedOf(sitting);
      const lines = rows.map(({ item_id, rev, selected }) => ({ itemId: item_id, rev, selected }));
      const attempt = await attemptOf(sitting);
      expect(attempt?.receipt.sha256).toBe(createHash('sha256').update(receiptText(lines)).digest('hex'));
      const after = await database().admin.query(
        'SELECT 1 FROM response r JOIN attempt a ON a.id = r.attempt_id WHERE a.id = $1 AND r.saved_at > a.closed_at',
        [sitting.attemptId],
      );
      expect(after.rowCount).toBe(0);
    }
  });
});

describe('the sweeper', () => {
  it('closes each overdue attempt once, whoever sweeps, and leaves the others alone', async () => {
    const late = await openExamRoom({ itemCount: 3, learnerCount: 12 });
    const sittings = await Promise.all(late.learners.map((each) => seat(late, each)));
    await Promise.all(sittings.slice(0, 10).map((sitting) => moveDeadline(sitting, -6)));
    const closed = await Promise.all(Array.from({ length: 6 }, () => sweepOnce()));
    expect(closed.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(10);
    await Promise.all(Array.from({ length: 6 }, () => markAll()));
    for (const [index, sitting] of sittings.entries()) {
      const overdue = index < 10;
      expect(await attemptOf(sitting)).toMatchObject({
        state: overdue ? 'released' : 'in_progress',
        closed_by: overdue ? 'expired' : null,
      });
      expect(await auditOf(sitting)).toEqual(overdue ? ['attempt.expired'] : []);
    }
    expect(await sweepOnce()).toBe(0);
  });

  it('steps over an attempt that a submission holds', async () => {
    const sitting = await seat(room, learner());
    await moveDeadline(sitting, -6);
    const holder = await database().admin.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM attempt WHERE id = $1 FOR NO KEY UPDATE', [sitting.attemptId]);
      await sweepOnce();
      await doJobs();
      expect(await attemptOf(sitting)).toMatchObject({ state: 'in_progress' });
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    await markAll();
    expect(await attemptOf(sitting)).toMatchObject({ state: 'released' });
  });

  it('releases results after the window only when nobody answers any more', async () => {
    const hall = await openExamRoom({ itemCount: 2, learnerCount: 2 });
    const [quick, slow] = hall.learners;
    if (!quick || !slow) throw new Error('The hall is empty');
    const { cohortId } = await createCohort(hall.scope, { learners: hall.learners });
    const { assignmentId } = await createAssignment(hall.scope, {
      examId: hall.examId,
      assignedById: hall.admin.membershipId,
      cohortId,
      releaseRule: 'after_close',
    });
    const done = await seat(hall, quick, { assignmentId });
    const running = await seat(hall, slow, { assignmentId });
    const submit = ({ tokenHash, attemptId, leaseId }: Sitting) =>
      handIn(tokenHash, attemptId, leaseId, newId());
    await submit(done);
    expect(await attemptOf(done)).toMatchObject({ state: 'graded' });
    await database().admin.query(
      "UPDATE assignment SET opens_at = now() - interval '2 days', closes_at = now() - interval '1 hour' WHERE id = $1",
      [assignmentId],
    );
    await sweepAndMark();
    expect(await attemptOf(done)).toMatchObject({ state: 'graded' });
    await submit(running);
    expect(await attemptOf(running)).toMatchObject({ state: 'released' });
    await sweepAndMark();
    expect(await attemptOf(done)).toMatchObject({ state: 'released' });
  });

  it('goes on past an attempt that can’t be graded, in its organisation and in others, and grades it once it can be', async () => {
    const broken = await openExamRoom({ itemCount: 2, learnerCount: 3 });
    const other = await openExamRoom({ itemCount: 2, learnerCount: 1 });
    const sittings = await Promise.all(broken.learners.map((each) => seat(broken, each)));
    const elsewhere = await Promise.all(other.learners.map((each) => seat(other, each)));
    const [bad, good, handedIn] = sittings;
    if (!bad || !good || !handedIn) throw new Error('Nobody came');
    // One question of two learners loses its key; the third one's form is without it.
    const { admin } = database();
    const versionId = broken.items[0]?.itemVersionId;
    await admin.query(
      `UPDATE attempt_form SET item_version_ids = item_version_ids[2:], option_orders = option_orders[2:]
       WHERE attempt_id = $1 AND item_version_ids[1] = $2`,
      [good.attemptId, versionId],
    );
    const { rows: kept } = await admin.query(
      'SELECT to_jsonb(k) AS key FROM item_key k WHERE item_version_id = $1',
      [versionId],
    );
    await admin.query('DELETE FROM item_key WHERE item_version_id = $1', [versionId]);

    const { tokenHash, attemptId, leaseId } = handedIn;
    const submitted = await submitAttempt(tokenHash, attemptId, leaseId, newId());
    expect(submitted).toMatchObject({ status: 'submitted', receipt: { items: 2 } });
    for (const sitting of [bad, good, ...elsewhere]) await moveDeadline(sitting, -6);
    await sweepAndMark();
    expect(await attemptOf(bad)).toMatchObject({ state: 'expired', closed_by: 'expired' });
    expect(await attemptOf(handedIn)).toMatchObject({ state: 'submitted', closed_by: 'submitted' });
    for (const sitting of [good, ...elsewhere])
      expect(await attemptOf(sitting)).toMatchObject({ state: 'released' });
    const half = await admin.query('SELECT 1 FROM graded_item WHERE attempt_id = ANY ($1)', [
      [bad.attemptId, attemptId],
    ]);
    expect(half.rowCount).toBe(0);
    const aside = () =>
      admin.query<{ tries: number; failure: string; wait: number }>(
        `SELECT tries, failure, round(extract(epoch FROM run_at - now()))::int AS wait FROM jobs.job
         WHERE subject_id = ANY ($1) ORDER BY subject_id`,
        [[bad.attemptId, attemptId]],
      );
    const failure = expect.stringContaining('only 1 of 2 questions');
    for (const row of (await aside()).rows) expect(row).toMatchObject({ tries: 1, failure });
    const soon = (await aside()).rows.map(({ wait }) => wait);
    expect(Math.min(...soon)).toBeGreaterThan(5);
    expect(Math.max(...soon)).toBeLessThanOrEqual(15);

    const again = () => admin.query('UPDATE jobs.job SET run_at = now() WHERE tries > 0');
    await again();
    await doJobs();
    for (const row of (await aside()).rows) {
      expect(row).toMatchObject({ tries: 2, failure });
      expect(row.wait).toBeGreaterThan(20);
    }
    await admin.query('INSERT INTO item_key SELECT (jsonb_populate_record(NULL::item_key, $1)).*', [
      kept[0]?.key,
    ]);
    await doJobs();
    expect(await attemptOf(bad), 'not before its pause is over').toMatchObject({ state: 'expired' });
    await again();
    await doJobs();
    for (const sitting of [bad, handedIn])
      expect(await attemptOf(sitting)).toMatchObject({ state: 'released' });
    await markAll();
    expect((await aside()).rows).toEqual([]);
  });
});
