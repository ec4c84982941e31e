import { beforeAll, describe, expect, it } from 'vitest';

import { findPlayer } from '@/lib/features/attempt/data';
import { checkReadiness } from '@/lib/infra/health';
import { newId } from '@/lib/infra/id';
import { claimAttempt, type MadeUpon, saveResponse, submitAttempt } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { handIn } from '../support/mark';
import { type ExamRoom, openExamRoom, type Sitting, seat } from '../support/sitting';

const database = startApplication();

let room: ExamRoom;
beforeAll(async () => {
  room = await openExamRoom({ itemCount: 3 });
});

const sitDown = () => {
  const [learner] = room.learners;
  if (!learner) throw new Error('The room is empty');
  return seat(room, learner);
};

const option = ({ items }: Sitting, letter: string, index = 0) =>
  items[index]?.optionIds['abcd'.indexOf(letter)] ?? '';

interface Write extends Partial<MadeUpon> {
  readonly letters: string;
  readonly rev: number;
  readonly leaseId?: string;
  readonly index?: number;
}
const write = (sitting: Sitting, { letters, rev, index = 0, ...made }: Write) =>
  saveResponse(sitting.tokenHash, {
    attemptId: sitting.attemptId,
    itemId: sitting.items[index]?.itemId ?? '',
    leaseId: sitting.leaseId,
    rev,
    selected: [...letters].map((letter) => option(sitting, letter, index)),
    epoch: 1,
    base: rev - 1,
    agoMs: 0,
    acts: '',
    ...made,
  });

/** Another device takes the exam; gives its lease and the epoch that it brings. */
async function takeOver({ tokenHash, attemptId }: Sitting) {
  const leaseId = newId();
  const { epoch, responses } = await claimAttempt(tokenHash, attemptId, leaseId);
  if (epoch === null) throw new Error('The claim was refused');
  return { leaseId, epoch, responses };
}

const historyOf = async ({ attemptId }: Sitting) =>
  (
    await database().admin.query<{ at: string }>(
      `SELECT concat_ws(' ', position, rev, epoch, coalesce(answer, '-'), nullif(acts, '')) AS at FROM response_event
       WHERE attempt_id = $1 ORDER BY position, rev`,
      [attemptId],
    )
  ).rows.map(({ at }) => at);

describe('an answer knows what it was made upon', () => {
  it('and is kept with every answer before it', async () => {
    const sitting = await sitDown();
    await write(sitting, { letters: 'a', rev: 1 });
    await write(sitting, { letters: 'b', rev: 2, agoMs: 1200 });
    await write(sitting, { letters: '', rev: 3 });
    expect(await historyOf(sitting)).toEqual(['1 1 1 a', '1 2 1 b', '1 3 1 ']);
  });

  it('so that an old unsent one replaces nothing newer of another device', async () => {
    const sitting = await sitDown();
    await write(sitting, { letters: 'a', rev: 1 });
    const other = await takeOver(sitting);
    expect(await write(sitting, { ...other, letters: 'b', rev: 2, base: 1 })).toMatchObject({
      status: 'saved',
    });
    const back = await takeOver(sitting);
    // Made upon the first answer, under the first lease, however often it was changed there since.
    const late = { leaseId: back.leaseId, epoch: 1, base: 1, letters: 'c', rev: 7 };
    expect(await write(sitting, late)).toMatchObject({
      status: 'conflict',
      rev: 2,
      epoch: other.epoch,
      current: { selected: [option(sitting, 'b')], flagged: false },
    });
    expect(await write(sitting, { ...late, letters: 'b' }), 'the same answer is no conflict').toMatchObject({
      status: 'duplicate',
      rev: 2,
    });
    // The learner chose the one from here: it is made upon what is stored.
    expect(await write(sitting, { ...late, epoch: back.epoch, base: 2, rev: 3 })).toMatchObject({
      status: 'saved',
      rev: 3,
    });
    expect(await historyOf(sitting)).toEqual(['1 1 1 a', `1 2 ${other.epoch} b`, `1 3 ${back.epoch} c`]);
  });

  it('so that changes whose acknowledgements got lost follow one another, also after a reload took another lease', async () => {
    const sitting = await sitDown();
    await write(sitting, { letters: 'a', rev: 1, base: 0 });
    const reloaded = await takeOver(sitting);
    expect(await write(sitting, { letters: 'b', rev: 2, base: 0, leaseId: reloaded.leaseId })).toMatchObject({
      status: 'saved',
      epoch: 1,
    });
    expect(await write(sitting, { letters: 'b', rev: 2, base: 0, leaseId: reloaded.leaseId })).toMatchObject({
      status: 'duplicate',
    });
    expect(await write(sitting, { letters: 'a', rev: 1, base: 0, leaseId: reloaded.leaseId })).toMatchObject({
      status: 'stale',
      current: { selected: [option(sitting, 'b')] },
    });
  });

  it('and under a lease that nobody has had yet counts as of the one that holds', async () => {
    const sitting = await sitDown();
    expect(await write(sitting, { letters: 'a', rev: 1, epoch: 99 })).toMatchObject({ epoch: 1 });
  });

  it('and is told apart from all others when it comes too late', async () => {
    const sitting = await sitDown();
    await write(sitting, { letters: 'a', rev: 1 });
    await submitAttempt(sitting.tokenHash, sitting.attemptId, sitting.leaseId, newId());
    expect(await write(sitting, { letters: 'b', rev: 2, agoMs: 60_000 })).toMatchObject({ status: 'closed' });
    expect(await write(sitting, { letters: 'c', rev: 2, epoch: 0 })).toMatchObject({ status: 'closed' });
    const { rows } = await database().admin.query(
      'SELECT position, epoch, rev, answer, ago_ms FROM late_response WHERE attempt_id = $1 ORDER BY epoch',
      [sitting.attemptId],
    );
    expect(rows).toEqual([
      { position: 1, epoch: 0, rev: 2, answer: 'c', ago_ms: 0 },
      { position: 1, epoch: 1, rev: 2, answer: 'b', ago_ms: 60_000 },
    ]);
  });
});

describe('an answer fits its question', () => {
  it('with as many options as asked for, or fewer', async () => {
    const sitting = await sitDown();
    expect(await write(sitting, { letters: 'ab', rev: 1 })).toMatchObject({ status: 'misfit' });
    expect(await write(sitting, { letters: 'aa', rev: 1 }), 'one option twice is one').toMatchObject({
      status: 'saved',
    });
    // Two keys: the third question says "choose two".
    expect(await write(sitting, { index: 2, letters: 'a', rev: 1 })).toMatchObject({ status: 'saved' });
    expect(await write(sitting, { index: 2, letters: 'ca', rev: 2 })).toMatchObject({ status: 'saved' });
    expect(await write(sitting, { index: 2, letters: 'abc', rev: 3 })).toMatchObject({ status: 'misfit' });
    expect(await historyOf(sitting)).toEqual(['1 1 1 a', '3 1 1 a', '3 2 1 ac']);
  });
});

describe('what is looked at, flagged and struck out', () => {
  it('travels with answers and leases, is kept once, and follows to the next device', async () => {
    const sitting = await sitDown();
    await write(sitting, { letters: 'a', rev: 1, acts: 's1-9000 f1-100' });
    await write(sitting, { letters: 'a', rev: 1, acts: 's1-9500 f1-600' });
    const { tokenHash, attemptId } = sitting;
    const batch = { batch: 5, acts: 'l1-50 s2-40 x2:3-10' };
    for (let twice = 0; twice < 2; twice += 1)
      await claimAttempt(tokenHash, attemptId, sitting.leaseId, batch);
    expect(await historyOf(sitting)).toEqual(['0 5 1 - l1-50 s2-40 x2:3-10', '1 1 1 a s1-9000 f1-100']);
    const { activity, responses } = await claimAttempt(tokenHash, attemptId, newId());
    expect(activity.map(({ acts }) => acts)).toEqual(['s1-9000 f1-100', 'l1-50 s2-40 x2:3-10']);
    expect(responses).toMatchObject([{ rev: 1, epoch: 1, flagged: true }]);
  });

  it('says what was reached: what nobody saw is missing, not wrong, however the attempt was closed', async () => {
    const sitting = await sitDown();
    await write(sitting, { letters: 'a', rev: 1, acts: 's1-9000 l1-10 s2-5' });
    await handIn(sitting.tokenHash, sitting.attemptId, sitting.leaseId, newId());
    const { rows } = await database().admin.query(
      'SELECT position, answered, reached FROM graded_item WHERE attempt_id = $1 ORDER BY position',
      [sitting.attemptId],
    );
    expect(rows).toEqual([
      { position: 1, answered: true, reached: true },
      { position: 2, answered: false, reached: true },
      { position: 3, answered: false, reached: false },
    ]);
  });
});

describe('a page of the release before', () => {
  it('goes on saving answers and flags', async () => {
    const sitting = await sitDown();
    const { tokenHash, attemptId, leaseId, items } = sitting;
    const old = (rev: number, letter: string, flagged: boolean) =>
      saveResponse(tokenHash, {
        ...{ attemptId, leaseId, itemId: items[0]?.itemId ?? '', rev, flagged },
        selected: [option(sitting, letter)],
      });
    expect(await old(1, 'a', false)).toMatchObject({ status: 'saved' });
    expect(await old(2, 'a', true)).toMatchObject({ status: 'saved' });
    expect(await old(2, 'a', true)).toMatchObject({ status: 'duplicate' });
    expect(await old(3, 'b', false)).toMatchObject({ status: 'saved' });
    expect(await historyOf(sitting)).toEqual(['1 1 1 a', '1 2 1 a f1-0', '1 3 1 b u1-0']);
  });
});

describe('a form', () => {
  const insert = (sitting: Sitting, versions: readonly string[], orders: readonly string[]) =>
    database().admin.query(
      `UPDATE attempt_form SET item_version_ids = $2::uuid[], option_orders = $3 WHERE attempt_id = $1`,
      [sitting.attemptId, versions, orders],
    );

  it('names versions of its own organisation, with all of their options, each once', async () => {
    const sitting = await sitDown();
    const elsewhere = await openExamRoom({ itemCount: 1 });
    const own = room.items[0]?.itemVersionId ?? '';
    await insert(sitting, [own], ['dacb']);
    for (const order of ['abc', 'abcdd', 'abce', 'aabc'])
      await expect(insert(sitting, [own], [order]), order).rejects.toMatchObject({ code: '23503' });
    const foreign = elsewhere.items[0]?.itemVersionId ?? '';
    await expect(insert(sitting, [foreign], ['abcd'])).rejects.toMatchObject({ code: '23503' });
    await expect(insert(sitting, [own, newId()], ['abcd', 'abcd'])).rejects.toMatchObject({ code: '23503' });
  });

  it('is shown as it was when the exam began, whatever is edited since', async () => {
    const sitting = await sitDown();
    const scope = room.learners[0]?.scope;
    if (!scope) throw new Error('The room is empty');
    const before = await findPlayer(scope, sitting.attemptId);
    expect(before).toMatchObject({ items: [{}, {}, {}] });
    // Whoever isn't kept by policies from seeing the newer version finds the form as it was, too.
    const versions = async () =>
      (
        await database().admin.query(
          'SELECT item_version_id FROM attempt_item WHERE attempt_id = $1 ORDER BY position',
          [sitting.attemptId],
        )
      ).rows;
    const form = await versions();
    const { rows } = await database().admin.query<{ stem: unknown }>(
      `INSERT INTO item_version SELECT (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'version', 2,
         'stem', replace(v.stem::text, 'which statement holds', 'which one does not')::jsonb))).*
       FROM item_version v WHERE v.id = $1 RETURNING stem`,
      [room.items[0]?.itemVersionId],
    );
    expect(JSON.stringify(rows)).toContain('which one does not');
    if (!before || before === 'over') throw new Error('The exam is over');
    const { remainingMs: _before, ...shown } = before;
    expect(await findPlayer(scope, sitting.attemptId)).toMatchObject(shown);
    expect(await versions()).toEqual(form);
  });

  it('keeps its versions from being deleted', async () => {
    const sitting = await sitDown();
    const { admin } = database();
    // Without key, exam or grade: nothing but the form holds it.
    const versionId = newId();
    await admin.query(
      `INSERT INTO item_version SELECT (jsonb_populate_record(v, jsonb_build_object('id', $2::uuid, 'version', 2))).*
       FROM item_version v WHERE v.id = $1`,
      [sitting.items[1]?.itemVersionId, versionId],
    );
    await insert(sitting, [versionId], ['abcd']);
    const gone = () => admin.query('DELETE FROM item_version WHERE id = $1', [versionId]);
    await expect(gone()).rejects.toMatchObject({ code: '23503' });
    await insert(sitting, [room.items[1]?.itemVersionId ?? ''], ['abcd']);
    expect((await gone()).rowCount).toBe(1);
  });
});

describe('the parts of the history', () => {
  it('are made for two years, and a save never fails for want of one', async () => {
    const { rows } = await database().admin.query<{ ahead: number }>(
      'SELECT app.partitions_ahead() AS ahead',
    );
    expect(rows[0]?.ahead).toBe(24);
    const sitting = await sitDown();
    await write(sitting, { letters: 'a', rev: 1 });
    const part = await database().admin.query<{ name: string }>(
      'SELECT tableoid::regclass::text AS name FROM response_event WHERE attempt_id = $1',
      [sitting.attemptId],
    );
    const month = new Date().toISOString().slice(0, 7).replace('-', '_');
    expect(part.rows).toEqual([{ name: `history.response_event_${month}` }]);
    const { rows: other } = await database().admin.query<{ name: string }>(
      `INSERT INTO response_event (organisation_id, attempt_id, position, rev, epoch, received_at, answer)
       VALUES ($1, app.first_id('2099-01-01'), 1, 1, 1, now(), 'a') RETURNING tableoid::regclass::text AS name`,
      [sitting.organisationId],
    );
    expect(other).toEqual([{ name: 'history.response_event_other' }]);
  });

  it('are missed by whoever asks after the health of the installation, three months before they end', async () => {
    const { admin } = database();
    expect((await checkReadiness()).notes).toEqual([]);
    const { rows } = await admin.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
       WHERE s.nspname = 'history' AND c.relname ~ '\\d$' AND c.relkind = 'r' ORDER BY 1 OFFSET 3`,
    );
    for (const { name } of rows) await admin.query(`DROP TABLE history.${name}`);
    expect((await checkReadiness()).notes).toEqual([
      'parts of the history of answers are made for 2 more months; "npm run migrate" makes more',
    ]);
  });
});
