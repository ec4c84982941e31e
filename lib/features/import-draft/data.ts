import 'server-only';
import type { Failure } from '@/lib/domain/kernel/failure';
import { notFound } from '@/lib/domain/kernel/failure';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { rejectedSource } from '@/lib/domain/scenario-import/rejected-source';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import { readDraft } from '@/lib/infra/import-store/draft-source';
import { planSource } from '@/lib/infra/import-store/plan-source';
import { countShutQuestions } from '@/lib/infra/import-store/shut-questions';
import { getMedia, type StoredPicture } from '@/lib/infra/media/store';
import { decodeSource } from '@/lib/infra/source-reading/decode-source';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import { findShutKeys } from '../shut-keys/data';
import {
  type DraftPreview,
  type DraftRow,
  type DraftView,
  type PreviewWindow,
  toDraftDecisions,
  toDraftOptions,
} from './contract';
import { DRAFT_WORK, type DraftRecord, toDraftPreview, toDraftRow } from './mappers';

const PAGE_SIZE = 50;

/** The unfinished imports of the organisation, the latest first, by the names of source and who began it. One round trip. */
export function listDrafts(scope: TenantScope, query: ListQuery): Promise<Page<DraftRow>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(DraftRecord & { total: number })[]>`
        SELECT d.id, d.source_name, ${personLabel(scope, 'm')} AS created_by, d.created_by_id, d.updated_at, d.expires_at,
          octet_length(d.file_bytes) AS bytes, ${DRAFT_WORK}, j.id AS job_id, j.state::text AS job_state,
          (count(*) OVER ())::int AS total
        FROM import_draft d
        JOIN membership m ON m.organisation_id = d.organisation_id AND m.id = d.created_by_id
        LEFT JOIN import_job j ON j.organisation_id = d.organisation_id AND j.draft_id = d.id
        WHERE d.organisation_id = ${scope.organisationId}::uuid AND d.expires_at > now()
          AND ${isNamed(Prisma.sql`d.source_name || ' ' || m.display_name`, query)}
        ORDER BY d.updated_at DESC, d.id ${part}`,
    );
  return readPage({ ...query, pageSize: PAGE_SIZE }, read, (row) =>
    toDraftRow(row, actingMembershipId(scope)),
  );
}

interface ViewRecord extends DraftRecord {
  readonly rev: number;
  readonly edited_text: string | null;
  readonly file: Uint8Array | null;
  readonly format: DraftView['format'];
  readonly column_mapping: DraftView['columnMapping'];
  readonly options: unknown;
  readonly decisions: unknown;
}

/** One draft with its text; null when there is none. One round trip, and reading the file when nobody edited it. */
export async function findDraft(scope: TenantScope, draftId: string): Promise<DraftView | null> {
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<ViewRecord[]>`
      SELECT d.id, d.source_name, ${personLabel(scope, 'm')} AS created_by, d.created_by_id, d.updated_at, d.expires_at,
        octet_length(d.file_bytes) AS bytes, ${DRAFT_WORK}, j.id AS job_id, j.state::text AS job_state, d.rev, d.edited_text,
        CASE WHEN d.edited_text IS NULL THEN d.file_bytes END AS file, d.format, d.column_mapping, d.options, d.decisions
      FROM import_draft d
      JOIN membership m ON m.organisation_id = d.organisation_id AND m.id = d.created_by_id
      LEFT JOIN import_job j ON j.organisation_id = d.organisation_id AND j.draft_id = d.id
      WHERE d.organisation_id = ${scope.organisationId}::uuid AND d.id = ${draftId}::uuid`,
  );
  if (row === undefined) return null;
  return {
    ...toDraftRow(row, actingMembershipId(scope)),
    rev: row.rev,
    sourceText: row.edited_text ?? (await textOf(scope, draftId, row.file)),
    isEdited: row.edited_text !== null,
    format: row.format,
    columnMapping: row.column_mapping,
    options: toDraftOptions(row.options),
    decisions: toDraftDecisions(row.decisions),
  };
}

/** What is read of a file; a file that can't be read shows as the text that its bytes make. */
async function textOf(scope: TenantScope, draftId: string, file: Uint8Array | null): Promise<string> {
  const read = await readDraft(scope, draftId);
  return read.ok ? read.value.reading.text : decodeSource(file ?? new Uint8Array()).text;
}

/**
 * What the draft would do, as of its last save: three round trips unless hundreds of questions are new to the bank. Fails with
 * `not_found`, or `invalid` when the source can't be read.
 */
export async function previewDraft(
  scope: TenantScope,
  draftId: string,
  window: PreviewWindow,
): Promise<Result<DraftPreview, Failure>> {
  const read = await readDraft(scope, draftId);
  if (!read.ok) return read;
  const { draft, reading } = read.value;
  const { bank } = toDraftOptions(draft.options);
  const bankId = bank?.kind === 'existing' ? bank.id : null;
  const wanted = {
    organisationId: scope.organisationId,
    bankId,
    sourceName: draft.sourceName,
    findNear: true,
  };
  const [compared, running] = await Promise.all([
    withTenant(scope, (db) => planSource(db, wanted, reading)),
    bankId === null ? null : findShutKeys(scope, { kind: 'bank', id: bankId }),
  ]);
  if (running === null || bankId === null) return ok(toDraftPreview(draft, reading, compared, window));
  const place = { organisationId: scope.organisationId, bankId };
  const count = await withTenant(scope, (db) => countShutQuestions(db, place, reading));
  const { until, timeZone } = running;
  const shut = count === 0 ? null : { count, until, timeZone };
  return ok(toDraftPreview(draft, reading, compared, window, shut));
}

export interface RejectedFile {
  readonly name: string;
  /** Empty when nothing is blocked. */
  readonly text: string;
}

/** The questions of a draft that errors block, as a source to correct, with comments. */
export async function readRejected(
  scope: TenantScope,
  draftId: string,
): Promise<Result<RejectedFile, Failure>> {
  const read = await readDraft(scope, draftId);
  if (!read.ok) return read.error.code === 'not_found' ? err(notFound('draft')) : read;
  const { draft, reading } = read.value;
  return ok({ name: draft.sourceName, text: rejectedSource(reading.text, reading.post, reading.format) });
}

/**
 * A picture that a draft shows: of its file, or of the bank that it is compared with. Null when there is none. One round trip, or
 * two for a picture of the bank.
 */
export async function findDraftPicture(
  scope: TenantScope,
  draftId: string,
  sha256: string,
): Promise<StoredPicture | null> {
  const read = await readDraft(scope, draftId);
  if (!read.ok) return null;
  const own = read.value.reading.media.find((picture) => picture.sha256 === sha256);
  return own ?? getMedia(scope, sha256);
}
