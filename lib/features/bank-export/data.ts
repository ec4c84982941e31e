import 'server-only';
import { withTenant } from '@/lib/infra/db/tenant';
import type { BankExport } from '@/lib/infra/source-writing/bank-export';
import { writeBank } from '@/lib/infra/source-writing/write-bank';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { filterOf } from '../bulk-edit/contract';
import { listItemIds } from '../item-search/data';
import { EXPORT_CHOICES, type ExportView } from './contract';
import { type ExportRow, type MediaRow, toBankExport, toLosses } from './mappers';

export interface ReadExport {
  readonly bank: BankExport;
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
  const { organisationId } = scope;
  const ids = await listItemIds(scope, bankId, filterOf(filter));
  const [rows, media] = await Promise.all([
    withTenant(
      scope,
      (db) => db.$queryRaw<(ExportRow & { bankName: string; rightToUse: string })[]>`
        SELECT b.name AS "bankName", i.id, v.title, v.stem, v.options, v.shuffle_locked AS "shuffleLocked",
          k.option_ids AS "optionIds", k.rationales, t.name AS topic, i.right_to_use::text AS "rightToUse",
          coalesce(i.licence_note, v.licence_note) AS "licenceNote", v.source_number AS "sourceNumber",
          i.stimulus_id AS "stimulusId", s.body AS "stimulusBody"
        FROM bank b
        LEFT JOIN item i ON i.organisation_id = b.organisation_id AND i.bank_id = b.id AND i.id = ANY (${[...ids]}::uuid[])
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
        SELECT m.sha256, m.mime, m.bytes FROM media m
        WHERE m.organisation_id = ${organisationId}::uuid AND m.sha256 IN (
          SELECT l.sha256 FROM item i
          JOIN item_version_media l ON l.organisation_id = i.organisation_id AND l.item_version_id = i.current_version_id
          WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ANY (${[...ids]}::uuid[])
          UNION
          SELECT l.sha256 FROM item i
          JOIN item_key_media l ON l.organisation_id = i.organisation_id AND l.item_version_id = i.current_version_id
          WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ANY (${[...ids]}::uuid[])
          UNION
          SELECT l.sha256 FROM item i
          JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
          JOIN stimulus_version_media l ON l.organisation_id = v.organisation_id AND l.stimulus_version_id = v.stimulus_version_id
          WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ANY (${[...ids]}::uuid[]))`,
    ),
  ]);
  const [first] = rows;
  if (first === undefined) return null;
  const held = rows.filter((row) => row.id !== null);
  const free = held.filter((row) => row.rightToUse !== 'disputed');
  return { bank: toBankExport(first.bankName, free, media), disputed: held.length - free.length };
}

/** What each format would lose of a bank or a view of it, before anything is downloaded. Three round trips. */
export async function previewExport(
  scope: TenantScope,
  bankId: string,
  filter: string,
): Promise<ExportView | null> {
  const read = await readBankExport(scope, bankId, filter);
  if (read === null) return null;
  const { bank, disputed } = read;
  const formats = await Promise.all(
    EXPORT_CHOICES.map(async (format) => ({
      format,
      losses: toLosses((await writeBank(format, bank)).losses),
    })),
  );
  return { bankName: bank.name, items: bank.items.length, disputed, formats };
}
