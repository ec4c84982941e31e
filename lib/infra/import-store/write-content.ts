import 'server-only';
import type { ItemContent } from '@/lib/domain/item/item-content';
import { refuseContent } from '@/lib/domain/scenario-import/import-refusal';
import type { IncomingItem } from '@/lib/domain/scenario-import/incoming-item';
import type { ParsedStimulus } from '@/lib/domain/scenario-import/parsed-post';
import { type ExistingBank, finalContent } from '@/lib/domain/scenario-import/plan';
import { isWritten, type SettledPlan, type SettledRow } from '@/lib/domain/scenario-import/settle-plan';
import type { Tx } from '../db/tenant';
import { newId } from '../id';
import { writeVersions } from '../item-versions';
import { type Origin, type PinnedStimulus, writeStimuli } from './write-stimuli';

/** Rows of one statement: each stays well within its time, and only so many contents exist twice at once. */
const BATCH = 500;

export interface ContentWrite {
  readonly origin: Origin;
  readonly plan: SettledPlan;
  readonly existing: ExistingBank;
  readonly incoming: readonly IncomingItem[];
  readonly stimuli: readonly ParsedStimulus[];
  readonly itemState: 'draft' | 'live';
  /** True when somebody said that the organisation may use the questions. */
  readonly rightToUse: boolean;
  /** The topic of a new item. */
  readonly topicOf: (row: SettledRow) => string | null;
  /** Called after each batch with the number of items written so far. What it throws ends the import. */
  readonly onProgress: (done: number) => void;
}

/** Says in words why a question can't be stored. */
export class ContentRefusal extends Error {}

/** Writes stimuli first, then items batch by batch, each batch in a handful of statements; then retires what was decided. */
export async function writeContent(tx: Tx, write: ContentWrite): Promise<void> {
  const { plan, origin, onProgress } = write;
  const rows = plan.rows.filter(isWritten);
  const context: BatchContext = {
    ...write,
    pinned: await writeStimuli(tx, origin, plan.stimuli, write.stimuli),
    current: await lockTargets(tx, origin, rows, write.existing),
    contents: new Map(write.existing.items.map(({ id, content }) => [id, content])),
  };
  let position = await lastPosition(tx, origin);
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const drafts = batch.map((row) => draftRow(context, row, () => ++position));
    await insertBatch(tx, origin, drafts);
    onProgress(Math.min(from + BATCH, rows.length));
  }
  await retire(tx, origin, plan.rows);
}

interface BatchContext extends ContentWrite {
  readonly pinned: readonly (PinnedStimulus | null)[];
  /** The present version of each item that gets another one. */
  readonly current: ReadonlyMap<string, string>;
  readonly contents: ReadonlyMap<string, ItemContent | null>;
}

/** A version with its key and, when `is_new`, its item. */
function draftRow(context: BatchContext, row: SettledRow, nextPosition: () => number) {
  const { incoming, pinned, current, contents, topicOf, origin, itemState, rightToUse } = context;
  const item = incoming[row.index ?? -1];
  if (item === undefined) throw new Error('A row to write is none of the source');
  const isNew = row.decision === 'create' || row.target === null;
  const known = isNew ? null : (contents.get(row.target ?? '') ?? null);
  const content = finalContent(item, known, newId);
  const refusal = refuseContent(item.source.number, content);
  if (refusal !== null) throw new ContentRefusal(refusal.message);
  const itemId = isNew ? newId() : (row.target ?? newId());
  const stimulus = (row.stimulus === null ? null : pinned[row.stimulus]) ?? null;
  return {
    is_new: isNew,
    id: newId(),
    item_id: itemId,
    from: isNew ? null : (current.get(itemId) ?? null),
    stimulus_id: stimulus?.id ?? null,
    says: {
      title: content.title ?? '',
      stem: content.stem,
      options: content.options,
      stimulus_version_id: stimulus?.versionId ?? null,
      key_count: content.key.length,
      shuffle_locked: content.shuffleLocked,
      fingerprint: item.fingerprint,
    },
    key: { option_ids: content.key, rationales: content.rationales },
    source: {
      number: item.source.sourceId ?? String(item.source.number),
      firstLine: item.source.firstLine,
      lastLine: item.source.lastLine,
    },
    topic_id: isNew ? topicOf(row) : null,
    position: isNew ? nextPosition() : null,
    state: itemState,
    right_to_use: rightToUse ? 'confirmed' : 'unknown',
    right_set_by_id: rightToUse ? origin.authorId : null,
  };
}

/** Rows travel as one JSON value: a parameter per cell would take a thousand items several times as long. */
async function insertBatch(
  tx: Tx,
  origin: Origin,
  drafts: readonly ReturnType<typeof draftRow>[],
): Promise<void> {
  const { organisationId, importId, bankId } = origin;
  const items = JSON.stringify(
    drafts.map(
      ({ is_new, id, item_id, stimulus_id, topic_id, position, state, right_to_use, right_set_by_id }) => {
        return { is_new, id, item_id, stimulus_id, topic_id, position, state, right_to_use, right_set_by_id };
      },
    ),
  );
  await tx.$executeRaw`
    INSERT INTO item (organisation_id, id, bank_id, stimulus_id, topic_id, current_version_id, position, state,
      right_to_use, right_set_by_id, right_set_at)
    SELECT ${organisationId}::uuid, item_id, ${bankId}::uuid, stimulus_id, topic_id, id, position, state,
      right_to_use, right_set_by_id, CASE WHEN right_to_use <> 'unknown' THEN now() END
    FROM jsonb_to_recordset(${items}::jsonb) AS n(is_new boolean, id uuid, item_id uuid, stimulus_id uuid, topic_id uuid,
      position int, state item_state, right_to_use right_to_use, right_set_by_id uuid)
    WHERE is_new`;
  const { licenceNote, authorId } = origin;
  await writeVersions(
    tx,
    organisationId,
    drafts.map(({ id, item_id: itemId, from, says, key, source }) => ({
      ...{ id, itemId, from, says, key },
      provenance: { source, importId, licenceNote: { said: licenceNote }, authorId, reason: '' },
    })),
  );
  if (drafts.every((draft) => draft.is_new)) return;
  await tx.$executeRaw`
    UPDATE item i SET stimulus_id = n.stimulus_id
    FROM jsonb_to_recordset(${items}::jsonb) AS n(is_new boolean, item_id uuid, stimulus_id uuid)
    WHERE NOT n.is_new AND i.organisation_id = ${organisationId}::uuid AND i.id = n.item_id
      AND i.stimulus_id IS DISTINCT FROM n.stimulus_id`;
}

async function lastPosition(tx: Tx, { organisationId, bankId }: Origin): Promise<number> {
  const { _max } = await tx.item.aggregate({ where: { organisationId, bankId }, _max: { position: true } });
  return _max.position ?? 0;
}

/**
 * Locks the items that get another version and gives the present version of each. Refuses when one of them says something else
 * by now than what the source was compared with: somebody saved it meanwhile, and their text must not go out of use unseen.
 */
async function lockTargets(
  tx: Tx,
  { organisationId }: Origin,
  rows: readonly SettledRow[],
  existing: ExistingBank,
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ decision, target }) =>
    decision === 'update' && target !== null ? [target] : [],
  );
  if (ids.length === 0) return new Map();
  await tx.$executeRaw`
    SELECT 1 FROM item WHERE organisation_id = ${organisationId}::uuid AND id = ANY(${ids}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
  // A statement of its own: one that has waited for the locks would still see the versions of before.
  const found = await tx.$queryRaw<{ id: string; fingerprint: string; current: string }[]>`
    SELECT i.id, v.fingerprint, v.id AS current
    FROM item i
    JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
    WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ANY(${ids}::uuid[])`;
  const compared = new Map(existing.items.map(({ id, fingerprint }) => [id, fingerprint]));
  const saved = found.filter(({ id, fingerprint }) => compared.get(id) !== fingerprint).length;
  if (saved > 0) {
    const questions = saved === 1 ? '1 question was' : `${saved} questions were`;
    throw new ContentRefusal(
      `${questions} saved by somebody else in the same moment. Nothing was written; look at the preview again.`,
    );
  }
  return new Map(found.map(({ id, current }) => [id, current]));
}

/** The state before and the event are kept with the import: an undo brings it back unless something happened to the question since. */
async function retire(tx: Tx, origin: Origin, rows: readonly SettledRow[]): Promise<void> {
  const { organisationId, importId, authorId } = origin;
  const ids = rows.flatMap(({ decision, target }) =>
    decision === 'retire' && target !== null ? [target] : [],
  );
  if (ids.length === 0) return;
  await tx.$executeRaw`
    WITH before AS MATERIALIZED (
      SELECT id, state, ctx.uuid_v7() AS event_id FROM item
      WHERE organisation_id = ${organisationId}::uuid AND id = ANY(${ids}::uuid[]) AND state <> 'retired' FOR UPDATE),
    retired AS (
      UPDATE item i SET state = 'retired' FROM before b
      WHERE i.organisation_id = ${organisationId}::uuid AND i.id = b.id),
    logged AS (
      INSERT INTO item_event (organisation_id, id, item_id, from_state, to_state, note, actor_id)
      SELECT ${organisationId}::uuid, b.event_id, b.id, b.state, 'retired', 'Not in the source any more.', ${authorId}::uuid
      FROM before b)
    UPDATE import SET made = made || jsonb_build_object('retired',
      (SELECT jsonb_agg(jsonb_build_object('id', b.id, 'state', b.state, 'event', b.event_id)) FROM before b))
    WHERE organisation_id = ${organisationId}::uuid AND id = ${importId}::uuid`;
}
