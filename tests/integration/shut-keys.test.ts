import { beforeAll, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { findAssignmentForMember } from '@/lib/features/assignment/data';
import { leaveAttempt } from '@/lib/features/attempt/commands';
import { findReceipt, findResults } from '@/lib/features/attempt/data';
import { findItemCues } from '@/lib/features/bank-cues/data';
import { exportBank } from '@/lib/features/bank-export/commands';
import { previewExport } from '@/lib/features/bank-export/data';
import { restoreVersion } from '@/lib/features/item-editor/commands';
import { findEditableItem, findVersionPair } from '@/lib/features/item-editor/data';
import { correctKey } from '@/lib/features/key-correction/commands';
import type { CorrectKey } from '@/lib/features/key-correction/contract';
import { findItemKey } from '@/lib/features/key-correction/data';
import { findReport, listOwnReports } from '@/lib/features/problem-report/data';
import { findItem } from '@/lib/features/question-bank/data';
import { findShutKeys } from '@/lib/features/shut-keys/data';
import { withTenant } from '@/lib/infra/db/tenant';
import { asExamTaker, type TenantScope } from '@/lib/infra/tenant-scope';
import { sayFailure } from '@/lib/words/refusal-words';
import { startApplication } from '../support/application';
import { createGradedAttempt, createOpenAttempt, rightAnswer } from '../support/attempt-factories';
import { expectAudited } from '../support/audited';
import { createMember, type Member, openSession } from '../support/factories';
import { draft, preview } from '../support/import-drafts';
import type { ItemFixture } from '../support/item-factories';
import { type ExamRoom, openExamRoom } from '../support/sitting';
import { startAttempt } from '../support/starting';

const database = startApplication();
const admin = () => database().admin;

const SECRET = 'Staff said that B is the key';
let room: ExamRoom;
let bankId: string;

/** Three items each for exams of their own; the first three are in the exam that is running. */
beforeAll(async () => {
  room = await openExamRoom({ itemCount: 6, learnerCount: 2 });
  const { rows } = await admin().query<{ bank_id: string }>('SELECT bank_id FROM item WHERE id = $1', [
    item(0).itemId,
  ]);
  bankId = rows[0]?.bank_id ?? '';
});

function item(at: number): ItemFixture {
  const found = room.items[at];
  if (!found) throw new Error('No item');
  return found;
}

/** Sits the first three items as this person. */
async function sit(who: Member, over: { deadlineAt?: Date; startedAt?: Date } = {}) {
  const assignmentId = await room.assign(who, { attemptsAllowed: 1 });
  const answers = room.items.slice(0, 3).map(rightAnswer);
  const given = { assignmentId, membershipId: who.membershipId, answers, ...over };
  return { assignmentId, ...(await createOpenAttempt(room.scope, given)) };
}

const keysOf = (scope: TenantScope): Promise<number[]> =>
  withTenant(scope, async (db) => {
    const ids = room.items.map(({ itemVersionId }) => itemVersionId);
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT item_version_id AS id FROM item_key WHERE item_version_id = ANY (${ids}::uuid[])`;
    return rows.map(({ id }) => ids.indexOf(id)).sort();
  });

describe.each(['owner', 'admin', 'instructor'] as const)('an %s who sits an exam', (role) => {
  it('reads no key of its questions from the database, and all others', async () => {
    const who = await createMember(room.scope, { role });
    expect(await keysOf(who.scope)).toEqual([0, 1, 2, 3, 4, 5]);
    await sit(who);
    expect(await keysOf(who.scope)).toEqual([3, 4, 5]);
  });
});

describe('staff who sit an exam', () => {
  let who: Member;
  let sitting: Awaited<ReturnType<typeof sit>>;
  beforeAll(async () => {
    who = await createMember(room.scope, { role: 'admin' });
    sitting = await sit(who);
  });

  it('are told which exam shuts the key and until when', async () => {
    const shut = await findShutKeys(who.scope, { kind: 'item', id: item(0).itemId });
    expect(shut).toMatchObject({ attemptId: sitting.attemptId, isOverdue: false });
    expect(new Date(shut?.until ?? 0).getTime()).toBeGreaterThan(Date.now());
    expect(await findShutKeys(who.scope, { kind: 'item', id: item(3).itemId })).toBeNull();
    expect(await findShutKeys(who.scope, { kind: 'bank', id: bankId })).toMatchObject({ count: 3 });
  });

  it('read neither item, editor, versions, key page nor cues of it', async () => {
    const { itemId } = item(0);
    expect(await findItem(who.scope, itemId)).toBeNull();
    expect(await findEditableItem(who.scope, itemId)).toBeNull();
    expect(await findVersionPair(who.scope, itemId, 1, 1)).toBeNull();
    expect(await findItemKey(who.scope, itemId)).toBeNull();
    expect(await findItemCues(who.scope, itemId)).toBeNull();
    expect(await findItem(who.scope, item(3).itemId)).not.toBeNull();
  });

  it('take no file of the bank that holds it', async () => {
    const refused = await exportBank(who.scope, { bankId, format: 'csv', filter: '' });
    if (refused.ok) throw new Error('It was exported');
    expect(sayFailure(refused.error).message).toMatch(
      /^These keys are shut until .+ because you are sitting “.+”/,
    );
    expect(await previewExport(who.scope, bankId, '')).toMatchObject({
      formats: [],
      shut: { attemptId: sitting.attemptId },
    });
    expect((await exportBank(room.admin.scope, { bankId, format: 'csv', filter: '' })).ok).toBe(true);
  });

  it('hear in an import how many questions the bank has already, and not whether their keys are the same', async () => {
    const file = await exportBank(room.admin.scope, { bankId, format: 'scenario-post', filter: '' });
    if (!file.ok) throw new Error('Nothing was exported');
    const text = new TextDecoder().decode(file.value.bytes);
    const bank = { kind: 'existing' as const, id: bankId };
    const asSitter = await preview(who.scope, await draft(who.scope, text, { options: { bank } }));
    expect(asSitter.totals.rows).toMatchObject({ same: 3 });
    expect(asSitter.shut).toMatchObject({ count: 3, until: expect.stringMatching(/Z$/) });
    const asColleague = await preview(
      room.admin.scope,
      await draft(room.admin.scope, text, { options: { bank } }),
    );
    expect(asColleague).toMatchObject({ shut: null, totals: { rows: { same: 6, new: 0 } } });
  });

  it('correct and restore nothing of it, while a colleague corrects', async () => {
    const { itemId, itemVersionId, optionIds } = item(1);
    const key = [optionIds[3] ?? ''];
    const input: CorrectKey = {
      ...{ itemId, fromVersionId: itemVersionId, key, policy: 'no_regrade', reason: 'A colleague found it' },
      ...{ rationaleOf: [], rationale: [] },
    };
    const refused = await correctKey(who.scope, input);
    expect(refused).toMatchObject({ ok: false, error: { refusal: { reason: 'keys_shut' } } });
    const restored = await restoreVersion(who.scope, { itemId, expectedVersion: 1, version: 1 });
    expect(restored).toMatchObject({ ok: false, error: { refusal: { reason: 'keys_shut' } } });
    expect(await correctKey(room.admin.scope, input)).toMatchObject({ ok: true });
    // The key of the version that came since is shut as well.
    expect(await findItem(who.scope, itemId)).toBeNull();
    expect(await findItem(room.admin.scope, itemId)).not.toBeNull();
  });

  it('leave colleagues, jobs and other organisations as they are', async () => {
    expect(await keysOf(room.admin.scope)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await keysOf(room.scope)).toEqual([0, 1, 2, 3, 4, 5]);
    const other = await openExamRoom({ itemCount: 3 });
    expect(await findItem(other.admin.scope, other.items[0]?.itemId ?? '')).not.toBeNull();
    expect(await findShutKeys(other.admin.scope, { kind: 'item', id: item(0).itemId })).toBeNull();
  });

  it('read no report about it', async () => {
    const [learner] = room.learners;
    if (!learner) throw new Error('No learner');
    const { reportId } = await reportBy(learner, 0);
    expect(await findReport(room.admin.scope, reportId)).not.toBeNull();
    expect(await findReport(who.scope, reportId)).toBeNull();
    expect(await findShutKeys(who.scope, { kind: 'report', id: reportId })).not.toBeNull();
  });
});

/** An attempt that was released with a report about its item and the answer of the staff. */
async function reportBy(learner: Member, at: number) {
  const assignmentId = await room.assign(learner, { feedbackPolicy: 'full', releaseRule: 'on_submit' });
  const sat = { assignmentId, membershipId: learner.membershipId, answers: room.items.map(rightAnswer) };
  const { attemptId } = await createGradedAttempt(room.scope, sat);
  const { rows } = await admin().query<{ id: string }>(
    `INSERT INTO problem_report (organisation_id, id, membership_id, attempt_id, item_id, item_version_id, option_order, selected,
                                 kind, body, state, answer, resolver_id, resolved_at)
     SELECT ai.organisation_id, gen_random_uuid(), $1, ai.attempt_id, ai.item_id, ai.item_version_id, ai.option_order, '{}',
            'wrong_key', 'Is it B?', 'answered', $2, $5, now()
     FROM attempt_item ai WHERE ai.attempt_id = $3 AND ai.item_id = $4 RETURNING id`,
    [learner.membershipId, SECRET, attemptId, item(at).itemId, room.admin.membershipId],
  );
  return { attemptId, reportId: rows[0]?.id ?? '' };
}

describe('a learner who meets a question again', () => {
  it('reads neither key, rationale, verdict nor the answer to a report about it until then', async () => {
    const learner = await createMember(room.scope, { role: 'learner' });
    const { attemptId } = await reportBy(learner, 0);
    const before = await findResults(learner.scope, attemptId);
    if (before?.kind !== 'released') throw new Error('No results');
    expect(before.results.items.every(({ key, verdict, shut }) => key && verdict && !shut)).toBe(true);
    expect((await listOwnReports(learner.scope, WHOLE_LIST)).rows).toMatchObject([
      { answer: SECRET, shut: null },
    ]);

    const running = await sit(learner);
    await admin().query('DELETE FROM exposure WHERE attempt_id = $1', [attemptId]);
    const during = await findResults(learner.scope, attemptId);
    const exposed = await admin().query('SELECT 1 FROM exposure WHERE attempt_id = $1', [attemptId]);
    expect(exposed.rowCount, 'nothing was shown, so nothing is noted').toBe(0);
    if (during?.kind !== 'released') throw new Error('No results');
    const { items, score } = during.results;
    expect(score).toEqual(before.results.score);
    expect(items).toHaveLength(6);
    // The others as well: the score less what they say is the verdict of the ones that are shut, and so are the sums by topic.
    for (const each of items) {
      expect(each).toMatchObject({ key: null, rationales: null, verdict: null, correction: null });
      expect(each).toMatchObject({ selected: null, shut: { until: expect.stringMatching(/Z$/) } });
      expect(each.shut?.examName).toBeTruthy();
    }
    expect(during.results.topics).toEqual([]);
    expect(JSON.stringify(during)).not.toContain(SECRET);
    expect((await listOwnReports(learner.scope, WHOLE_LIST)).rows).toMatchObject([
      { answer: '', shut: { until: expect.any(String) } },
    ]);
    expect(await keysOf(learner.scope)).not.toContain(0);

    await admin().query(
      "UPDATE attempt SET state = 'submitted', closed_at = now(), closed_by = 'submitted' WHERE id = $1",
      [running.attemptId],
    );
    expect(await findResults(learner.scope, attemptId)).toEqual(before);
  });
});

describe('an attempt whose time is over and that nobody closed yet', () => {
  it('keeps keys shut, says so, and can’t be left', async () => {
    const who = await createMember(room.scope, { role: 'instructor' });
    const startedAt = new Date(Date.now() - 2 * 3_600_000);
    const { attemptId } = await sit(who, { startedAt, deadlineAt: new Date(Date.now() - 3_600_000) });
    expect(await keysOf(who.scope)).toEqual([3, 4, 5]);
    expect(await findShutKeys(who.scope, { kind: 'item', id: item(0).itemId })).toMatchObject({
      isOverdue: true,
    });
    expect(await leaveAttempt(who.scope, attemptId)).toMatchObject({
      ok: false,
      error: { refusal: { reason: 'attempt_not_running' } },
    });
  });
});

describe('leaving an exam without a result', () => {
  it('opens the keys, counts as used, is written down and happens once', async () => {
    const who = await createMember(room.scope, { role: 'admin' });
    const { attemptId, assignmentId } = await sit(who);
    await expectAudited(
      'attempt.left',
      admin(),
      () => leaveAttempt(who.scope, attemptId),
      () => ({ by: who.membershipId, kind: 'attempt', subject: attemptId, details: { assignmentId } }),
    );
    expect(await keysOf(who.scope)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await findItem(who.scope, item(0).itemId)).not.toBeNull();
    expect(await findAssignmentForMember(who.scope, assignmentId)).toMatchObject({
      attemptsUsed: 1,
      openAttemptId: null,
      lastAttempt: null,
      group: 'finished',
    });
    const { tokenHash } = await openSession(who.personId);
    expect(await startAttempt(who.scope, assignmentId, tokenHash)).toMatchObject({ ok: false });
    expect(await findReceipt(who.scope, attemptId)).toMatchObject({
      receipt: { closedBy: 'left' },
      wait: { why: 'left' },
    });
    const { rows } = await admin().query(
      `SELECT a.state, a.closed_by,
         (SELECT count(*)::int FROM item_grade g WHERE g.attempt_id = a.id) AS grades,
         (SELECT count(*)::int FROM item_rollup r WHERE r.assignment_id = a.assignment_id) AS sums
       FROM attempt a WHERE a.id = $1`,
      [attemptId],
    );
    expect(rows).toEqual([{ state: 'voided', closed_by: 'left', grades: 0, sums: 0 }]);
    expect(await leaveAttempt(who.scope, attemptId)).toMatchObject({
      ok: false,
      error: { refusal: { reason: 'attempt_not_running' } },
    });
  });

  it('is for oneself, for staff and for attempts that run', async () => {
    const [owner, other] = [
      await createMember(room.scope, { role: 'owner' }),
      await createMember(room.scope, { role: 'instructor' }),
    ];
    const { attemptId } = await sit(other);
    expect(await leaveAttempt(owner.scope, attemptId)).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
    expect(await leaveAttempt(asExamTaker(other.scope), attemptId)).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect((await leaveAttempt(other.scope, attemptId)).ok).toBe(true);
  });
});
