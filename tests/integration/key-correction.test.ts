import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/domain/kernel/random';
import type { Consequence } from '@/lib/domain/key-correction/consequence';
import { CORRECTION_POLICIES, type CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import { balanceBank } from '@/lib/features/bank-cues/commands';
import { previewBalance } from '@/lib/features/bank-cues/data';
import { undoEdit } from '@/lib/features/bulk-edit/commands';
import { correctKey, decideKeyChanges } from '@/lib/features/key-correction/commands';
import {
  findCorrection,
  findImportKeyChanges,
  findItemKey,
  previewKeyChanges,
} from '@/lib/features/key-correction/data';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { createGradedAttempt } from '../support/attempt-factories';
import { type BruteResult, gradeFromResponses, type ItemDecision } from '../support/brute-grading';
import { createBank, createExam } from '../support/factories';
import { createItems, type ItemFixture } from '../support/item-factories';
import { handIn } from '../support/mark';
import { type ExamRoom, openExamRoom, seat } from '../support/sitting';
import { samplePost } from '../support/tenant-world';

const database = startApplication();

/** What `next` says compared with `now`, counted the slow way. */
function compare(now: ReadonlyMap<string, BruteResult>, next: ReadonlyMap<string, BruteResult>): Consequence {
  const pairs = [...now].flatMap(([id, before]) => {
    const after = next.get(id);
    return after ? [{ before, after }] : [];
  });
  const count = (test: (pair: (typeof pairs)[number]) => boolean) => pairs.filter(test).length;
  const moved = pairs.filter(({ before, after }) => before.correct !== after.correct);
  return {
    answers: pairs.reduce(
      (sum, { before, after }) =>
        sum + [...before.right].filter(([item, right]) => after.right.get(item) !== right).length,
      0,
    ),
    results: moved.length,
    learners: new Set(moved.map(({ before }) => before.membershipId)).size,
    up: count(({ before, after }) => after.correct > before.correct),
    down: count(({ before, after }) => after.correct < before.correct),
    nowPass: count(({ before, after }) => after.passed && !before.passed),
    noLongerPass: count(({ before, after }) => before.passed && !after.passed),
    releasedDown: count(({ before, after }) => after.correct < before.correct && before.isReleased),
  };
}

const brute = (room: Pick<ExamRoom, 'scope'>, more: readonly ItemDecision[] = []) =>
  gradeFromResponses(database().admin, room.scope.organisationId, more);

/** The stored grades, read without any of the code under test. */
async function storedScores(organisationId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database().admin.query<{ attempt_id: string; correct: number }>(
    'SELECT attempt_id, correct FROM attempt_grade WHERE organisation_id = $1',
    [organisationId],
  );
  return new Map(rows.map(({ attempt_id, correct }) => [attempt_id, correct]));
}

/** One hash over every row of the three roll-up tables. */
async function hashOfRollups(organisationId: string): Promise<string> {
  const part = (table: string) =>
    `SELECT coalesce(string_agg(t::text, E'\n' ORDER BY t::text), '') AS x FROM ${table} t WHERE t.organisation_id = $1`;
  const { rows } = await database().admin.query<{ hash: string }>(
    `SELECT encode(sha256(convert_to(string_agg(x, '|' ORDER BY n), 'UTF8')), 'hex') AS hash FROM (
       SELECT 1 AS n, x FROM (${part('item_rollup')}) a UNION ALL SELECT 2, x FROM (${part('option_rollup')}) b
       UNION ALL SELECT 3, x FROM (${part('learner_topic_rollup')}) c) u`,
    [organisationId],
  );
  return rows[0]?.hash ?? '';
}

/** Grades, scores and roll-ups all say what the raw responses say. */
async function expectConsistent(room: Pick<ExamRoom, 'scope'>) {
  const { organisationId } = room.scope;
  const expected = await brute(room);
  expect(await storedScores(organisationId)).toEqual(
    new Map([...expected].map(([id, { correct }]) => [id, correct])),
  );
  const items = await database().admin.query<{ attempt_id: string; item_id: string; correct: boolean }>(
    'SELECT attempt_id, item_id, correct FROM item_grade WHERE organisation_id = $1',
    [organisationId],
  );
  for (const row of items.rows) {
    expect(expected.get(row.attempt_id)?.right.get(row.item_id)).toBe(row.correct);
  }
  const kept = await hashOfRollups(organisationId);
  await inTransaction(
    room.scope as ExamRoom['scope'],
    (tx) => tx.$queryRaw`SELECT app.rebuild_rollups()::text`,
  );
  expect(await hashOfRollups(organisationId)).toBe(kept);
}

/** Random answers: some right, some by one of the wrong options, some missing; one attempt without any answer. */
async function fill(room: ExamRoom, items: readonly ItemFixture[], seed: number, attemptsEach = 2) {
  const random = seededRandom(seed);
  const rules = [
    { feedbackPolicy: 'full', releaseRule: 'on_submit' },
    { feedbackPolicy: 'right_wrong', releaseRule: 'by_hand' },
    { feedbackPolicy: 'full', releaseRule: 'by_hand' },
  ] as const;
  const { examId } = await createExam(room.scope, { items, cutPercent: 50 });
  for (const [index, learner] of room.learners.entries()) {
    const assignmentId = await room.assign(learner, { examId, ...rules[index % 3] });
    for (let number = 1; number <= attemptsEach; number += 1) {
      const isEmpty = index === 0 && number === 2;
      const part = number === 1 ? items : items.filter(() => random() < 0.8);
      await createGradedAttempt(room.scope, {
        assignmentId,
        membershipId: learner.membershipId,
        number,
        answers: part.map((item) => {
          const draw = random();
          if (isEmpty || draw < 0.1) return { item, chosen: [] };
          if (draw < 0.5) return { item, chosen: item.keyIds };
          const size = item.keyIds.length;
          const start = Math.floor(random() * item.optionIds.length);
          return {
            item,
            chosen: [0, 1]
              .slice(0, size)
              .flatMap((step) => item.optionIds[(start + step) % item.optionIds.length] ?? []),
          };
        }),
      });
    }
  }
}

/** The next option after the key: what a correction makes right. */
const otherKey = ({ optionIds, keyIds }: ItemFixture) =>
  keyIds.map((id) => optionIds[(optionIds.indexOf(id) + 1) % optionIds.length] ?? '').sort();

async function correct(room: ExamRoom, item: ItemFixture, key: readonly string[], policy: CorrectionPolicy) {
  const now = await findItemKey(room.admin.scope, item.itemId);
  if (!now) throw new Error('The item is gone');
  const done = await correctKey(room.admin.scope, {
    itemId: item.itemId,
    fromVersionId: now.versionId,
    key: [...key],
    policy,
    reason: 'The guide says so',
    rationaleOf: [],
    rationale: [],
  });
  if (!done.ok) throw new Error(done.error.message);
  return { ...done.value, below: now.latestVersion + 1 };
}

describe('a corrected key', () => {
  it.each(CORRECTION_POLICIES)('previews and changes under %s what the raw responses say', async (policy) => {
    const room = await openExamRoom({ itemCount: 9, learnerCount: 12 });
    await fill(room, room.items, 11);
    for (const item of [room.items[0], room.items[2]]) {
      if (!item) throw new Error('No item');
      const key = otherKey(item);
      const now = await brute(room);
      const preview = await previewKeyChanges(room.admin.scope, [
        { itemId: item.itemId, below: 2, key, policy },
      ]);
      for (const each of CORRECTION_POLICIES) {
        const next = await brute(room, [{ itemId: item.itemId, below: 2, key, policy: each }]);
        expect(preview.consequences[each]).toEqual(compare(now, next));
        const changedPass = [...now.values()].filter(
          (result) => result.passed !== next.get(result.attemptId)?.passed,
        );
        expect(
          preview.passChanges
            .filter(({ before, after }) => before.passed !== after[each].passed)
            .map(({ attemptId }) => attemptId)
            .sort(),
        ).toEqual(changedPass.map(({ attemptId }) => attemptId).sort());
      }
      expect(preview.chosen).toEqual(preview.consequences[policy]);
      const { counts, correctionId } = await correct(room, item, key, policy);
      const { running, ...done } = counts;
      expect(done).toEqual(preview.chosen);
      expect(running).toBe(preview.running);
      await expectConsistent(room);
      const view = await findCorrection(room.admin.scope, correctionId);
      const scores = await storedScores(room.scope.organisationId);
      for (const result of view?.results.rows ?? []) {
        expect(result.correctBefore).toBe(now.get(result.attemptId)?.correct);
        expect(result.passedBefore).toBe(now.get(result.attemptId)?.passed);
        expect(result.correctAfter).toBe(scores.get(result.attemptId));
      }
      expect(view?.results.rows.filter((each) => each.correctBefore !== each.correctAfter)).toHaveLength(
        done.results,
      );
    }
  });

  it('composes with earlier and later corrections of the same item', async () => {
    const room = await openExamRoom({ itemCount: 3, learnerCount: 8 });
    await fill(room, room.items, 5);
    const [item] = room.items;
    if (!item) throw new Error('No item');
    const steps: readonly (readonly [number, CorrectionPolicy])[] = [
      [1, 'both_keys'],
      [2, 'no_regrade'],
      [3, 'current_key'],
      [1, 'full_credit'],
      [2, 'both_keys'],
      [0, 'current_key'],
    ];
    const before = await storedScores(room.scope.organisationId);
    for (const [position, policy] of steps) {
      await correct(room, item, [item.optionIds[position] ?? ''], policy);
      await expectConsistent(room);
    }
    // The last one put the first key back: nothing is left of all of them.
    expect(await storedScores(room.scope.organisationId)).toEqual(before);
    const { rows } = await database().admin.query(
      'SELECT 1 FROM item_grade WHERE organisation_id = $1 AND original_correct IS NOT NULL',
      [room.scope.organisationId],
    );
    expect(rows).toEqual([]);
  });

  it.each<[CorrectionPolicy, number, number]>([
    ['full_credit', 1, 1],
    ['both_keys', 1, 1],
    ['current_key', 1, 0],
    ['no_regrade', 0, 1],
  ])(
    'under %s grades a running attempt by the ruling and leaves its form as it was',
    async (policy, byNew, byOld) => {
      const room = await openExamRoom({ itemCount: 3, learnerCount: 2 });
      const [item] = room.items;
      const [learner, other] = room.learners;
      if (!item || !learner || !other) throw new Error('The room is empty');
      const sittings = [await seat(room, learner), await seat(room, other)];
      const key = otherKey(item);
      const { counts } = await correct(room, item, key, policy);
      expect(counts.running).toBe(2);
      const answers = [key, [...item.keyIds]];
      for (const [index, sitting] of sittings.entries()) {
        const { attemptId, leaseId, tokenHash } = sitting;
        const selected = answers[index] ?? [];
        await saveResponse(tokenHash, {
          attemptId,
          leaseId,
          itemId: item.itemId,
          rev: 1,
          selected,
          flagged: false,
        });
        await handIn(tokenHash, attemptId, leaseId, newId());
      }
      const scores = await storedScores(room.scope.organisationId);
      expect(sittings.map(({ attemptId }) => scores.get(attemptId))).toEqual([byNew, byOld]);
      const { rows } = await database().admin.query(
        'SELECT DISTINCT item_version_id FROM attempt_item WHERE item_id = $1',
        [item.itemId],
      );
      expect(rows).toEqual([{ item_version_id: item.itemVersionId }]);
      await expectConsistent(room);
    },
  );

  it('loses no attempt that is submitted at the same moment', async () => {
    const room = await openExamRoom({ itemCount: 6, learnerCount: 8 });
    const [item, second] = room.items;
    if (!item || !second) throw new Error('No item');
    for (let round = 1; round <= 3; round += 1) {
      const sittings = await Promise.all(room.learners.map((learner) => seat(room, learner)));
      for (const { tokenHash, attemptId, leaseId } of sittings) {
        const selected = [item.optionIds[round % 4] ?? ''];
        await saveResponse(tokenHash, {
          attemptId,
          leaseId,
          itemId: item.itemId,
          rev: 1,
          selected,
          flagged: false,
        });
      }
      const outcomes = await Promise.allSettled([
        ...sittings
          .slice(0, 4)
          .map(({ tokenHash, attemptId, leaseId }) => handIn(tokenHash, attemptId, leaseId, newId())),
        correct(room, item, [item.optionIds[round % 4] ?? ''], 'current_key').catch((error: Error) => {
          // The first option is the key already in the last round but one of any history; everything else is a failure.
          if (!/key already/.test(error.message)) throw error;
        }),
        correct(room, second, [second.optionIds[(round + 1) % 4] ?? ''], 'both_keys').catch(
          (error: Error) => {
            if (!/key already/.test(error.message)) throw error;
          },
        ),
        inTransaction(room.scope, (tx) => tx.$queryRaw`SELECT app.rebuild_rollups()::text`),
        ...sittings
          .slice(4)
          .map(({ tokenHash, attemptId, leaseId }) => handIn(tokenHash, attemptId, leaseId, newId())),
      ]);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    }
    await expectConsistent(room);
  });

  it('is refused when the question was changed meanwhile, when nothing changes, and to instructors', async () => {
    const room = await openExamRoom({ itemCount: 3 });
    const [item] = room.items;
    if (!item) throw new Error('No item');
    const given = {
      itemId: item.itemId,
      fromVersionId: item.itemVersionId,
      key: otherKey(item),
      policy: 'current_key' as const,
      reason: 'x',
      rationaleOf: [],
      rationale: [],
    };
    const { scope } = room.admin;
    expect(await correctKey(scope, { ...given, fromVersionId: newId() })).toMatchObject({
      error: { code: 'conflict' },
    });
    expect(await correctKey(scope, { ...given, key: [...item.keyIds] })).toMatchObject({
      error: { code: 'invalid' },
    });
    expect(await correctKey(scope, { ...given, key: [newId()] })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect((await correctKey(scope, given)).ok).toBe(true);
    expect(await correctKey(scope, given)).toMatchObject({ error: { code: 'conflict' } });
  });
});

describe('a version that is not current any more, because a balance was undone', () => {
  it('is scored by a corrected key like every other', async () => {
    const room = await openExamRoom({ itemCount: 1, learnerCount: 6 });
    const { scope } = room.admin;
    const { bankId } = await createBank(room.scope);
    const made = await createItems(
      room.scope,
      Array.from({ length: 4 }, () => ({ bankId, keyPositions: [0] })),
    );
    const { digest } = await previewBalance(scope, bankId);
    const balanced = await balanceBank(scope, { bankId, digest });
    if (!balanced.ok) throw new Error(balanced.error.message);
    const { rows } = await database().admin.query<{ id: string; version: string }>(
      `SELECT i.id, v.id AS version FROM item i JOIN item_version v ON v.id = i.current_version_id
       WHERE i.bank_id = $1 AND v.version = 2`,
      [bankId],
    );
    const items = rows.flatMap(({ id, version }) => {
      const item = made.find(({ itemId }) => itemId === id);
      return item ? [{ ...item, itemVersionId: version }] : [];
    });
    const [item] = items;
    if (!item) throw new Error('The balance moved nothing');
    await fill(room, items, 21);
    expect((await undoEdit(scope, balanced.value.editId)).ok).toBe(true);

    const current = await findItemKey(scope, item.itemId);
    expect(current).toMatchObject({ version: 1, latestVersion: 2 });
    const now = await brute(room);
    const key = otherKey(item);
    const change = { itemId: item.itemId, below: 3, key, policy: 'current_key' as const };
    const preview = await previewKeyChanges(scope, [change]);
    const { counts, below } = await correct(room, item, key, 'current_key');
    expect(below).toBe(change.below);
    const { running: _, ...done } = counts;
    expect(done).toEqual(preview.chosen);
    expect(done).toEqual(compare(now, await brute(room)));
    expect(done.results).toBeGreaterThan(0);
    await expectConsistent(room);
  });
});

describe('an older version that the new key can’t judge', () => {
  it('keeps its scores, and full credit makes up for it', async () => {
    const room = await openExamRoom({ itemCount: 3, learnerCount: 4 });
    const [item] = room.items;
    if (!item) throw new Error('No item');
    await fill(room, room.items, 3, 1);
    const before = await storedScores(room.scope.organisationId);
    // One was to be chosen; two are right now.
    const key = [item.optionIds[1] ?? '', item.optionIds[2] ?? ''].sort();
    const preview = await previewKeyChanges(room.admin.scope, [
      { itemId: item.itemId, below: 2, key, policy: null },
    ]);
    expect(preview).toMatchObject({
      graded: 4,
      notJudged: 4,
      chosen: null,
      recommendation: { policy: 'full_credit' },
    });
    expect(preview.consequences.current_key.results).toBe(0);
    await correct(room, item, key, 'current_key');
    expect(await storedScores(room.scope.organisationId)).toEqual(before);
    await expectConsistent(room);
    await correct(room, item, [item.optionIds[3] ?? ''], 'full_credit');
    await expectConsistent(room);
  });
});

/** The sample post with its first `count` keys moved from A to B, in the answer line and in the rationales. */
function withMovedKeys(post: string, count: number): string {
  const [head = '', ...questions] = post.split(/^(?=Question \d+:)/m);
  const moved = questions.map((question, index) =>
    index < count
      ? question
          .replace(/^Answer: A$/m, 'Answer: B')
          .replace(/^A is correct\./m, 'A is incorrect.')
          .replace(/^B is incorrect\./m, 'B is correct.')
      : question,
  );
  return [head, ...moved].join('');
}

describe('an import that changes keys', () => {
  it('shows exactly the 18 that it changed, regrades nothing by itself, and then as recomputed', async () => {
    const room = await openExamRoom({ itemCount: 1, learnerCount: 10 });
    const given = { sourceName: 'sample', licenceNote: '', topics: [], topicOfItem: {} };
    const name = 'Bank of the sample';
    const first = await commitImport(room.admin.scope, {
      ...given,
      sourceText: samplePost,
      bank: { kind: 'new', name, certificationId: null },
    });
    if (!first.ok) throw new Error(first.error.message);
    const { rows } = await database().admin.query<{
      id: string;
      version: string;
      options: { id: string }[];
      key: string[];
    }>(
      `SELECT i.id, v.id AS version, v.options, k.option_ids::text[] AS key FROM item i JOIN item_version v ON v.id = i.current_version_id
       JOIN item_key k ON k.item_version_id = v.id WHERE i.bank_id = $1 ORDER BY i.position`,
      [first.value.bankId],
    );
    const items = rows.map(
      (row): ItemFixture => ({
        itemId: row.id,
        itemVersionId: row.version,
        topicId: null,
        optionIds: row.options.map(({ id }) => id),
        keyIds: row.key,
      }),
    );
    await fill(room, items, 77);
    const second = await commitImport(room.admin.scope, {
      ...given,
      sourceText: withMovedKeys(samplePost, 18),
      bank: { kind: 'existing', id: first.value.bankId },
    });
    if (!second.ok || second.value.importId === null) throw new Error('The corrected post changed nothing');
    const { importId } = second.value;
    const untouched = await storedScores(room.scope.organisationId);
    const found = await findImportKeyChanges(room.admin.scope, importId);
    expect(found?.changes).toHaveLength(18);
    expect(found?.changes.every(({ state, wasUsed }) => state === 'open' && wasUsed)).toBe(true);
    await expectConsistent(room);

    const changes = (found?.changes ?? []).map(({ itemId, toVersion, after }) => ({
      itemId,
      below: toVersion,
      key: after.key,
    }));
    const now = await brute(room);
    expect(new Map([...now].map(([id, { correct }]) => [id, correct]))).toEqual(untouched);
    const policyOf = (index: number): CorrectionPolicy => CORRECTION_POLICIES[index % 4] ?? 'no_regrade';
    const preview = await previewKeyChanges(
      room.admin.scope,
      changes.map((change, index) => ({ ...change, policy: policyOf(index) })),
    );
    for (const policy of CORRECTION_POLICIES) {
      const next = await brute(
        room,
        changes.map((change) => ({ ...change, policy })),
      );
      expect(preview.consequences[policy]).toEqual(compare(now, next));
    }
    const mixed = await brute(
      room,
      changes.map((change, index) => ({ ...change, policy: policyOf(index) })),
    );
    expect(preview.chosen).toEqual(compare(now, mixed));
    expect(preview.consequences.current_key.results).toBeGreaterThan(10);

    const exception = changes.flatMap(({ itemId }, index) =>
      index % 4 === 0 ? [] : [{ itemId, policy: policyOf(index) }],
    );
    const decision = { importId, policy: policyOf(0), exception, reason: 'The author corrected the post' };
    const decided = await decideKeyChanges(room.admin.scope, decision);
    if (!decided.ok) throw new Error(decided.error.message);
    const { running: _, ...done } = decided.value.counts;
    expect(done).toEqual(preview.chosen);
    await expectConsistent(room);
    const after = await findImportKeyChanges(room.admin.scope, importId);
    expect(after?.changes.map(({ state }) => state)).toEqual(Array(18).fill('decided'));
    expect(await decideKeyChanges(room.admin.scope, decision)).toMatchObject({ error: { code: 'conflict' } });
  });
});
