import 'server-only';
import type { ExistingBank, ExistingItem } from '@/lib/domain/scenario-import/plan';
import type { Db, Tx } from '../db/tenant';
import { type ContentColumns, toContent, toRichText } from '../stored-item';

export interface BankQuestion {
  readonly organisationId: string;
  readonly bankId: string;
  /** Fingerprints of the incoming items: what is the same needn't travel. */
  readonly fingerprints: readonly string[];
  /** Of the source, to know what earlier imports of it made; null when nobody asks. */
  readonly sourceName: string | null;
}

interface Row {
  readonly id: string;
  readonly stimulus_id: string | null;
  /** Null for a stimulus. */
  readonly fingerprint: string | null;
  readonly is_from_source: boolean;
  readonly content: ContentColumns | null;
  readonly body: unknown;
}

/**
 * What a bank holds, to compare a source with. One statement, and the contents only of what the source says otherwise. Asked with
 * IN rather than by joins, so that thousands are looked up in a hash table whatever the planner believes about a new bank.
 */
export async function readBank(db: Db | Tx, question: BankQuestion): Promise<ExistingBank> {
  const { organisationId, bankId, fingerprints, sourceName } = question;
  const rows = await db.$queryRaw<Row[]>`
    (SELECT i.id, i.stimulus_id, v.fingerprint,
       i.state <> 'retired' AND i.id IN (
         SELECT o.item_id FROM import m
         JOIN item_version o ON o.organisation_id = m.organisation_id AND o.import_id = m.id
         WHERE m.organisation_id = ${organisationId}::uuid AND m.bank_id = ${bankId}::uuid
           AND m.source_name = ${sourceName ?? ''} AND m.state = 'committed') AS is_from_source,
       CASE WHEN v.fingerprint NOT IN (SELECT unnest(${[...fingerprints]}::text[])) THEN jsonb_build_object(
         'title', v.title, 'stem', v.stem, 'options', v.options, 'shuffle_locked', v.shuffle_locked,
         'option_ids', k.option_ids, 'rationales', k.rationales) END AS content,
       NULL::jsonb AS body
     FROM item i
     JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
     JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
     WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid
     ORDER BY i.position, i.id)
    UNION ALL
    (SELECT t.id, NULL, NULL, false, NULL, v.body
     FROM stimulus t
     JOIN stimulus_version v ON v.organisation_id = t.organisation_id AND v.id = t.current_version_id
     WHERE t.organisation_id = ${organisationId}::uuid AND t.bank_id = ${bankId}::uuid
     ORDER BY t.id)`;
  return {
    stimuli: rows.flatMap(({ id, fingerprint, body }) =>
      fingerprint === null ? [{ id, body: toRichText(body, id) }] : [],
    ),
    items: rows.flatMap(toExistingItem),
  };
}

const toExistingItem = (row: Row): readonly ExistingItem[] =>
  row.fingerprint === null
    ? []
    : [
        {
          id: row.id,
          stimulusId: row.stimulus_id,
          fingerprint: row.fingerprint,
          content: row.content === null ? null : toContent(row.id, row.content),
          isFromSource: row.is_from_source,
        },
      ];
