import 'server-only';
import { type Failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { ColumnMapping } from '@/lib/domain/scenario-import/column-mapping';
import { refuseSize } from '@/lib/domain/scenario-import/import-refusal';
import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';
import { withTenant } from '../db/tenant';
import type { TenantScope } from '../tenant-scope';
import { keepReading, keptReading } from './reading-cache';
import { type PreparedSource, readForImport } from './source-reading';

/** What a draft says besides its source. */
export interface DraftFacts {
  readonly rev: number;
  readonly sourceName: string;
  readonly options: unknown;
  readonly decisions: unknown;
}

export interface DraftSource {
  readonly draft: DraftFacts;
  readonly reading: PreparedSource;
}

interface Row extends DraftFacts {
  readonly sourceRev: number;
  readonly format: SourceFormat | null;
  readonly mapping: ColumnMapping | null;
  /** Null when what was read of it is kept. */
  readonly bytes: Uint8Array | null;
  readonly editedText: string | null;
}

/** A draft with its source read: one round trip, and nothing is read twice while its text stays as it is. */
export async function readDraft(scope: TenantScope, draftId: string): Promise<Result<DraftSource, Failure>> {
  const { organisationId } = scope;
  const kept = keptReading(organisationId, draftId);
  const known = kept?.sourceRev ?? -1;
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<Row[]>`
      SELECT rev, source_rev AS "sourceRev", source_name AS "sourceName", format, column_mapping AS mapping, options,
        decisions, CASE WHEN source_rev <> ${known} THEN file_bytes END AS bytes,
        CASE WHEN source_rev <> ${known} THEN edited_text END AS "editedText"
      FROM import_draft WHERE organisation_id = ${organisationId}::uuid AND id = ${draftId}::uuid`,
  );
  if (row === undefined) return err(notFound('draft'));
  const { rev, sourceName, options, decisions } = row;
  const draft = { rev, sourceName, options, decisions };
  if (kept !== null && row.bytes === null) return ok({ draft, reading: kept.reading });
  const read = await readOnce(`${organisationId}/${draftId}/${row.sourceRev}`, () =>
    readForImport({ ...row, name: sourceName, bytes: row.bytes ?? new Uint8Array() }),
  );
  if (!read.ok) return read;
  const refusal = refuseSize(read.value.post);
  if (refusal !== null) return err(refusal);
  keepReading(organisationId, draftId, row.sourceRev, read.value);
  return ok({ draft, reading: read.value });
}

type Reading = ReturnType<typeof readForImport>;

const running = new Map<string, Reading>();

/** A page asks for a preview and all its pictures at once: they share the reading that is under way. */
function readOnce(name: string, read: () => Reading): Reading {
  const known = running.get(name);
  if (known !== undefined) return known;
  const reading = read().finally(() => running.delete(name));
  running.set(name, reading);
  return reading;
}
