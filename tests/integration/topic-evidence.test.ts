import { describe, expect, it } from 'vitest';
import { toItemText } from '@/lib/domain/item/item-text';
import { type Random, seededRandom } from '@/lib/domain/kernel/random';
import { CORRECTION_POLICIES } from '@/lib/domain/key-correction/correction-policy';
import { editItems, undoEdit } from '@/lib/features/bulk-edit/commands';
import { saveItem } from '@/lib/features/item-editor/commands';
import { findEditableItem } from '@/lib/features/item-editor/data';
import { correctKey } from '@/lib/features/key-correction/commands';
import { findItemKey } from '@/lib/features/key-correction/data';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { closeByClock } from '../support/close-by-clock';
import { createMember, createTopic, type Member } from '../support/factories';
import type { ItemFixture } from '../support/item-factories';
import { handIn } from '../support/mark';
import { type ExamRoom, openExamRoom, seat } from '../support/sitting';

const database = startApplication();

interface TopicSum {
  membership_id: string;
  topic_id: string;
  first_count: number;
  first_correct: number;
}
const topicSums = async ({ scope }: ExamRoom): Promise<readonly TopicSum[]> =>
  (
    await database().admin.query<TopicSum>(
      'SELECT * FROM learner_topic_rollup WHERE organisation_id = $1 ORDER BY membership_id, topic_id',
      [scope.organisationId],
    )
  ).rows;

async function everyRollup({ scope }: ExamRoom) {
  const read = async (table: string) =>
    (
      await database().admin.query<{ row: string }>(
        `SELECT t::text AS row FROM ${table} t WHERE organisation_id = $1 ORDER BY 1`,
        [scope.organisationId],
      )
    ).rows.map(({ row }) => row);
  return Promise.all(['item_rollup', 'option_rollup', 'learner_topic_rollup'].map(read));
}

/** What is kept is what counting everything again gives, and every grade has the topic of its item. */
async function expectRebuilt(room: ExamRoom) {
  const kept = await everyRollup(room);
  await inTransaction(room.scope, (tx) => tx.$queryRaw`SELECT app.rebuild_rollups()::text`);
  expect(await everyRollup(room)).toEqual(kept);
  const stray = await database().admin.query(
    `SELECT 1 FROM item_grade g JOIN item i ON i.id = g.item_id
     WHERE g.organisation_id = $1 AND g.topic_id IS DISTINCT FROM i.topic_id`,
    [room.scope.organisationId],
  );
  expect(stray.rowCount).toBe(0);
}

async function sit(room: ExamRoom, learner: Member, random: Random, items: readonly ItemFixture[]) {
  const sitting = await seat(room, learner, { items });
  const { attemptId, leaseId, tokenHash } = sitting;
  for (const item of items) {
    if (random() < 0.25) continue;
    const from = Math.floor(random() * item.optionIds.length);
    const selected = random() < 0.6 ? item.keyIds : item.optionIds.slice(from, from + 1);
    await saveResponse(tokenHash, {
      attemptId,
      leaseId,
      itemId: item.itemId,
      rev: 1,
      selected,
      flagged: false,
    });
  }
  if (random() < 0.4) await closeByClock(database().admin, [attemptId]);
  else await handIn(tokenHash, attemptId, leaseId, newId());
}

const bankOf = async (item: ItemFixture) =>
  (await database().admin.query<{ bank_id: string }>('SELECT bank_id FROM item WHERE id = $1', [item.itemId]))
    .rows[0]?.bank_id ?? '';

async function moveMany(
  room: ExamRoom,
  items: readonly ItemFixture[],
  topicId: string | null,
): Promise<string | null> {
  const [first] = items;
  if (!first) return null;
  const bankId = await bankOf(first);
  const itemIds = items.map(({ itemId }) => itemId);
  const done = await editItems(room.admin.scope, { kind: 'topic', topicId, bankId, itemIds, filter: '' });
  return done.ok ? done.value.editId : null;
}

async function correct(room: ExamRoom, item: ItemFixture, random: Random) {
  const now = await findItemKey(room.admin.scope, item.itemId);
  if (!now) throw new Error('The item is gone');
  const key = item.optionIds.filter(() => random() < 0.5);
  await correctKey(room.admin.scope, {
    itemId: item.itemId,
    fromVersionId: now.versionId,
    key: key.length === 0 ? item.optionIds.slice(0, 1) : key,
    policy: CORRECTION_POLICIES[Math.floor(random() * CORRECTION_POLICIES.length)] ?? 'both_keys',
    reason: 'The guide says so',
    rationaleOf: [],
    rationale: [],
  });
}

async function roomWithAnswers(seed: number) {
  const room = await openExamRoom({ itemCount: 9, learnerCount: 3 });
  const random = seededRandom(seed);
  for (const learner of room.learners) await sit(room, learner, random, room.items);
  return { room, random };
}

describe('when the topic of a question changes', () => {
  it('its answers count for the new topic, and for the old one again when the change is taken back', async () => {
    const { room } = await roomWithAnswers(1);
    const before = await topicSums(room);
    const { topicId } = await createTopic(room.scope);
    const editId = await moveMany(room, room.items, topicId);
    const moved = await topicSums(room);
    expect(moved.every((sum) => sum.topic_id === topicId)).toBe(true);
    expect(moved).toHaveLength(room.learners.length);
    const total = (sums: readonly TopicSum[]) => sums.reduce((sum, { first_count }) => sum + first_count, 0);
    expect(total(moved)).toBe(total(before));
    await expectRebuilt(room);
    await undoEdit(room.admin.scope, editId ?? '');
    expect(await topicSums(room)).toEqual(before);
  });

  it('counts for no topic while it has none', async () => {
    const { room } = await roomWithAnswers(2);
    const before = await topicSums(room);
    const editId = await moveMany(room, room.items, null);
    expect(await topicSums(room)).toEqual([]);
    await undoEdit(room.admin.scope, editId ?? '');
    expect(await topicSums(room)).toEqual(before);
  });

  it('by an author who looks after none of its learners, their answers follow all the same', async () => {
    const { room } = await roomWithAnswers(3);
    const author = await createMember(room.scope, { role: 'instructor' });
    const { topicId } = await createTopic(room.scope);
    const [item] = room.items;
    // Sent back to its author, as its history allows; the author then writes alone.
    await database().admin.query("UPDATE item SET state = 'draft' WHERE id = $1", [item?.itemId]);
    const editable = await findEditableItem(author.scope, item?.itemId ?? '');
    if (!editable) throw new Error('The item is gone');
    const text = toItemText(editable.content);
    const saved = await saveItem(author.scope, {
      itemId: editable.id,
      expectedVersion: editable.version,
      draft: {
        item: { ...text, options: [...text.options] },
        stimulus: { kind: 'none' },
        topicId,
        topicWas: editable.topicId,
        licenceNote: editable.licenceNote,
        changeNote: '',
      },
    });
    expect(saved.ok).toBe(true);
    expect((await topicSums(room)).filter((sum) => sum.topic_id === topicId)).not.toHaveLength(0);
    await expectRebuilt(room);
  });

  it('leaves nothing behind when somebody submits at the same moment', async () => {
    const { room, random } = await roomWithAnswers(4);
    const topics = [await createTopic(room.scope), await createTopic(room.scope)];
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([
        ...room.learners.map((learner) => sit(room, learner, random, room.items)),
        moveMany(room, room.items.slice(round, round + 5), topics[round % 2]?.topicId ?? null),
        moveMany(room, room.items.slice(0, 3), topics[(round + 1) % 2]?.topicId ?? null),
      ]);
    }
    await expectRebuilt(room);
  });
});

describe('the roll-ups', () => {
  it.each([11, 12, 13, 14])(
    'are what counting again gives, after any order of sittings, moves, undoing and corrections (%i)',
    async (seed) => {
      const { room, random } = await roomWithAnswers(seed);
      const topics = [
        null,
        ...(await Promise.all([0, 1, 2].map(() => createTopic(room.scope)))).map((t) => t.topicId),
      ];
      const edits: string[] = [];
      const some = () => room.items.filter(() => random() < 0.4);
      for (let step = 0; step < 14; step += 1) {
        const draw = random();
        if (draw < 0.35) {
          const learner = room.learners[Math.floor(random() * room.learners.length)];
          if (learner) await sit(room, learner, random, some());
        } else if (draw < 0.65) {
          const editId = await moveMany(room, some(), topics[Math.floor(random() * topics.length)] ?? null);
          if (editId) edits.push(editId);
        } else if (draw < 0.8) {
          const editId = edits.pop();
          if (editId) await undoEdit(room.admin.scope, editId);
        } else {
          const item = room.items[Math.floor(random() * room.items.length)];
          if (item) await correct(room, item, random);
        }
      }
      await expectRebuilt(room);
    },
  );
});
