import 'server-only';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { Tx } from './db/tenant';

/*
 * The one place where versions of questions and their keys are written. What a version doesn't say anew it has from the one that it is
 * made from, whatever columns there are; where it comes from is said for every version, so that nothing is inherited by oversight.
 */

/** As the version before has it. */
export const KEPT = { kept: true } as const;
export type Kept = typeof KEPT;

/** Of a question that was in no source. */
export const WRITTEN_HERE = { number: '', firstLine: null, lastLine: null } as const;

/** Where a version comes from. */
export interface Provenance {
  /** Its number and lines in a source. */
  readonly source:
    | Kept
    | { readonly number: string; readonly firstLine: number | null; readonly lastLine: number | null };
  /** The import that wrote it, and takes it back when it is undone; null for what a person wrote. */
  readonly importId: string | null;
  readonly licenceNote: Kept | { readonly said: string };
  readonly authorId: string | null;
  /** Why it was made, in the words of its author; empty when nothing was said. */
  readonly reason: string;
}

/** What a version says, by column. */
export interface VersionColumns {
  readonly title: string;
  readonly stem: unknown;
  readonly options: readonly unknown[];
  readonly stimulus_version_id: string | null;
  readonly key_count: number;
  readonly shuffle_locked: boolean;
  readonly fingerprint: string;
}

export interface KeyColumns {
  readonly option_ids: readonly string[];
  readonly rationales: unknown;
}

interface Written {
  readonly id: string;
  readonly itemId: string;
  readonly provenance: Provenance;
}
/** The first version of a question. */
export interface FirstVersion extends Written {
  readonly from: null;
  readonly says: VersionColumns;
  readonly key: KeyColumns;
}
/** A version made from another one of its question, which becomes the current one. */
export interface NextVersion extends Written {
  readonly from: string;
  readonly says: Partial<VersionColumns>;
  readonly key: Kept | KeyColumns;
}
export type VersionWrite = FirstVersion | NextVersion;

const isKept = (value: object): value is Kept => 'kept' in value;

function columnsOf({ id, itemId, from, says, key, provenance }: VersionWrite) {
  const { source, importId, licenceNote, authorId, reason } = provenance;
  return {
    ...{ id, item_id: itemId, from },
    version: {
      ...says,
      ...(isKept(source)
        ? {}
        : { source_number: source.number, first_line: source.firstLine, last_line: source.lastLine }),
      ...(isKept(licenceNote) ? {} : { licence_note: licenceNote.said }),
      ...{ import_id: importId, author_id: authorId, change_note: reason },
    },
    key: isKept(key) ? {} : { ...key, option_ids: [...key.option_ids].sort() },
  };
}

/**
 * Writes versions and their keys, at most one of each question, whose items the caller has locked. A question's number of versions goes up by
 * one. Throws when one of them is made from a version that there is not.
 */
export async function writeVersions(
  tx: Tx,
  organisationId: string,
  versions: readonly VersionWrite[],
): Promise<void> {
  const next = versions.filter((each) => each.from !== null).map(columnsOf);
  const first = versions.filter((each) => each.from === null).map(columnsOf);
  if (next.length > 0) await writeNext(tx, organisationId, next);
  if (first.length > 0) await writeFirst(tx, organisationId, first);
}

type Rows = readonly ReturnType<typeof columnsOf>[];

/** Rows travel as one JSON value: a parameter per cell would take a thousand of them several times as long. */
const asJson = (rows: Rows): string =>
  JSON.stringify(rows satisfies readonly object[] as Prisma.InputJsonValue);

async function writeNext(tx: Tx, organisationId: string, rows: Rows): Promise<void> {
  const list = asJson(rows);
  const written = await tx.$executeRaw`
    INSERT INTO item_version
    SELECT r.*
    FROM jsonb_to_recordset(${list}::jsonb) AS n (id uuid, item_id uuid, "from" uuid, version jsonb)
    JOIN item_version v ON v.organisation_id = ${organisationId}::uuid AND v.item_id = n.item_id AND v.id = n."from"
    CROSS JOIN LATERAL jsonb_populate_record(v, n.version || jsonb_build_object('id', n.id, 'created_at', now(), 'version', (
      SELECT max(o.version) + 1 FROM item_version o WHERE o.organisation_id = v.organisation_id AND o.item_id = v.item_id))) r`;
  const keys = await tx.$executeRaw`
    INSERT INTO item_key
    SELECT r.*
    FROM jsonb_to_recordset(${list}::jsonb) AS n (id uuid, "from" uuid, key jsonb)
    JOIN item_key k ON k.organisation_id = ${organisationId}::uuid AND k.item_version_id = n."from"
    CROSS JOIN LATERAL jsonb_populate_record(k, n.key || jsonb_build_object('item_version_id', n.id)) r`;
  const current = await tx.$executeRaw`
    UPDATE item i SET current_version_id = n.id
    FROM jsonb_to_recordset(${list}::jsonb) AS n (id uuid, item_id uuid)
    WHERE i.organisation_id = ${organisationId}::uuid AND i.id = n.item_id`;
  if ([written, keys, current].some((count) => count !== rows.length))
    throw new Error(
      `Of ${rows.length} versions ${written} were written, with ${keys} keys, ${current} current`,
    );
}

async function writeFirst(tx: Tx, organisationId: string, rows: Rows): Promise<void> {
  const list = asJson(rows);
  await tx.$executeRaw`
    INSERT INTO item_version (organisation_id, id, item_id, version, title, stem, options, stimulus_version_id, key_count,
      shuffle_locked, fingerprint, import_id, source_number, first_line, last_line, licence_note, author_id, change_note)
    SELECT ${organisationId}::uuid, n.id, n.item_id, 1, r.title, r.stem, r.options, r.stimulus_version_id, r.key_count,
      r.shuffle_locked, r.fingerprint, r.import_id, coalesce(r.source_number, ''), r.first_line, r.last_line,
      coalesce(r.licence_note, ''), r.author_id, r.change_note
    FROM jsonb_to_recordset(${list}::jsonb) AS n (id uuid, item_id uuid, version jsonb)
    CROSS JOIN LATERAL jsonb_populate_record(NULL::item_version, n.version) r`;
  await tx.$executeRaw`
    INSERT INTO item_key (organisation_id, item_version_id, option_ids, rationales)
    SELECT ${organisationId}::uuid, n.id, r.option_ids, r.rationales
    FROM jsonb_to_recordset(${list}::jsonb) AS n (id uuid, key jsonb)
    CROSS JOIN LATERAL jsonb_populate_record(NULL::item_key, n.key) r`;
}
