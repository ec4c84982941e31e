import { beforeAll, describe, expect, it } from 'vitest';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { startApplication } from '../support/application';
import { createGradedAttempt, createOpenAttempt, rightAnswer } from '../support/attempt-factories';
import { markAll } from '../support/mark';
import { type ExamRoom, openExamRoom } from '../support/sitting';

/* Whoever holds the application's own connection, and names an organisation and the strongest role, still can't touch what is closed. */

const database = startApplication();

let room: ExamRoom;
let closed = '';
let open = '';
beforeAll(async () => {
  room = await openExamRoom({ itemCount: 3 });
  const [learner] = room.learners;
  if (!learner) throw new Error('The room is empty');
  const sitting = {
    assignmentId: await room.assign(learner, { attemptsAllowed: 5 }),
    membershipId: learner.membershipId,
    answers: room.items.map(rightAnswer),
  };
  closed = (await createGradedAttempt(room.scope, sitting)).attemptId;
  open = (await createOpenAttempt(room.scope, { ...sitting, number: 2 })).attemptId;
});

const org = () => room.scope.organisationId;
/** How many rows a statement changed as the application for the system; what it is refused with otherwise. */
async function tries(write: (tx: Tx) => Promise<number>): Promise<number | 'refused'> {
  try {
    return await inTransaction(room.scope, write);
  } catch (error) {
    expect(String(error)).toMatch(/row-level security|permission denied/);
    return 'refused';
  }
}

describe('a closed attempt', () => {
  it.each([
    [
      'its state',
      (tx: Tx) =>
        tx.$executeRaw`UPDATE attempt SET state = 'in_progress', closed_at = NULL, closed_by = NULL WHERE id = ${closed}::uuid`,
    ],
    [
      'its deadline',
      (tx: Tx) =>
        tx.$executeRaw`UPDATE attempt SET deadline_at = now() + interval '1 day' WHERE id = ${closed}::uuid`,
    ],
    ['its receipt', (tx: Tx) => tx.$executeRaw`UPDATE attempt SET receipt = '{}' WHERE id = ${closed}::uuid`],
    [
      'its grades',
      (tx: Tx) =>
        tx.$executeRaw`UPDATE graded_item SET correct = NOT correct WHERE attempt_id = ${closed}::uuid`,
    ],
    [
      'its score',
      (tx: Tx) => tx.$executeRaw`UPDATE attempt_grade SET correct = 0 WHERE attempt_id = ${closed}::uuid`,
    ],
  ])('keeps %s, whoever asks', async (_, write) => {
    expect([0, 'refused']).toContain(await tries(write));
  });

  it.each([
    [
      'an answer',
      (tx: Tx) => tx.$executeRaw`
      INSERT INTO response_event (organisation_id, attempt_id, position, rev, epoch, received_at, answer)
      VALUES (${org()}::uuid, ${closed}::uuid, 1, 9, 1, now(), 'b')`,
    ],
    [
      'a grade',
      (tx: Tx) => tx.$executeRaw`
      INSERT INTO attempt_grade (organisation_id, attempt_id, correct, answered, items, graded_at) VALUES (${org()}::uuid, ${open}::uuid, 3, 3, 3, now())`,
    ],
    [
      'a late answer',
      (tx: Tx) => tx.$executeRaw`
      INSERT INTO late_response (organisation_id, attempt_id, position, epoch, rev, received_at, answer, reason)
      VALUES (${org()}::uuid, ${closed}::uuid, 1, 1, 9, now(), 'b', 'late')`,
    ],
    [
      'an act of staff',
      (tx: Tx) => tx.$executeRaw`
      INSERT INTO attempt_act (organisation_id, id, batch_id, attempt_id, kind, reason, actor_id, at)
      VALUES (${org()}::uuid, ctx.uuid_v7(), ctx.uuid_v7(), ${closed}::uuid, 'void', 'x', ${room.admin.membershipId}::uuid, now())`,
    ],
    ['an open past', (tx: Tx) => tx.$executeRaw`INSERT INTO signal.open_past DEFAULT VALUES`],
  ])('is given no %s', async (_, write) => {
    expect(await tries(write)).toBe('refused');
  });

  it('is left alone also when the past is open, unless it is simulated', async () => {
    const write = (tx: Tx) => tx.$executeRaw`UPDATE attempt SET graded_at = now() WHERE id = ${closed}::uuid`;
    await database().admin.query('INSERT INTO signal.open_past DEFAULT VALUES');
    expect(await tries(write)).toBe(0);
    await database().admin.query('UPDATE attempt SET simulated = true WHERE id = $1', [closed]);
    expect(await tries(write)).toBe(1);
    await database().admin.query("UPDATE signal.open_past SET since = now() - interval '2 hours'");
    expect(await tries(write)).toBe(0);
    await database().admin.query('DELETE FROM signal.open_past');
    expect(await tries(write)).toBe(0);
  });
});

describe('a job that finds an attempt closed', () => {
  it('is done, and isn’t tried again for ever', async () => {
    await database().admin.query(
      "INSERT INTO jobs.job (kind, organisation_id, subject_id) VALUES ('close', $1, $2)",
      [org(), closed],
    );
    await markAll();
    const { rows } = await database().admin.query('SELECT kind FROM jobs.job WHERE subject_id = $1', [
      closed,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('a running attempt', () => {
  it('can still be written to', async () => {
    expect(
      await tries(
        (tx) => tx.$executeRaw`UPDATE attempt SET lease_epoch = lease_epoch + 1 WHERE id = ${open}::uuid`,
      ),
    ).toBe(1);
  });
});
