import { beforeAll, describe, expect, it } from 'vitest';
import { findPlayer, findReceipt, findResults, listPractice } from '@/lib/features/attempt/data';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { createMember, type Member, openSession } from '../support/factories';
import { handIn } from '../support/mark';
import { type ExamRoom, openExamRoom } from '../support/sitting';
import { startAttempt } from '../support/starting';

const database = startApplication();

let room: ExamRoom;
beforeAll(async () => {
  room = await openExamRoom({ itemCount: 6, learnerCount: 2 });
});

const member = (index = 0): Member => {
  const found = room.learners[index];
  if (!found) throw new Error('The room has no such learner');
  return found;
};

async function start(learner: Member, assignmentId: string) {
  const { tokenHash } = await openSession(learner.personId);
  return { tokenHash, result: await startAttempt(learner.scope, assignmentId, tokenHash) };
}

async function begin(learner: Member, rules: Parameters<ExamRoom['assign']>[1] = {}) {
  const assignmentId = await room.assign(learner, rules);
  const { tokenHash, result } = await start(learner, assignmentId);
  if (!result.ok) throw new Error(result.error);
  const attemptId = result.value;
  const { rows } = await database().admin.query<{ lease_id: string }>(
    'SELECT lease_id FROM attempt WHERE id = $1',
    [attemptId],
  );
  return { assignmentId, attemptId, tokenHash, leaseId: rows[0]?.lease_id ?? '' };
}

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe('starting an attempt', () => {
  it('freezes a form, sets the deadline by the clock of the database and records it', async () => {
    const { attemptId, tokenHash } = await begin(member(), { minutes: 45 });
    const { rows } = await database().admin.query(
      `SELECT a.state::text, a.number, extract(epoch FROM a.deadline_at - a.started_at)::int AS seconds,
              abs(extract(epoch FROM now() - a.started_at)) < 5 AS now,
              (SELECT count(*)::int FROM attempt_item ai WHERE ai.attempt_id = a.id) AS items,
              (SELECT array_agg(e.action) FROM audit_event e WHERE e.subject_id = a.id::text) AS audit,
              (SELECT s.expires_at >= a.deadline_at + interval '1 hour' FROM identity.session s WHERE s.token_hash = $2) AS signed_in
       FROM attempt a WHERE a.id = $1`,
      [attemptId, tokenHash],
    );
    expect(rows).toEqual([
      {
        state: 'in_progress',
        number: 1,
        seconds: 45 * 60,
        now: true,
        items: 6,
        audit: ['attempt.started'],
        signed_in: true,
      },
    ]);
  });

  it('makes exactly one attempt however often it is clicked at once', async () => {
    const assignmentId = await room.assign(member());
    const { tokenHash } = await openSession(member().personId);
    const started = await Promise.all(
      Array.from({ length: 8 }, () => startAttempt(member().scope, assignmentId, tokenHash)),
    );
    expect(new Set(started.map((each) => (each.ok ? each.value : each.error))).size).toBe(1);
    const { rows } = await database().admin.query('SELECT 1 FROM attempt WHERE assignment_id = $1', [
      assignmentId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('stretches the time by an accommodation, also past the window, which cuts only the ordinary time', async () => {
    const slow = await createMember(room.scope, { role: 'learner' });
    await inTransaction(room.scope, (tx) =>
      tx.accommodation.createMany({
        data: [
          {
            organisationId: room.scope.organisationId,
            membershipId: slow.membershipId,
            timeFactor: 1.5,
            extraMinutes: 5,
          },
        ],
      }),
    );
    const { attemptId } = await begin(slow, { minutes: 60, closesAt: minutesFromNow(30) });
    const { rows } = await database().admin.query<{ minutes: number }>(
      'SELECT round(extract(epoch FROM deadline_at - started_at) / 60)::int AS minutes FROM attempt WHERE id = $1',
      [attemptId],
    );
    expect(rows[0]?.minutes).toBe(50);
  });

  it.each([
    ['before the window', { opensAt: minutesFromNow(5) }, 'coming'],
    ['after the window', { opensAt: minutesFromNow(-60), closesAt: minutesFromNow(-5) }, 'closed'],
  ] as const)('is refused %s', async (_when, rules, error) => {
    const assignmentId = await room.assign(member(), rules);
    const { result } = await start(member(), assignmentId);
    expect(result).toEqual({ ok: false, error });
  });

  it('is refused once every attempt is used, and a further one gets a form of its own', async () => {
    const { assignmentId, attemptId, tokenHash, leaseId } = await begin(member(), { attemptsAllowed: 2 });
    await handIn(tokenHash, attemptId, leaseId, newId());
    const second = await start(member(), assignmentId);
    if (!second.result.ok) throw new Error(second.result.error);
    expect(second.result.value).not.toBe(attemptId);
    const { rows } = await database().admin.query<{ lease_id: string; number: number }>(
      'SELECT lease_id, number FROM attempt WHERE id = $1',
      [second.result.value],
    );
    expect(rows[0]?.number).toBe(2);
    await handIn(second.tokenHash, second.result.value, rows[0]?.lease_id ?? '', newId());
    const third = await start(member(), assignmentId);
    expect(third.result).toEqual({ ok: false, error: 'full' });
  });

  it('finds nothing of somebody else, of another organisation, withdrawn, or made up: always the same', async () => {
    const theirs = await room.assign(member(1));
    const elsewhere = await openExamRoom();
    const foreign = await elsewhere.assign(elsewhere.learners[0] ?? member());
    const withdrawn = await room.assign(member());
    await database().admin.query('UPDATE assignment SET withdrawn_at = now() WHERE id = $1', [withdrawn]);
    for (const id of [theirs, foreign, withdrawn, newId()]) {
      const { result } = await start(member(), id);
      expect(result).toEqual({ ok: false, error: 'not_found' });
    }
  });

  it('serves staff and HR to whom an exam was assigned', async () => {
    for (const role of ['hr', 'instructor', 'admin'] as const) {
      const person = await createMember(room.scope, { role });
      const { attemptId } = await begin(person);
      expect(await findPlayer(person.scope, attemptId)).toMatchObject({ attemptId });
    }
  });
});

describe('what a learner may read of an attempt', () => {
  it('while it runs: stems and options in their own order, and nothing that gives an answer away', async () => {
    const { attemptId } = await begin(member());
    const player = await findPlayer(member().scope, attemptId);
    if (player === null || player === 'over') throw new Error('The attempt should run');
    expect(player.items).toHaveLength(6);
    const { rows } = await database().admin.query<{ item_id: string; option_order: string[] }>(
      'SELECT item_id, option_order FROM attempt_item WHERE attempt_id = $1 ORDER BY position',
      [attemptId],
    );
    expect(player.items.map((item) => [item.itemId, item.options.map(({ id }) => id)])).toEqual(
      rows.map((row) => [row.item_id, row.option_order]),
    );
    const allowed = ['itemId', 'position', 'stem', 'options', 'keyCount', 'stimulusId'];
    for (const item of player.items) expect(Object.keys(item).sort()).toEqual([...allowed].sort());
    // Nobody else finds it, staff included.
    for (const other of [member(1), room.admin]) expect(await findPlayer(other.scope, attemptId)).toBeNull();
  });

  it('before release: the reason and the date, no score', async () => {
    const closesAt = minutesFromNow(120);
    const waits = [
      [{ feedbackPolicy: 'hidden' }, { why: 'hidden' }],
      [{ releaseRule: 'by_hand' }, { why: 'by_hand' }],
      [
        { releaseRule: 'after_close', closesAt },
        { why: 'after_close', until: closesAt.toISOString() },
      ],
    ] as const;
    for (const [rules, wait] of waits) {
      const { attemptId, tokenHash, leaseId } = await begin(member(), rules);
      expect(await findResults(member().scope, attemptId)).toMatchObject({ wait: { why: 'still_open' } });
      await handIn(tokenHash, attemptId, leaseId, newId());
      const results = await findResults(member().scope, attemptId);
      expect(results).toEqual({
        kind: 'waiting',
        attemptId,
        examName: expect.any(String),
        wait,
        notices: [],
      });
      expect(await findReceipt(member().scope, attemptId)).toMatchObject({ wait, lateCount: 0 });
    }
  });

  it.each([
    ['score_only', false, false],
    ['right_wrong', true, false],
    ['full', true, true],
  ] as const)('after release with %s: questions %s, keys %s', async (feedbackPolicy, questions, keys) => {
    // Somebody who sits nothing else: their keys would be shut.
    const learner = await createMember(room.scope, { role: 'learner' });
    const { attemptId, tokenHash, leaseId } = await begin(learner, { feedbackPolicy });
    const [item] = room.items;
    if (!item) throw new Error('The exam is empty');
    const response = {
      attemptId,
      leaseId,
      itemId: item.itemId,
      rev: 1,
      selected: [...item.keyIds],
      flagged: true,
    };
    await saveResponse(tokenHash, response);
    await handIn(tokenHash, attemptId, leaseId, newId());
    const found = await findResults(learner.scope, attemptId);
    if (found?.kind !== 'released') throw new Error('The results should be out');
    const { results } = found;
    expect(results.score).toMatchObject({ correct: 1, total: 6, answered: 1 });
    expect(results.items).toHaveLength(questions ? 6 : 0);
    expect(results.topics).toHaveLength(questions ? 3 : 0);
    const reviewed = results.items.find(({ itemId }) => itemId === item.itemId);
    expect(reviewed?.verdict).toBe(questions ? 'correct' : undefined);
    expect(results.items.every((each) => (each.key !== null) === keys)).toBe(true);
    expect(results.items.every((each) => (each.rationales !== null) === keys)).toBe(true);
    expect(await findResults(member(1).scope, attemptId)).toBeNull();
    expect(await findResults(room.admin.scope, attemptId)).toBeNull();
    await findResults(learner.scope, attemptId);
    const exposed = await database().admin.query(
      'SELECT membership_id, by_correction FROM exposure WHERE attempt_id = $1',
      [attemptId],
    );
    const once = [{ membership_id: learner.membershipId, by_correction: false }];
    expect(exposed.rows, 'that keys were shown is kept, once, and for nobody else').toEqual(keys ? once : []);
  });
});

describe('advice on practice', () => {
  it('is empty for a learner whose exams follow no blueprint', async () => {
    expect(await listPractice(member().scope)).toEqual([]);
  });
});
