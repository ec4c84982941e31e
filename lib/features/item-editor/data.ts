import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { EditableItem, EditorChoices, VersionPair } from './contract';
import {
  type ChoicesRow,
  type EditableRow,
  type PairRow,
  toChoices,
  toEditableItem,
  toVersionPair,
} from './mappers';

/** For a query whose bank is `b`. */
const CHOICES = Prisma.sql`
  b.id AS "bankId", b.name AS "bankName",
  coalesce((SELECT json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY t.name)
            FROM topic t WHERE t.organisation_id = b.organisation_id), '[]') AS topics,
  coalesce((SELECT json_agg(x ORDER BY x.position) FROM (
    SELECT s.id, sv.id AS "versionId", sv.body,
      (SELECT count(*)::int FROM item o WHERE o.organisation_id = s.organisation_id AND o.stimulus_id = s.id) AS items,
      (SELECT min(o.position) FROM item o WHERE o.organisation_id = s.organisation_id AND o.stimulus_id = s.id) AS position
    FROM stimulus s
    JOIN stimulus_version sv ON sv.organisation_id = s.organisation_id AND sv.id = s.current_version_id
    WHERE s.organisation_id = b.organisation_id AND s.bank_id = b.id) x), '[]') AS stimuli`;

/** What a version says, for a query whose version is `v` and whose key is `k`. */
const CONTENT = Prisma.sql`
  v.title, v.stem, v.options, v.shuffle_locked AS "shuffleLocked", k.option_ids AS "optionIds", k.rationales`;

/** An item with what its editor offers to choose from: one round trip. Null when there is none. */
export async function findEditableItem(scope: TenantScope, itemId: string): Promise<EditableItem | null> {
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<EditableRow[]>`
      SELECT i.id, i.state::text AS state, v.version, ${CONTENT}, i.stimulus_id AS "stimulusId", i.topic_id AS "topicId",
        v.licence_note AS "licenceNote", m.display_name AS author, v.created_at AS "createdAt",
        EXISTS (SELECT 1 FROM item_version w JOIN app.form_use u ON u.organisation_id = w.organisation_id AND u.item_version_id = w.id
              WHERE w.organisation_id = i.organisation_id AND w.item_id = i.id) AS answered,
        ${CHOICES}
      FROM item i
      JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      LEFT JOIN membership m ON m.organisation_id = v.organisation_id AND m.id = v.author_id
      WHERE i.organisation_id = ${scope.organisationId}::uuid AND i.id = ${itemId}::uuid`,
  );
  return row === undefined ? null : toEditableItem(row);
}

/** What the editor of a new item in this bank offers: one round trip. Null when there is no such bank in use. */
export async function findEditorChoices(scope: TenantScope, bankId: string): Promise<EditorChoices | null> {
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<ChoicesRow[]>`
      SELECT ${CHOICES} FROM bank b
      WHERE b.organisation_id = ${scope.organisationId}::uuid AND b.id = ${bankId}::uuid AND b.archived_at IS NULL`,
  );
  return row === undefined ? null : toChoices(row);
}

/** Two versions of an item in full: one round trip. Null when the item or one of the two isn't there. */
export async function findVersionPair(
  scope: TenantScope,
  itemId: string,
  from: number,
  to: number,
): Promise<VersionPair | null> {
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<PairRow[]>`
      SELECT i.id AS "itemId", c.title, b.id AS "bankId", b.name AS "bankName", i.state::text AS state,
        c.version AS "currentVersion",
        (SELECT array_agg(v.version ORDER BY v.version DESC) FROM item_version v
         WHERE v.organisation_id = i.organisation_id AND v.item_id = i.id) AS versions,
        (SELECT json_agg(x) FROM (
          SELECT v.id, v.version, ${CONTENT}, s.body AS stimulus, m.display_name AS author, v.created_at AS "createdAt",
            v.change_note AS "changeNote", p.source_name AS "importName", v.licence_note AS "licenceNote"
          FROM item_version v
          JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
          LEFT JOIN stimulus_version s ON s.organisation_id = v.organisation_id AND s.id = v.stimulus_version_id
          LEFT JOIN membership m ON m.organisation_id = v.organisation_id AND m.id = v.author_id
          LEFT JOIN import p ON p.organisation_id = v.organisation_id AND p.id = v.import_id
          WHERE v.organisation_id = i.organisation_id AND v.item_id = i.id AND v.version IN (${from}, ${to})) x) AS texts
      FROM item i
      JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
      JOIN item_version c ON c.organisation_id = i.organisation_id AND c.id = i.current_version_id
      WHERE i.organisation_id = ${scope.organisationId}::uuid AND i.id = ${itemId}::uuid`,
  );
  // A role that may not see keys has no versions to compare either.
  return row?.texts ? toVersionPair(row, from, to) : null;
}
