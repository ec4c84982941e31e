import { beforeAll, describe, expect, it } from 'vitest';
import type { FeedbackPolicy, ReleaseRule } from '@/lib/features/assignment/contract';
import { findResults } from '@/lib/features/attempt/data';
import { findItemEvidence } from '@/lib/features/item-evidence/data';
import { correctKey, markChangesSeen } from '@/lib/features/key-correction/commands';
import { listGradeNotices, previewKeyChanges } from '@/lib/features/key-correction/data';
import { withTenant } from '@/lib/infra/db/tenant';
import { asExamTaker } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { createGradedAttempt, createOpenAttempt } from '../support/attempt-factories';
import { createCohort, createMember, type Member } from '../support/factories';
import type { ItemFixture } from '../support/item-factories';
import { type ExamRoom, openExamRoom } from '../support/sitting';

const database = startApplication();

const SECRET = 'The corrected rationale that nobody may read early';

interface Sat {
  readonly learner: Member;
  readonly attemptId: string;
}

/** A room whose first key was corrected to the second option, which every learner had chosen. */
interface Corrected {
  readonly room: ExamRoom;
  readonly item: ItemFixture;
  readonly sat: Readonly<Record<string, Sat>>;
}

const SITUATIONS: Readonly<Record<string, { feedbackPolicy: FeedbackPolicy; releaseRule: ReleaseRule }>> = {
  full: { feedbackPolicy: 'full', releaseRule: 'on_submit' },
  rightWrong: { feedbackPolicy: 'right_wrong', releaseRule: 'on_submit' },
  scoreOnly: { feedbackPolicy: 'score_only', releaseRule: 'on_submit' },
  hidden: { feedbackPolicy: 'hidden', releaseRule: 'on_submit' },
  unreleased: { feedbackPolicy: 'full', releaseRule: 'by_hand' },
};

async function correctedRoom(): Promise<Corrected> {
  const names = [...Object.keys(SITUATIONS), 'running', 'nothing'];
  const room = await openExamRoom({ itemCount: 3, learnerCount: names.length });
  const [item] = room.items;
  if (!item) throw new Error('No item');
  const chosen = [item.optionIds[1] ?? ''];
  const answers = room.items.map((each) => ({ item: each, chosen: each === item ? chosen : [] }));
  const sat: Record<string, Sat> = {};
  for (const [index, name] of names.entries()) {
    const learner = room.learners[index];
    if (!learner) throw new Error('The room is too small');
    const { membershipId } = learner;
    if (name === 'nothing') sat[name] = { learner, attemptId: membershipId };
    else {
      const assignmentId = await room.assign(learner, SITUATIONS[name]);
      const sitting = { assignmentId, membershipId, answers };
      const { attemptId } = SITUATIONS[name]
        ? await createGradedAttempt(room.scope, sitting)
        : await createOpenAttempt(room.scope, sitting);
      sat[name] = { learner, attemptId };
    }
  }
  const done = await correctKey(room.admin.scope, {
    itemId: item.itemId,
    fromVersionId: item.itemVersionId,
    key: chosen,
    policy: 'current_key',
    reason: 'A note of the staff that learners never read',
    rationaleOf: chosen,
    rationale: [SECRET],
  });
  if (!done.ok) throw new Error(done.error.message);
  return { room, item, sat };
}

let corrected: Corrected;
beforeAll(async () => {
  corrected = await correctedRoom();
});
const satAs = (name: string): Sat => {
  const found = corrected.sat[name];
  if (!found) throw new Error(name);
  return found;
};
const resultsOf = async (name: string) => {
  const { learner, attemptId } = satAs(name);
  const results = await findResults(learner.scope, attemptId);
  return results?.kind === 'released' ? results.results : null;
};

describe('a learner with full feedback', () => {
  it('reads the new key and rationale with the question as it was, and what it did to the score', async () => {
    const results = await resultsOf('full');
    const [first, second] = results?.items ?? [];
    const key = corrected.item.optionIds[1] ?? '';
    expect(first).toMatchObject({
      verdict: 'correct',
      key: [key],
      correction: { change: 'gained', countsForAll: false, alsoRight: [] },
      options: corrected.item.optionIds.map((id) => ({ id })),
    });
    expect(JSON.stringify(first?.rationales?.[key])).toContain(SECRET);
    expect(second?.correction).toBeNull();
    expect(results?.score.correct).toBe(1);
    expect(results?.correction).toMatchObject({ correctBefore: 0, correctAfter: 1, isNew: true });
    expect(JSON.stringify(results)).not.toContain('note of the staff');
  });
});

describe('other feedback policies', () => {
  it('say with right and wrong that the answer counts now, without the key', async () => {
    const results = await resultsOf('rightWrong');
    expect(results?.items[0]).toMatchObject({
      verdict: 'correct',
      key: null,
      rationales: null,
      correction: { correctedAt: null, change: 'gained', alsoRight: [] },
    });
    expect(results?.correction).toMatchObject({ correctAfter: 1 });
  });

  it('say with the score only how it changed, and of no question', async () => {
    const results = await resultsOf('scoreOnly');
    expect(results?.items).toEqual([]);
    expect(results?.correction).toMatchObject({ correctBefore: 0, correctAfter: 1 });
  });

  it.each(['hidden', 'unreleased', 'running'])('say nothing while results are %s', async (name) => {
    expect(await resultsOf(name)).toBeNull();
    expect(await listGradeNotices(satAs(name).learner.scope)).toEqual([]);
  });
});

describe('row-level security', () => {
  /** Everything of the four new tables and of keys that a learner can read by any query. */
  const everything = ({ learner }: Sat) =>
    withTenant(asExamTaker(learner.scope), async (db) => ({
      corrections: await db.keyCorrection.findMany({ take: 9 }),
      items: await db.keyCorrectionItem.findMany({ take: 9 }),
      rulings: await db.keyRuling.findMany({ take: 9 }),
      changes: await db.gradeChange.findMany({ take: 9 }),
      keys: await db.itemKey.findMany({ take: 99 }),
    }));

  it('opens the new key to those whose own result is out with full feedback', async () => {
    const seen = await everything(satAs('full'));
    expect(seen.rulings).toHaveLength(1);
    expect(seen.changes.map(({ attemptId }) => attemptId)).toEqual([satAs('full').attemptId]);
    expect(JSON.stringify(seen.keys)).toContain(SECRET);
    // Three of their form, and the one that corrects the first of them.
    expect(seen.keys).toHaveLength(4);
    expect([seen.corrections, seen.items]).toEqual([[], []]);
  });

  it.each(['rightWrong', 'scoreOnly'])('opens only the changed score with %s', async (name) => {
    const seen = await everything(satAs(name));
    expect(seen.changes).toHaveLength(1);
    expect([seen.corrections, seen.items, seen.rulings, seen.keys]).toEqual([[], [], [], []]);
  });

  it.each(['hidden', 'unreleased', 'running', 'nothing'])('opens nothing with %s', async (name) => {
    const seen = await everything(satAs(name));
    expect(Object.values(seen).flat()).toEqual([]);
  });

  it('lets no learner write what corrections are made of', async () => {
    const { learner, attemptId } = satAs('full');
    const scope = asExamTaker(learner.scope);
    const { organisationId } = scope;
    const insert = withTenant(
      scope,
      (db) => db.$executeRaw`
        INSERT INTO key_correction (organisation_id, id, decided_at, reason, counts)
        VALUES (${organisationId}::uuid, gen_random_uuid(), now(), 'x', '{}')`,
    );
    await expect(insert).rejects.toThrow(/row-level security/);
    const raise = withTenant(
      scope,
      (db) =>
        db.$executeRaw`UPDATE grade_change SET correct_after = 99 WHERE attempt_id = ${attemptId}::uuid`,
    );
    await expect(raise).rejects.toThrow(/permission denied/);
    const widen = await withTenant(scope, (db) => db.$executeRaw`UPDATE key_ruling SET full_credit = true`);
    expect(widen).toBe(0);
  });
});

describe('the note on the first page', () => {
  it('stays until its own learner has seen the result', async () => {
    const { learner, attemptId } = satAs('full');
    const expected = [{ attemptId, correctBefore: 0, correctAfter: 1 }];
    expect(await listGradeNotices(learner.scope)).toMatchObject(expected);
    expect(await markChangesSeen(satAs('nothing').learner.scope, attemptId)).toEqual({
      ok: true,
      value: { seen: 0 },
    });
    expect(await listGradeNotices(learner.scope)).toMatchObject(expected);
    expect(await markChangesSeen(learner.scope, attemptId)).toEqual({ ok: true, value: { seen: 1 } });
    expect(await listGradeNotices(learner.scope)).toEqual([]);
    expect((await resultsOf('full'))?.correction).toMatchObject({ isNew: false });
  });
});

describe('full credit', () => {
  it('counts an unanswered question as right and says so', async () => {
    const room = await openExamRoom({ itemCount: 3 });
    const [learner, item] = [room.learners[0], room.items[0]];
    if (!learner || !item) throw new Error('The room is empty');
    const assignmentId = await room.assign(learner);
    const answers = room.items.map((each) => ({
      item: each,
      chosen: each === item ? [] : each.keyIds.slice(0, 1),
    }));
    const { attemptId } = await createGradedAttempt(room.scope, {
      assignmentId,
      membershipId: learner.membershipId,
      answers,
    });
    await correctKey(room.admin.scope, {
      itemId: item.itemId,
      fromVersionId: item.itemVersionId,
      key: item.optionIds.slice(2, 3),
      policy: 'full_credit',
      reason: 'No option is right',
      rationaleOf: [],
      rationale: [],
    });
    const results = await findResults(learner.scope, attemptId);
    if (results?.kind !== 'released') throw new Error('Not released');
    expect(results.results.score).toMatchObject({ answered: 2, total: 3 });
    expect(results.results.items[0]).toMatchObject({
      verdict: 'correct',
      selected: [],
      correction: { countsForAll: true, change: 'gained' },
    });
  });
});

describe('staff', () => {
  it('see in the item analysis the statistics and the key that hold', async () => {
    const room = await openExamRoom({ itemCount: 3, learnerCount: 6 });
    const [item] = room.items;
    const { cohortId } = await createCohort(room.scope, { learners: room.learners });
    if (!item) throw new Error('No item');
    for (const learner of room.learners) {
      const answers = room.items.map((each) => ({ item: each, chosen: each.optionIds.slice(1, 2) }));
      const assignmentId = await room.assign(learner);
      await createGradedAttempt(room.scope, { assignmentId, membershipId: learner.membershipId, answers });
    }
    const correct = (from: string, position: number, policy: 'current_key' | 'both_keys') =>
      correctKey(room.admin.scope, {
        itemId: item.itemId,
        fromVersionId: from,
        key: item.optionIds.slice(position, position + 1),
        policy,
        reason: 'x',
        rationaleOf: [],
        rationale: [],
      });
    const evidence = () => findItemEvidence(room.admin.scope, cohortId, item.itemId, undefined);
    expect((await evidence())?.shown.analysis).toMatchObject({ n: 6, correct: 0 });
    await correct(item.itemVersionId, 1, 'current_key');
    const after = await evidence();
    // The version that was answered is shown, not the correction that nobody has met yet.
    expect(after?.shown).toMatchObject({ version: 1, isCurrent: false, analysis: { n: 6, correct: 6 } });
    expect(after?.countedBy).toBe('corrected');
    expect(after?.options.map(({ isKey }) => isKey)).toEqual([false, true, false, false]);
  });

  it('who look after no cohort with the learners see no count and no name', async () => {
    const stranger = await createMember(corrected.room.scope, { role: 'instructor' });
    const change = {
      itemId: corrected.item.itemId,
      below: 2,
      key: corrected.item.keyIds,
      policy: null,
    } as const;
    const preview = await previewKeyChanges(stranger.scope, [change]);
    expect(preview).toMatchObject({ graded: 0, running: 0, passChanges: [], exams: [] });
    const all = await previewKeyChanges(corrected.room.admin.scope, [change]);
    expect(all).toMatchObject({ graded: 5, running: 1 });
    const { rows } = await database().admin.query(
      'SELECT count(*)::int AS n FROM grade_change WHERE organisation_id = $1',
      [corrected.room.scope.organisationId],
    );
    expect(rows).toEqual([{ n: 5 }]);
  });
});
