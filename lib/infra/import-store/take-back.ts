import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Db, Tx } from '../db/tenant';
import { removeUnusedMedia } from '../media/store';

/** Versions that one statement deletes: each stays well within its time. */
const BATCH = 1000;

interface Taken {
  readonly itemsRemoved: number;
  readonly itemsRestored: number;
}

/** What taking an import back does, or has done. */
export interface TakeBackCounts extends Taken {
  /** Questions that it retired and that come back into the state before. */
  readonly itemsUnretired: number;
  readonly topicsRemoved: number;
  readonly bankRemoved: boolean;
}

/** What taking an import back would do: with what it comes to, the rows besides versions. */
interface TakeBackPlan extends TakeBackCounts {
  readonly unretire: readonly { readonly id: string; readonly state: string }[];
  readonly topicIds: readonly string[];
}

/**
 * Reads what taking an import back comes to: the screen says it, and the act does it. Topics and the bank that it made stay where
 * anything else uses them by now; questions that somebody put back into use and retired again stay retired: that was not the import.
 * One round trip.
 */
export async function planTakeBack(
  db: Db | Tx,
  organisationId: string,
  importId: string,
): Promise<TakeBackPlan> {
  const org = Prisma.sql`${organisationId}::uuid`;
  const [row] = await db.$queryRaw<Omit<TakeBackPlan, 'itemsUnretired' | 'topicsRemoved'>[]>`
    WITH own AS (SELECT id, bank_id, made FROM import WHERE organisation_id = ${org} AND id = ${importId}::uuid),
    gone AS MATERIALIZED (
      SELECT item_id FROM item_version WHERE organisation_id = ${org} AND import_id = ${importId}::uuid AND version = 1),
    gone_stimulus AS MATERIALIZED (
      SELECT stimulus_id FROM stimulus_version WHERE organisation_id = ${org} AND import_id = ${importId}::uuid AND version = 1)
    SELECT (SELECT count(*)::int FROM gone) AS "itemsRemoved",
      (SELECT count(DISTINCT v.item_id)::int FROM item_version v
       WHERE v.organisation_id = ${org} AND v.import_id = ${importId}::uuid AND v.version > 1
         AND v.item_id NOT IN (SELECT item_id FROM gone)) AS "itemsRestored",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'state', r.state)), '[]')
       FROM jsonb_to_recordset(coalesce(own.made -> 'retired', '[]')) AS r(id uuid, state text, event uuid)
       JOIN item i ON i.organisation_id = ${org} AND i.id = r.id AND i.state = 'retired'
       WHERE r.event = (
         SELECT e.id FROM item_event e WHERE e.organisation_id = i.organisation_id AND e.item_id = i.id
         ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1)) AS unretire,
      (SELECT coalesce(jsonb_agg(t.id), '[]') FROM topic t
       WHERE t.organisation_id = ${org}
         AND t.id::text IN (SELECT jsonb_array_elements_text(coalesce(own.made -> 'topicIds', '[]')))
         AND NOT EXISTS (SELECT 1 FROM item i WHERE i.organisation_id = ${org} AND i.topic_id = t.id
                           AND i.id NOT IN (SELECT item_id FROM gone))
         AND NOT EXISTS (SELECT 1 FROM topic c WHERE c.organisation_id = ${org} AND c.parent_id = t.id)
         AND NOT EXISTS (SELECT 1 FROM exam_draw d WHERE d.organisation_id = ${org} AND d.topic_id = t.id)
         AND NOT EXISTS (
           SELECT 1 FROM learner_topic_rollup r WHERE r.organisation_id = ${org} AND r.topic_id = t.id)) AS "topicIds",
      own.bank_id IS NOT NULL AND coalesce((own.made ->> 'bank')::boolean, false)
        AND NOT EXISTS (SELECT 1 FROM item i WHERE i.organisation_id = ${org} AND i.bank_id = own.bank_id
                          AND i.id NOT IN (SELECT item_id FROM gone))
        AND NOT EXISTS (SELECT 1 FROM stimulus s WHERE s.organisation_id = ${org} AND s.bank_id = own.bank_id
                          AND s.id NOT IN (SELECT stimulus_id FROM gone_stimulus))
        AND NOT EXISTS (SELECT 1 FROM exam_draw d WHERE d.organisation_id = ${org} AND d.bank_id = own.bank_id)
        AND NOT EXISTS (SELECT 1 FROM bank_edit b WHERE b.organisation_id = ${org} AND b.bank_id = own.bank_id)
        AND NOT EXISTS (SELECT 1 FROM import o WHERE o.organisation_id = ${org} AND o.bank_id = own.bank_id
                          AND o.id <> own.id AND o.state = 'committed') AS "bankRemoved"
    FROM own`;
  const plan = row ?? { itemsRemoved: 0, itemsRestored: 0, unretire: [], topicIds: [], bankRemoved: false };
  return { ...plan, itemsUnretired: plan.unretire.length, topicsRemoved: plan.topicIds.length };
}

/**
 * Deletes what an import made and gives what it changed or retired its state before, as planned under the lock of the caller, who has
 * made sure that it may. Counts what really happened.
 */
export async function takeBackContent(
  tx: Tx,
  organisationId: string,
  importId: string,
): Promise<TakeBackCounts> {
  const plan = await planTakeBack(tx, organisationId, importId);
  const taken = await takeBackItems(tx, organisationId, importId);
  await takeBackStimuli(tx, organisationId, importId);
  const [row] = await tx.$queryRaw<{ bank_id: string | null; media: readonly string[] }[]>`
    SELECT bank_id, coalesce(made -> 'media', '[]') AS media FROM import
    WHERE organisation_id = ${organisationId}::uuid AND id = ${importId}::uuid`;
  const itemsUnretired = await unretire(tx, organisationId, plan.unretire);
  if (row && row.media.length > 0) await removeUnusedMedia(tx, row.media);
  const topicsRemoved = await removeTopics(tx, organisationId, plan.topicIds);
  if (plan.bankRemoved && row?.bank_id) await removeBank(tx, organisationId, row.bank_id);
  return { ...taken, itemsUnretired, topicsRemoved, bankRemoved: plan.bankRemoved };
}

/** A first version goes together with its item in one statement, because each refers to the other. */
async function takeBackItems(tx: Tx, organisationId: string, importId: string): Promise<Taken> {
  const itemsRestored = await tx.$executeRaw`
    UPDATE item i SET current_version_id = b.id, stimulus_id = s.stimulus_id
    FROM item_version v
    JOIN item_version b ON b.organisation_id = v.organisation_id AND b.item_id = v.item_id AND b.version = (
      SELECT max(e.version) FROM item_version e
      WHERE e.organisation_id = v.organisation_id AND e.item_id = v.item_id AND e.version < v.version)
    LEFT JOIN stimulus_version s ON s.organisation_id = b.organisation_id AND s.id = b.stimulus_version_id
    WHERE i.organisation_id = ${organisationId}::uuid AND v.organisation_id = i.organisation_id
      AND v.item_id = i.id AND v.import_id = ${importId}::uuid`;
  let itemsRemoved = 0;
  for (;;) {
    const batch = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM item_version
      WHERE organisation_id = ${organisationId}::uuid AND import_id = ${importId}::uuid LIMIT ${BATCH}`;
    if (batch.length === 0) return { itemsRemoved, itemsRestored };
    const ids = batch.map(({ id }) => id);
    await tx.$executeRaw`
      DELETE FROM item_key WHERE organisation_id = ${organisationId}::uuid AND item_version_id = ANY(${ids}::uuid[])`;
    itemsRemoved += await tx.$executeRaw`
      WITH gone AS (
        DELETE FROM item_version WHERE organisation_id = ${organisationId}::uuid AND id = ANY(${ids}::uuid[])
        RETURNING item_id, version)
      DELETE FROM item WHERE organisation_id = ${organisationId}::uuid
        AND id IN (SELECT item_id FROM gone WHERE version = 1)`;
  }
}

async function takeBackStimuli(tx: Tx, organisationId: string, importId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE stimulus s SET current_version_id = b.id
    FROM stimulus_version v
    JOIN stimulus_version b ON b.organisation_id = v.organisation_id AND b.stimulus_id = v.stimulus_id AND b.version = (
      SELECT max(e.version) FROM stimulus_version e
      WHERE e.organisation_id = v.organisation_id AND e.stimulus_id = v.stimulus_id AND e.version < v.version)
    WHERE s.organisation_id = ${organisationId}::uuid AND v.organisation_id = s.organisation_id
      AND v.stimulus_id = s.id AND v.import_id = ${importId}::uuid`;
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM stimulus_version WHERE organisation_id = ${organisationId}::uuid AND import_id = ${importId}::uuid
      RETURNING stimulus_id, version)
    DELETE FROM stimulus WHERE organisation_id = ${organisationId}::uuid
      AND id IN (SELECT stimulus_id FROM gone WHERE version = 1)`;
}

async function unretire(tx: Tx, organisationId: string, retired: TakeBackPlan['unretire']): Promise<number> {
  if (retired.length === 0) return 0;
  return tx.$executeRaw`
    WITH back AS (
      UPDATE item i SET state = r.state
      FROM jsonb_to_recordset(${JSON.stringify(retired)}::jsonb) AS r(id uuid, state item_state)
      WHERE i.organisation_id = ${organisationId}::uuid AND i.id = r.id AND i.state = 'retired'
      RETURNING i.id, i.state)
    INSERT INTO item_event (organisation_id, id, item_id, from_state, to_state, note, actor_id)
    SELECT ${organisationId}::uuid, ctx.uuid_v7(), b.id, 'retired', b.state, 'The import that retired it was undone.',
      ctx.member() FROM back b`;
}

async function removeTopics(tx: Tx, organisationId: string, topicIds: readonly string[]): Promise<number> {
  const ids = [...topicIds];
  if (ids.length === 0) return 0;
  await tx.topicDomain.deleteMany({ where: { organisationId, topicId: { in: ids } } });
  return (await tx.topic.deleteMany({ where: { organisationId, id: { in: ids } } })).count;
}

/** Imports keep the name of a bank that is gone. */
async function removeBank(tx: Tx, organisationId: string, bankId: string): Promise<void> {
  await tx.import.updateMany({ where: { organisationId, bankId }, data: { bankId: null } });
  await tx.bank.deleteMany({ where: { organisationId, id: bankId } });
}
