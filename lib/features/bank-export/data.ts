import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withReport } from '@/lib/infra/db/tenant';
import type { BankExport } from '@/lib/infra/source-writing/bank-export';
import { findLosses } from '@/lib/infra/source-writing/write-source';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { filterOf } from '../bulk-edit/contract';
import { listItemIds } from '../item-search/data';
import type { ShutKeys } from '../shut-keys/contract';
import { findShutAmong } from '../shut-keys/data';
import { EXPORT_CHOICES, type ExportView, FILE_LIMITS, type FileLimits, LOSS_SAMPLE } from './contract';
import { type ExportRow, type MediaRow, toBankExport, toLosses } from './mappers';

export interface ReadExport {
  /** Without items where there are more than one file takes, and without the bytes of pictures where those are too large. */
  readonly bank: BankExport;
  /** All that would be exported. */
  readonly items: number;
  /** Left out, because the right to use them is disputed. */
  readonly disputed: number;
  /** Of all pictures that the items show. */
  readonly pictureBytes: number;
  /** The exam for which keys of these items are shut to the reader; then the bank is without items. */
  readonly shut: ShutKeys | null;
}

/**
 * A bank, or what a view of it holds, as the writers take it; null when there is no such bank. Items whose right to use is disputed stay
 * here. Three round trips for a thousand of them, and one more for each further thousand.
 */
export async function readBankExport(
  scope: TenantScope,
  bankId: string,
  filter: string,
  limits: FileLimits = FILE_LIMITS,
): Promise<ReadExport | null> {
  const bytes = Prisma.sql`
    CASE WHEN sum(octet_length(m.bytes)) OVER () <= ${limits.pictureBytes} THEN m.bytes ELSE ''::bytea END AS bytes`;
  return readItems(scope, bankId, filter, { most: limits.items, isSample: false, bytes });
}

/**
 * What each format would lose of a bank or a view of it, before anything is downloaded: of a large one, of its first questions.
 * Three round trips.
 */
export async function previewExport(
  scope: TenantScope,
  bankId: string,
  filter: string,
): Promise<ExportView | null> {
  // What a picture shows changes no loss.
  const read = await readItems(scope, bankId, filter, {
    most: LOSS_SAMPLE,
    isSample: true,
    bytes: Prisma.sql`''::bytea AS bytes`,
  });
  if (read === null) return null;
  const { bank, items, disputed, shut } = read;
  if (shut) return { bankName: bank.name, items, sampled: 0, disputed, formats: [], shut };
  const parts = await findLosses(EXPORT_CHOICES, bank);
  if (!parts.ok) throw new Error(parts.error.message);
  const formats = parts.value.map(({ format, written }) => ({ format, losses: toLosses(written.losses) }));
  return { bankName: bank.name, items, sampled: bank.items.length, disputed, formats, shut: null };
}

type Row = Omit<ExportRow, 'option_ids'> & {
  readonly bankName: string;
  readonly disputed: number;
  readonly option_ids: ExportRow['option_ids'] | null;
};
type OpenRow = Row & { readonly option_ids: ExportRow['option_ids'] };

interface Wanted {
  readonly most: number;
  /** The first `most` of more; otherwise none of more. */
  readonly isSample: boolean;
  readonly bytes: Prisma.Sql;
}

async function readItems(
  scope: TenantScope,
  bankId: string,
  filter: string,
  { most, isSample, bytes }: Wanted,
): Promise<ReadExport | null> {
  const ids = await listItemIds(scope, bankId, filterOf(filter));
  const rows = [...(await readSlice(scope, bankId, { slice: ids.slice(0, SLICE), ids }))];
  const [first] = rows;
  if (first === undefined) return null;
  const { bankName, disputed } = first;
  const items = ids.length - disputed;
  if (items > most && !isSample) {
    return { bank: toBankExport(bankName, [], []), items, disputed, pictureBytes: 0, shut: null };
  }
  for (let from = SLICE; from < ids.length && rows.length < most; from += SLICE) {
    rows.push(...(await readSlice(scope, bankId, { slice: ids.slice(from, from + SLICE), ids: [] })));
  }
  const held = rows.filter((row) => row.id !== null).slice(0, most);
  const open = held.filter((row): row is OpenRow => row.option_ids !== null);
  const shown = held.map(({ id }) => id);
  // Whoever sits an exam that asks for an item doesn't read its key. No extra look for anybody else.
  if (open.length < held.length) {
    const shut = await findShutAmong(scope, shown);
    return { bank: toBankExport(bankName, [], []), items, disputed, pictureBytes: 0, shut };
  }
  const media = await readMedia(scope, shown, bytes);
  return {
    bank: toBankExport(bankName, open, media),
    items,
    disputed,
    pictureBytes: media[0]?.total ?? 0,
    shut: null,
  };
}

/** Items that are read in one go, so that other requests get their turn. */
const SLICE = 1000;

interface Slice {
  readonly slice: readonly string[];
  /** All of the view, to count the disputed ones of them. */
  readonly ids: readonly string[];
}

/** One row at least when there is the bank. One round trip. */
function readSlice(scope: TenantScope, bankId: string, { slice, ids }: Slice): Promise<readonly Row[]> {
  const { organisationId } = scope;
  return withReport(
    scope,
    (db) => db.$queryRaw<Row[]>`
      SELECT b.name AS "bankName", i.id, v.title, v.stem, v.options, v.shuffle_locked,
        k.option_ids, k.rationales, t.name AS topic,
        coalesce(i.licence_note, v.licence_note) AS "licenceNote", v.source_number AS "sourceNumber",
        i.stimulus_id AS "stimulusId", s.body AS "stimulusBody", d.disputed
      FROM bank b
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS disputed FROM item x
        WHERE x.organisation_id = b.organisation_id AND x.bank_id = b.id AND x.id = ANY (${[...ids]}::uuid[])
          AND x.right_to_use = 'disputed') d
      LEFT JOIN item i ON i.organisation_id = b.organisation_id AND i.bank_id = b.id
        AND i.id = ANY (${[...slice]}::uuid[]) AND i.right_to_use <> 'disputed'
      LEFT JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      LEFT JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      LEFT JOIN stimulus_version s ON s.organisation_id = v.organisation_id AND s.id = v.stimulus_version_id
      LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
      WHERE b.organisation_id = ${organisationId}::uuid AND b.id = ${bankId}::uuid
      ORDER BY i.position, i.id`,
  );
}

/** The pictures that items show. One round trip. */
function readMedia(
  scope: TenantScope,
  ids: readonly string[],
  bytes: Prisma.Sql,
): Promise<readonly MediaRow[]> {
  const { organisationId } = scope;
  return withReport(
    scope,
    (db) => db.$queryRaw<MediaRow[]>`
      WITH picked AS (
        SELECT p.organisation_id, p.current_version_id FROM item p
        WHERE p.organisation_id = ${organisationId}::uuid AND p.id = ANY (${[...ids]}::uuid[]))
      SELECT m.sha256, m.mime, (sum(octet_length(m.bytes)) OVER ())::float8 AS total, ${bytes} FROM media m
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
  );
}
