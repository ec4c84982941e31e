import { beforeAll, describe, expect, it } from 'vitest';
import type { ActOutcome } from '@/lib/domain/attempt/staff-act';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { findAssignmentForMember } from '@/lib/features/assignment/data';
import { findPlayer, findReceipt, findResults } from '@/lib/features/attempt/data';
import { actOnAttempts, undoActs } from '@/lib/features/attempt-act/commands';
import type { ActInput } from '@/lib/features/attempt-act/contract';
import { findLateWaiting, listActs, listLateSittings } from '@/lib/features/attempt-act/data';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { claimAttempt, readAttemptClock, saveResponse, submitAttempt } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { createGradedAttempt, rightAnswer, wrongAnswer } from '../support/attempt-factories';
import { expectAudited } from '../support/audited';
import { closeByClock } from '../support/close-by-clock';
import { createCohort, createMember, type Member } from '../support/factories';
import { markAll } from '../support/mark';
import { type ExamRoom, openExamRoom, type Sitting, seat } from '../support/sitting';
import { startAttempt } from '../support/starting';

const database = startApplication();
const admin = () => database().admin;
const MINUTE = 60_000;

let room: ExamRoom;
beforeAll(async () => {
  room = await openExamRoom({ itemCount: 6, learnerCount: 3 });
});

const learnerOf = async (): Promise<Member> => createMember(room.scope, { role: 'learner' });

interface Seated extends Sitting {
  readonly learner: Member;
  readonly assignmentId: string;
}
async function seated(
  rules: Parameters<ExamRoom['assign']>[1] = {},
  deadlineInMs = 30 * MINUTE,
): Promise<Seated> {
  const learner = await learnerOf();
  const assignmentId = await room.assign(learner, rules);
  return { ...(await seat(room, learner, { assignmentId, deadlineInMs })), learner, assignmentId };
}

const base = { whom: 'chosen', reason: 'The alarm rang', minutes: null, from: null, to: null } as const;
async function act(
  { assignmentId, attemptId }: Pick<Seated, 'assignmentId' | 'attemptId'>,
  kind: ActInput['kind'],
  more: Partial<ActInput> = {},
  by: Member = room.admin,
): Promise<ActOutcome> {
  const done = await actOnAttempts(by.scope, {
    ...base,
    assignmentId,
    attemptIds: [attemptId],
    kind,
    ...more,
  });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
}
const refused = async (
  s: Seated,
  kind: ActInput['kind'],
  more: Partial<ActInput> = {},
  by: Member = room.admin,
) => {
  const done = await actOnAttempts(by.scope, {
    ...{ ...base, assignmentId: s.assignmentId, attemptIds: [s.attemptId], kind, ...more },
  });
  return done.ok
    ? 'done'
    : done.error.refusal?.reason === 'act_on_nobody'
      ? done.error.refusal.params.left
      : done.error.code;
};
const undo = async ({ assignmentId }: Pick<Seated, 'assignmentId'>, { batchId }: ActOutcome) => {
  const done = await undoActs(room.admin.scope, { assignmentId, batchId, reason: 'It was a mistake' });
  return done.ok
    ? done.value.done
    : done.error.refusal?.reason === 'act_on_nobody'
      ? done.error.refusal.params.left
      : 'refused';
};

const save = (s: Seated, nth: number, chosen: readonly string[], rev = 1, epoch = 1) => {
  const item = s.items[nth];
  if (!item) throw new Error('No item');
  return saveResponse(s.tokenHash, {
    ...{
      attemptId: s.attemptId,
      itemId: item.itemId,
      leaseId: s.leaseId,
      rev,
      selected: chosen,
      epoch,
      base: rev - 1,
      agoMs: 0,
      acts: '',
    },
  });
};
const clock = async (s: Seated) =>
  (await readAttemptClock(s.tokenHash, s.attemptId, s.leaseId)).remainingMs ?? Number.NaN;
const submit = async (s: Seated) => {
  const outcome = await submitAttempt(s.tokenHash, s.attemptId, s.leaseId, newId());
  await markAll();
  return outcome;
};
const rowOf = async ({ attemptId }: Pick<Seated, 'attemptId'>) =>
  (await admin().query('SELECT * FROM attempt WHERE id = $1', [attemptId])).rows[0];
const right = (s: Seated, nth: number) => s.items[nth]?.keyIds ?? [];

const SUMS = {
  item_rollup: 'assignment_id, item_version_id',
  option_rollup: 'assignment_id, item_version_id, option_id',
  learner_topic_rollup: 'membership_id, topic_id',
} as const;
const sums = async () => {
  const out: Record<string, unknown> = {};
  for (const [table, order] of Object.entries(SUMS)) {
    const { rows } = await admin().query(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE organisation_id = $1 ORDER BY ${order}`,
      [room.scope.organisationId],
    );
    out[table] = rows.map(({ row }) => row);
  }
  return out;
};
/** The sums as they are kept, and as a rebuild from the grades has them. */
async function expectTrueSums() {
  await markAll();
  const kept = await sums();
  await inTransaction(room.scope, (tx) => tx.$queryRaw`SELECT app.rebuild_rollups()::text`);
  expect(kept).toEqual(await sums());
  return kept;
}

describe('time', () => {
  it('is given, seen at once by the clock, told to the learner with its reason, and taken back', async () => {
    const s = await seated();
    const before = await clock(s);
    const done = await act(s, 'extra_time', { minutes: '10' });
    expect((await clock(s)) - before).toBeGreaterThan(9.9 * MINUTE);
    const player = await findPlayer(s.learner.scope, s.attemptId);
    expect(player).toMatchObject({
      notices: [{ kind: 'extra_time', minutes: 10, reason: 'The alarm rang', undone: null }],
    });
    expect(await undo(s, done)).toBe(1);
    expect(await clock(s)).toBeLessThanOrEqual(before);
    expect(await findPlayer(s.learner.scope, s.attemptId)).toMatchObject({
      notices: [{ undone: { reason: 'It was a mistake' } }],
    });
    expect(await undo(s, done)).toBe('refused');
  });

  it('isn’t taken back from somebody whose exam it would end', async () => {
    const s = await seated({}, 2 * MINUTE);
    const done = await act(s, 'extra_time', { minutes: '10' });
    await admin().query("UPDATE attempt SET deadline_at = now() + interval '5 minutes' WHERE id = $1", [
      s.attemptId,
    ]);
    expect(await undo(s, done)).toEqual(['would_end_now']);
  });

  it('stands still in a pause, in which nothing is saved, handed in or closed, and goes on with what was left', async () => {
    const s = await seated({}, MINUTE);
    const before = await clock(s);
    const pause = await act(s, 'pause');
    // A long pause: the deadline as it was written is far behind.
    await admin().query(
      "UPDATE attempt SET started_at = started_at - interval '3 hours', deadline_at = deadline_at - interval '3 hours', paused_at = paused_at - interval '3 hours' WHERE id = $1",
      [s.attemptId],
    );
    expect(await readAttemptClock(s.tokenHash, s.attemptId, s.leaseId)).toMatchObject({ status: 'paused' });
    expect(Math.abs((await clock(s)) - before)).toBeLessThan(2000);
    expect(await save(s, 0, right(s, 0))).toMatchObject({ status: 'paused' });
    expect(await submitAttempt(s.tokenHash, s.attemptId, s.leaseId, newId())).toMatchObject({
      status: 'paused',
    });
    await markAll();
    expect(await claimAttempt(s.tokenHash, s.attemptId, s.leaseId)).toMatchObject({ status: 'claimed' });
    expect(await findPlayer(s.learner.scope, s.attemptId)).toMatchObject({ isPaused: true });
    expect(await refused(s, 'pause')).toEqual(['already_paused']);
    expect(await undo(s, pause)).toBe(1);
    expect(Math.abs((await clock(s)) - before)).toBeLessThan(3000);
    expect(await save(s, 0, right(s, 0))).toMatchObject({ status: 'saved' });
    const { rows } = await admin().query('SELECT paused_ms::int AS ms FROM attempt WHERE id = $1', [
      s.attemptId,
    ]);
    expect(rows[0].ms).toBeGreaterThan(179 * MINUTE);
  });

  it('that an outage took is given back: to who sits it, and to whom the clock stopped meanwhile; not to who had handed in', async () => {
    const [running, expired, over] = [
      await seated({}, 20 * MINUTE),
      await seated({}, 20 * MINUTE),
      await seated({}, 20 * MINUTE),
    ];
    await save(expired, 0, right(expired, 0));
    await closeByClock(admin(), [expired.attemptId]);
    await markAll();
    await submit(over);
    const before = await clock(running);
    // The last ten minutes of which everybody has sat forty.
    await admin().query("UPDATE organisation SET time_zone = 'UTC' WHERE id = $1", [
      room.scope.organisationId,
    ]);
    const wall = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 16);
    const outage = { from: wall(-11 * MINUTE), to: wall(-MINUTE) };
    const done = await act(running, 'compensate', outage);
    expect(Math.round(((await clock(running)) - before) / MINUTE)).toBe(10);
    expect(await refused(over, 'compensate', outage)).toEqual(['not_affected']);
    const again = await actOnAttempts(room.admin.scope, {
      ...base,
      whom: 'running',
      attemptIds: [],
      assignmentId: expired.assignmentId,
      kind: 'compensate',
      ...outage,
    });
    const { deadline_at: deadline, closed_at: closedAt } = await rowOf(expired);
    expect(again.ok).toBe(deadline.getTime() > Date.now() && closedAt === null);
    expect(await undo(running, done)).toBe(1);
  });

  it('is given to everybody who sits it now, and to nobody else', async () => {
    const s = await seated({ attemptsAllowed: 3 });
    const done = await act(s, 'extra_time', { minutes: '5', whom: 'running', attemptIds: [] });
    expect(done).toMatchObject({ done: 1, left: {} });
    await submit(s);
    expect(await refused(s, 'extra_time', { minutes: '5', whom: 'running', attemptIds: [] })).toEqual([]);
    expect(await refused(s, 'extra_time', { minutes: '5' })).toEqual(['not_running']);
  });
});

describe('a message', () => {
  it('reaches the player, and is gone when it is taken back', async () => {
    const s = await seated();
    const done = await act(s, 'message', {
      reason: 'Question 3 has a typing error; answer it as it is meant.',
    });
    expect(await findPlayer(s.learner.scope, s.attemptId)).toMatchObject({
      notices: [{ kind: 'message', reason: expect.stringContaining('typing error') }],
    });
    await undo(s, done);
    expect(await findPlayer(s.learner.scope, s.attemptId)).toMatchObject({ notices: [] });
  });
});

describe('another attempt', () => {
  it('can be started beyond the rules, and is taken back only while it wasn’t', async () => {
    const s = await seated({ attemptsAllowed: 1 });
    await submit(s);
    expect(await findAssignmentForMember(s.learner.scope, s.assignmentId)).toMatchObject({
      attemptsAllowed: 1,
      attemptsUsed: 1,
    });
    const first = await act(s, 'another_attempt');
    expect(await findAssignmentForMember(s.learner.scope, s.assignmentId)).toMatchObject({
      attemptsAllowed: 2,
    });
    expect(await undo(s, first)).toBe(1);
    expect(await startAttempt(s.learner.scope, s.assignmentId, s.tokenHash)).toMatchObject({ ok: false });
    const second = await act(s, 'another_attempt');
    expect(await startAttempt(s.learner.scope, s.assignmentId, s.tokenHash)).toMatchObject({ ok: true });
    expect(await undo(s, second)).toEqual(['already_used']);
  });
});

describe('a sitting that is opened again', () => {
  it('goes on with its answers, leaves the sums, and gets a further receipt', async () => {
    const s = await seated({ releaseRule: 'by_hand' });
    await save(s, 0, right(s, 0));
    const first = await submit(s);
    const done = await act(s, 'reopen', { minutes: '15' });
    await expectTrueSums();
    expect(await rowOf(s)).toMatchObject({ state: 'in_progress', closed_at: null, receipt: null });
    const claimed = await claimAttempt(s.tokenHash, s.attemptId, s.leaseId);
    expect(claimed).toMatchObject({
      status: 'claimed',
      responses: [{ rev: 1, selected: [...right(s, 0)].sort() }],
    });
    expect(await save(s, 1, right(s, 1))).toMatchObject({ status: 'saved' });
    expect(await undo(s, done)).toEqual(['answered_since']);
    const second = await submit(s);
    expect(second.receipt).toMatchObject({ answered: 2 });
    expect(second.receipt?.sha256).not.toBe(first.receipt?.sha256);
    const { rows } = await admin().query(
      "SELECT details->'receipt'->>'sha256' AS sha FROM attempt_act WHERE attempt_id = $1",
      [s.attemptId],
    );
    expect(rows).toEqual([{ sha: first.receipt?.sha256 }]);
    await expectTrueSums();
  });

  it('is as it was when that is taken back before anybody answered', async () => {
    const s = await seated({ releaseRule: 'by_hand' });
    await save(s, 0, right(s, 0));
    await submit(s);
    const [before, kept] = [await rowOf(s), await expectTrueSums()];
    const done = await act(s, 'reopen', { minutes: '15' });
    expect(await undo(s, done)).toBe(1);
    expect(await expectTrueSums()).toEqual(kept);
    const after = await rowOf(s);
    for (const column of ['state', 'closed_at', 'closed_by', 'deadline_at', 'submit_key', 'receipt'])
      expect(after[column], column).toEqual(before[column]);
  });

  it('isn’t, once its answers were shown', async () => {
    const s = await seated({ releaseRule: 'on_submit', feedbackPolicy: 'full' });
    await submit(s);
    expect(await findResults(s.learner.scope, s.attemptId)).toMatchObject({ kind: 'released' });
    expect(await refused(s, 'reopen', { minutes: '5' })).toEqual(['keys_seen']);
  });
});

describe('a voided sitting', () => {
  it('counts nowhere; the later one becomes the first; and all is as before when it is taken back', async () => {
    const learner = await learnerOf();
    const assignmentId = await room.assign(learner, { attemptsAllowed: 2 });
    const answers = room.items.map((item, n) => (n % 2 ? rightAnswer(item) : wrongAnswer(item)));
    const sat = (number: number, closedAt: Date, given = answers) =>
      createGradedAttempt(room.scope, {
        assignmentId,
        membershipId: learner.membershipId,
        answers: given,
        number,
        closedAt,
      });
    const first = await sat(1, new Date(Date.now() - 60 * MINUTE));
    const second = await sat(2, new Date(Date.now() - 30 * MINUTE), room.items.map(rightAnswer));
    const firsts = async () =>
      (
        await admin().query<{ attempt_id: string; n: number }>(
          'SELECT attempt_id, count(*)::int AS n FROM graded_item WHERE attempt_id = ANY ($1) AND first_exposure GROUP BY attempt_id',
          [[first.attemptId, second.attemptId]],
        )
      ).rows;
    const kept = await expectTrueSums();
    expect(await firsts()).toEqual([{ attempt_id: first.attemptId, n: 6 }]);
    const done = await act({ assignmentId, ...first }, 'void');
    const voided = await expectTrueSums();
    expect(voided).not.toEqual(kept);
    expect(await firsts()).toEqual([{ attempt_id: second.attemptId, n: 6 }]);
    expect(await findAssignmentForMember(learner.scope, assignmentId)).toMatchObject({ attemptsUsed: 1 });
    expect(await findResults(learner.scope, first.attemptId)).toMatchObject({ kind: 'waiting' });
    expect(await undo({ assignmentId }, done)).toBe(1);
    expect(await expectTrueSums()).toEqual(kept);
    expect(await firsts()).toEqual([{ attempt_id: first.attemptId, n: 6 }]);
    expect(await rowOf(first)).toMatchObject({ state: 'released' });
  });

  it('that runs ends with a receipt, and goes on with the time it had', async () => {
    const s = await seated();
    await save(s, 0, right(s, 0));
    const done = await act(s, 'void');
    expect(await save(s, 1, right(s, 1))).toMatchObject({ status: 'closed' });
    expect(await findReceipt(s.learner.scope, s.attemptId)).toMatchObject({
      receipt: { answered: 1, closedBy: 'voided' },
    });
    expect(await undo(s, done)).toBe(1);
    expect(await save(s, 2, right(s, 2))).toMatchObject({ status: 'saved' });
    await expectTrueSums();
  });
});

describe('late answers', () => {
  const late = async () => {
    const s = await seated({ releaseRule: 'by_hand' });
    await save(s, 0, right(s, 0));
    await closeByClock(admin(), [s.attemptId]);
    await markAll();
    expect(await save(s, 1, right(s, 1))).toMatchObject({ status: expect.stringMatching(/late|closed/) });
    await save(s, 1, right(s, 1), 2);
    await markAll();
    return s;
  };
  const answersOf = async ({ attemptId }: Seated, nth: number) =>
    (
      await admin().query<{ answer: string }>(
        'SELECT answer FROM response_event WHERE attempt_id = $1 AND position = $2 ORDER BY rev',
        [attemptId, nth + 1],
      )
    ).rows.map(({ answer }) => answer);
  const scoreOf = async ({ attemptId }: Seated) => {
    await markAll();
    const sql = 'SELECT correct, answered FROM attempt_grade WHERE attempt_id = $1';
    return (await admin().query(sql, [attemptId])).rows[0];
  };

  it('wait where staff see them, count when they say so, and not any more when that is taken back', async () => {
    const s = await late();
    const kept = await expectTrueSums();
    expect(await listLateSittings(room.admin.scope, s.assignmentId, WHOLE_LIST)).toMatchObject({
      total: 1,
      rows: [{ attemptId: s.attemptId, questions: 1 }],
    });
    expect((await findLateWaiting(room.admin.scope))?.questions).toBeGreaterThanOrEqual(1);
    expect(await findReceipt(s.learner.scope, s.attemptId)).toMatchObject({
      lateCount: 2,
      receipt: { answered: 1 },
    });
    const done = await act(s, 'accept_late');
    const counted = await expectTrueSums();
    expect(await scoreOf(s)).toEqual({ correct: 2, answered: 2 });
    expect(counted).not.toEqual(kept);
    expect(await findReceipt(s.learner.scope, s.attemptId)).toMatchObject({
      lateCount: 0,
      receipt: { answered: 2 },
    });
    expect(await listLateSittings(room.admin.scope, s.assignmentId, WHOLE_LIST)).toMatchObject({ total: 0 });
    expect(await undo(s, done)).toBe(1);
    expect(await expectTrueSums()).toEqual(kept);
    expect(await scoreOf(s)).toEqual({ correct: 1, answered: 1 });
    expect(await listLateSittings(room.admin.scope, s.assignmentId, WHOLE_LIST)).toMatchObject({ total: 1 });
  });

  it('never replace one that was given after them, on another device or after it was opened again', async () => {
    const s = await late();
    await act(s, 'reopen', { minutes: '15' });
    const { epoch } = await claimAttempt(s.tokenHash, s.attemptId, s.leaseId);
    expect(await save(s, 1, [], 3, epoch ?? 1)).toMatchObject({ status: 'saved' });
    await closeByClock(admin(), [s.attemptId]);
    await markAll();
    await act(s, 'accept_late');
    expect(await answersOf(s, 1), 'what came before the newer one').toEqual(['']);
  });

  it('that don’t count any more give way to nothing newer that was taken since', async () => {
    const s = await late();
    const first = await act(s, 'accept_late');
    const before = await answersOf(s, 1);
    await act(s, 'reopen', { minutes: '15' });
    expect(await save(s, 1, right(s, 1), 5), 'the same, chosen again').toMatchObject({ status: 'saved' });
    await closeByClock(admin(), [s.attemptId]);
    await markAll();
    expect(await undo(s, first)).toEqual(['answered_since']);
    expect(await answersOf(s, 1)).toEqual([...before, before.at(-1)]);
  });

  it('of a second time stand when the first time is taken back, and count again after a change of mind', async () => {
    const s = await late();
    const first = await act(s, 'accept_late');
    expect(await undo(s, first)).toBe(1);
    const again = await act(s, 'accept_late');
    expect(await scoreOf(s), 'the time they were given is kept').toEqual({ correct: 2, answered: 2 });
    await save(s, 1, [], 9);
    const second = await act(s, 'accept_late');
    expect(await scoreOf(s)).toEqual({ correct: 1, answered: 1 });
    expect(await undo(s, again)).toEqual(['answered_since']);
    expect(await scoreOf(s)).toEqual({ correct: 1, answered: 1 });
    expect(await undo(s, second)).toBe(1);
    expect(await scoreOf(s)).toEqual({ correct: 2, answered: 2 });
    expect(await undo(s, again)).toBe(1);
    expect(await scoreOf(s)).toEqual({ correct: 1, answered: 1 });
  });

  it('are left out for good, until that is taken back or more come', async () => {
    const s = await late();
    await act(s, 'leave_late');
    expect(await listLateSittings(room.admin.scope, s.assignmentId, WHOLE_LIST)).toMatchObject({ total: 0 });
    expect(await findReceipt(s.learner.scope, s.attemptId)).toMatchObject({ lateCount: 2 });
    expect(await refused(s, 'accept_late')).toEqual(['nothing_late']);
    await save(s, 2, right(s, 2));
    expect(await listLateSittings(room.admin.scope, s.assignmentId, WHOLE_LIST)).toMatchObject({ total: 1 });
  });
});

describe('who may', () => {
  it('is whoever looks after the learner: no other instructor, no learner, nobody for themselves, no other organisation', async () => {
    const s = await seated();
    const stranger = await createMember(room.scope, { role: 'instructor' });
    expect(await refused(s, 'extra_time', { minutes: '5' }, stranger)).toBe('not_found');
    expect(await refused(s, 'extra_time', { minutes: '5' }, s.learner)).toBe('not_found');
    const elsewhere = await openExamRoom();
    expect(await refused(s, 'extra_time', { minutes: '5' }, elsewhere.admin)).toBe('not_found');
    const assignmentId = await room.assign(room.admin);
    const own = await seat(room, room.admin, { assignmentId });
    expect(
      await refused({ ...own, learner: room.admin, assignmentId }, 'extra_time', { minutes: '5' }),
    ).toEqual(['own_attempt']);
    await createCohort(room.scope, { learners: [s.learner], staff: [stranger] });
    expect(await refused(s, 'extra_time', { minutes: '5' }, stranger)).toBe('done');
  });

  it('is asked by the database, too: the function refuses whoever isn’t staff', async () => {
    const s = await seated();
    const call = inTransaction(
      s.learner.scope,
      (
        tx,
      ) => tx.$queryRaw`SELECT status FROM app.act_on_attempts(${room.scope.organisationId}::uuid, ${s.assignmentId}::uuid,
        ${[s.attemptId]}::uuid[], 'extra_time', ${newId()}::uuid, 'x', 5, NULL, NULL)`,
    );
    await expect(call).rejects.toThrow(/only staff act on sittings/);
  });
});

describe('the record', () => {
  it('says who did what to which sitting, when and why, and who took it back', async () => {
    const s = await seated();
    const told = (details: object) => ({
      by: room.admin.membershipId,
      kind: 'attempt',
      subject: s.attemptId,
      details,
    });
    const done = await expectAudited(
      'attempt.acted_on',
      admin(),
      () => act(s, 'extra_time', { minutes: '7' }),
      ({ batchId }) => told({ kind: 'extra_time', reason: 'The alarm rang', minutes: 7, batch: batchId }),
    );
    await expectAudited(
      'attempt.act_undone',
      admin(),
      () => undo(s, done),
      () => told({ kind: 'extra_time', reason: 'It was a mistake' }),
    );
  });

  it('lists what was done at once as one, with who, why and how many it still holds for', async () => {
    const s = await seated();
    const done = await act(s, 'pause');
    await undo(s, done);
    const { rows } = await listActs(room.admin.scope, s.assignmentId, WHOLE_LIST);
    expect(rows).toMatchObject([
      { kind: 'pause', reason: 'The alarm rang', sittings: 1, undone: 1, minutes: null },
    ]);
  });
});
