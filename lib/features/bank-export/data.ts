import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import type { BankExport } from '@/lib/infra/source-writing/bank-export';
import { writeBank } from '@/lib/infra/source-writing/write-bank';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { filterOf } from '../bulk-edit/contract';
import { listItemIds } from '../item-search/data';
import { EXPORT_CHOICES, type ExportView, LOSS_SAMPLE, MAX_EXPORTED } from './contract';
import { type ExportRow, type MediaRow, toBankExport, toLosses } from './mappers';

export interface ReadExport {
  /** With the first items only where there are more than one file takes. */
  readonly bank: BankExport;
  /** All that would be exported. */
  readonly items: number;
  /** Left out, because the right to use them is disputed. */
  readonly disputed: number;
}

/**
 * A bank, or what a view of it holds, as the writers take it; null when there is no such bank. Items whose right to use is disputed stay
 * here. Three round trips.
 */
export async function readBankExport(
  scope: TenantScope,
  bankId: string,
  filter: string,
): Promise<ReadExport | null> {
  return readFirst(scope, bankId, filter, { most: MAX_EXPORTED, bytes: Prisma.sql`m.bytes` });
}

/**
 * What each format would lose of a bank or a view of it, before anything is downloaded: of a large one, of its first questions.
 * Other requests get their turn between the formats. Three round trips.
 */
export async function previewExport(
  scope: TenantScope,
  bankId: string,
  filter: string,
): Promise<ExportView | null> {
  // What a picture shows changes no loss.
  const read = await readFirst(scope, bankId, filter, {
    most: LOSS_SAMPLE,
    bytes: Prisma.sql`''::bytea AS bytes`,
  });
  if (read === null) return null;
  const { bank, items, disputed } = read;
  const formats: ExportView['formats'][number][] = [];
  for (const format of EXPORT_CHOICES) {
    formats.push({ format, losses: toLosses((await writeBank(format, bank)).losses) });
    await setImmediate();
  }
  return { bankName: bank.name, items, sampled: bank.items.length, disputed, formats };
}

async function readFirst(
  scope: TenantScope,
  bankId: string,
  filter: string,
  { most, bytes }: { readonly most: number; readonly bytes: Prisma.Sql },
): Promise<ReadExport | null> {
  const { organisationId } = scope;
  const ids = [...(await listItemIds(scope, bankId, filterOf(filter)))];
  const picked = Prisma.sql`
    SELECT p.* FROM item p
    WHERE p.organisation_id = ${organisationId}::uuid AND p.bank_id = ${bankId}::uuid AND p.id = ANY (${ids}::uuid[])
      AND p.right_to_use <> 'disputed'
    ORDER BY p.position, p.id LIMIT ${most}`;
  const [rows, media] = await Promise.all([
    withTenant(
      scope,
      (db) => db.$queryRaw<(ExportRow & { bankName: string; disputed: number })[]>`
        SELECT b.name AS "bankName", i.id, v.title, v.stem, v.options, v.shuffle_locked AS "shuffleLocked",
          k.option_ids AS "optionIds", k.rationales, t.name AS topic,
          coalesce(i.licence_note, v.licence_note) AS "licenceNote", v.source_number AS "sourceNumber",
          i.stimulus_id AS "stimulusId", s.body AS "stimulusBody", d.disputed
        FROM bank b
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS disputed FROM item x
          WHERE x.organisation_id = b.organisation_id AND x.bank_id = b.id AND x.id = ANY (${ids}::uuid[])
            AND x.right_to_use = 'disputed') d
        LEFT JOIN (${picked}) i ON true
        LEFT JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
        LEFT JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
        LEFT JOIN stimulus_version s ON s.organisation_id = v.organisation_id AND s.id = v.stimulus_version_id
        LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
        WHERE b.organisation_id = ${organisationId}::uuid AND b.id = ${bankId}::uuid
        ORDER BY i.position, i.id`,
    ),
    withTenant(
      scope,
      (db) => db.$queryRaw<MediaRow[]>`
        WITH picked AS (${picked})
        SELECT m.sha256, m.mime, ${bytes} FROM media m
        WHERE m.organisation_id = ${organisationId}::uuid AND m.sha256 IN (
          SELECT l.sha256 FROM picked i
          JOIN item_version_media l ON l.organisation_id = i.organisation_id AND l.item_version_id = i.current_version_id
          UNION
          SELECT l.sha256 FROM picked i
          JOIN item_key_media l ON l.organisation_id = i.organisation_id AND l.item_version_id = i.current_version_id
          UNION
          SELECT l.sha256 FROM picked i
          JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
          JOIN stimulus_version_media l ON l.organisation_id = v.organisation_id AND l.stimulus_version_id = v.stimulus_version_id)`,
    ),
  ]);
  const [first] = rows;
  if (first === undefined) return null;
  const held = rows.filter((row) => row.id !== null);
  return {
    bank: toBankExport(first.bankName, held, media),
    items: ids.length - first.disputed,
    disputed: first.disputed,
  };
}
