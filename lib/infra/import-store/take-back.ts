import 'server-only';
import type { Tx } from '../db/tenant';
import { removeUnusedMedia } from '../media/store';
import { RETIRED_NOTE } from './retired-note';

/** Versions that one statement deletes: each stays well within its time. */
const BATCH = 1000;

interface Taken {
  readonly itemsRemoved: number;
  readonly itemsRestored: number;
}

/** What an import made besides versions; `made` of its row. */
interface Made {
  readonly bank?: boolean;
  readonly topicIds?: readonly string[];
  readonly media?: readonly string[];
  readonly retired?: readonly { readonly id: string; readonly state: string }[];
}

/** Deletes what an import made and gives what it changed or retired its state before. The caller has made sure that it may. */
export async function takeBackContent(tx: Tx, organisationId: string, importId: string): Promise<Taken> {
  const taken = await takeBackItems(tx, organisationId, importId);
  await takeBackStimuli(tx, organisationId, importId);
  const [row] = await tx.$queryRaw<{ bank_id: string | null; made: Made }[]>`
    SELECT bank_id, made FROM import WHERE organisation_id = ${organisationId}::uuid AND id = ${importId}::uuid`;
  const { retired = [], media = [], topicIds = [], bank = false } = row?.made ?? {};
  await unretire(tx, organisationId, retired);
  if (media.length > 0) await removeUnusedMedia(tx, media);
  if (topicIds.length > 0) await removeTopics(tx, organisationId, topicIds);
  if (bank && row?.bank_id) await removeBank(tx, organisationId, row.bank_id, importId);
  return taken;
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

/** Questions that somebody put back into use and retired again stay retired: that was not the import. */
async function unretire(
  tx: Tx,
  organisationId: string,
  retired: NonNullable<Made['retired']>,
): Promise<void> {
  if (retired.length === 0) return;
  await tx.$executeRaw`
    WITH back AS (
      UPDATE item i SET state = r.state
      FROM jsonb_to_recordset(${JSON.stringify(retired)}::jsonb) AS r(id uuid, state item_state)
      WHERE i.organisation_id = ${organisationId}::uuid AND i.id = r.id AND i.state = 'retired'
        AND ${RETIRED_NOTE}::text = (
          SELECT e.note FROM item_event e WHERE e.organisation_id = i.organisation_id AND e.item_id = i.id
          ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1)
      RETURNING i.id, i.state)
    INSERT INTO item_event (organisation_id, id, item_id, from_state, to_state, note, actor_id)
    SELECT ${organisationId}::uuid, ctx.uuid_v7(), b.id, 'retired', b.state, 'The import that retired it was undone.',
      ctx.member() FROM back b`;
}

/** Topics stay where anything else uses them by now. */
async function removeTopics(tx: Tx, organisationId: string, topicIds: readonly string[]): Promise<void> {
  const unused = await tx.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM topic t
    WHERE t.organisation_id = ${organisationId}::uuid AND t.id = ANY(${[...topicIds]}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM item i WHERE i.organisation_id = t.organisation_id AND i.topic_id = t.id)
      AND NOT EXISTS (SELECT 1 FROM topic c WHERE c.organisation_id = t.organisation_id AND c.parent_id = t.id)
      AND NOT EXISTS (SELECT 1 FROM exam_draw d WHERE d.organisation_id = t.organisation_id AND d.topic_id = t.id)
      AND NOT EXISTS (
        SELECT 1 FROM learner_topic_rollup r WHERE r.organisation_id = t.organisation_id AND r.topic_id = t.id)`;
  const ids = unused.map(({ id }) => id);
  await tx.topicDomain.deleteMany({ where: { organisationId, topicId: { in: ids } } });
  await tx.topic.deleteMany({ where: { organisationId, id: { in: ids } } });
}

/** A bank stays where anything else is in it, or draws from it, by now. Imports keep its name. */
async function removeBank(tx: Tx, organisationId: string, bankId: string, importId: string): Promise<void> {
  const [used] = await tx.$queryRaw<{ used: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM item WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid)
      OR EXISTS (SELECT 1 FROM stimulus WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid)
      OR EXISTS (SELECT 1 FROM exam_draw WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid)
      OR EXISTS (SELECT 1 FROM bank_edit WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid)
      OR EXISTS (SELECT 1 FROM import WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid
                   AND id <> ${importId}::uuid AND state = 'committed') AS used`;
  if (used?.used !== false) return;
  await tx.import.updateMany({ where: { organisationId, bankId }, data: { bankId: null } });
  await tx.bank.deleteMany({ where: { organisationId, id: bankId } });
}
