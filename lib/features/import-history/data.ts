import 'server-only';
import { type ListQuery, type Page, WHOLE_LIST } from '@/lib/domain/kernel/page';
import { rejectedSource } from '@/lib/domain/scenario-import/rejected-source';
import { SOURCE_FORMATS } from '@/lib/domain/scenario-import/source-format';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { type Db, type Tx, withTenant } from '@/lib/infra/db/tenant';
import { planTakeBack } from '@/lib/infra/import-store/take-back';
import { readText } from '@/lib/infra/source-reading/read-source';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type {
  ImportDetail,
  ImportedItem,
  ImportRow,
  RejectedSource,
  SourceWindow,
  UndoPlan,
} from './contract';
import { type ImportRecord, rejectedName, toImportRow } from './mappers';

const PAGE_SIZE = 50;
/** How many lines of a source are shown at a time. */
const SOURCE_LINES = 1000;

/** The history, newest first, by the names of source, bank and who imported it. One round trip. */
export function listImports(scope: TenantScope, query: ListQuery): Promise<Page<ImportRow>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(ImportRecord & { total: number })[]>`
        SELECT i.id, i.source_name AS "sourceName", i.created_at AS "createdAt", i.undone_at AS "undoneAt", i.counts,
          i.bank_id AS "bankId", i.bank_name AS "bankName", i.source_sha256 AS "sourceSha256",
          ${personLabel(scope, 'm')} AS "importedBy", (count(*) OVER ())::int AS total
        FROM import i
        JOIN membership m ON m.organisation_id = i.organisation_id AND m.id = i.imported_by_id
        WHERE i.organisation_id = ${scope.organisationId}::uuid
          AND ${isNamed(Prisma.sql`i.source_name || ' ' || i.bank_name || ' ' || m.display_name`, query)}
        ORDER BY i.created_at DESC, i.id DESC ${part}`,
    );
  return readPage({ ...query, pageSize: PAGE_SIZE }, read, toImportRow);
}

interface DetailRow extends Omit<ImportRecord, 'sourceSha256'> {
  readonly format: string;
  readonly sha256: string;
  readonly licence_note: string;
  readonly messages: ImportDetail['messages'];
  readonly source_lines: readonly string[];
  readonly line_total: number;
  /** Questions that retiring takes, by the condition of what does it. */
  readonly retirable_count: number;
}

/** One import with a stretch of its source from line `fromLine`: four round trips, in parallel; null when there is none. */
export async function findImport(
  scope: TenantScope,
  importId: string,
  fromLine: number,
  itemQuery: ListQuery = WHOLE_LIST,
): Promise<ImportDetail | null> {
  const [row, items, undoObstacle, plan] = await Promise.all([
    findDetailRow(scope, importId, fromLine),
    listImportedItems(scope, importId, itemQuery),
    findUndoObstacle(scope, importId),
    findUndoPlan(scope, importId),
  ]);
  if (row === null) return null;
  const source: SourceWindow = { from: fromLine, lines: row.source_lines, total: row.line_total };
  return {
    ...toImportRow({ ...row, sourceSha256: row.sha256 }),
    format: row.format,
    licenceNote: row.licence_note,
    messages: row.messages,
    items,
    itemQuery,
    undoObstacle,
    undoPlan: row.undoneAt === null ? plan : null,
    retirableCount: row.retirable_count,
    source,
  };
}

/** Lines end as the importer splits them: CRLF, LF or CR. Only the lines asked for leave the database. */
async function findDetailRow(
  scope: TenantScope,
  importId: string,
  fromLine: number,
): Promise<DetailRow | null> {
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<DetailRow[]>`
    SELECT i.id, i.source_name AS "sourceName", i.created_at AS "createdAt", i.undone_at AS "undoneAt", i.counts,
      i.bank_id AS "bankId", i.bank_name AS "bankName", ${personLabel(scope, 'm')} AS "importedBy", i.format, i.source_sha256 AS sha256,
      i.licence_note, i.messages, l.lines[${fromLine}::int:${fromLine + SOURCE_LINES - 1}::int] AS source_lines,
      cardinality(l.lines) AS line_total,
      (SELECT count(*)::int FROM item i WHERE ${retirable(scope, importId)}) AS retirable_count
    FROM import i
    JOIN membership m ON m.organisation_id = i.organisation_id AND m.id = i.imported_by_id
    CROSS JOIN LATERAL (SELECT string_to_array(
      replace(replace(i.source_text, E'\\r\\n', E'\\n'), E'\\r', E'\\n'), E'\\n') AS lines) l
    WHERE i.organisation_id = ${scope.organisationId}::uuid AND i.id = ${importId}::uuid`,
  );
  return rows[0] ?? null;
}

/** The versions that an import wrote, in the order of its source, by title and number. */
function listImportedItems(
  scope: TenantScope,
  importId: string,
  query: ListQuery,
): Promise<Page<ImportedItem>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(ImportedItem & { total: number })[]>`
        SELECT v.item_id AS "itemId", v.title, v.source_number AS "sourceNumber", v.version,
          coalesce(v.first_line, 1) AS "firstLine", coalesce(v.last_line, 1) AS "lastLine", (count(*) OVER ())::int AS total
        FROM item_version v
        WHERE v.organisation_id = ${scope.organisationId}::uuid AND v.import_id = ${importId}::uuid
          AND ${isNamed(Prisma.sql`v.source_number || ' ' || v.title || ' ' || v.search_text`, query)}
        ORDER BY v.first_line, v.id ${part}`,
    );
  return readPage({ ...query, pageSize: PAGE_SIZE }, read, ({ total: _, ...item }) => item);
}

/** The condition under which an item `i` was made by an import and is live: what retiring takes, and what the dialog counts. */
export const retirable = (scope: TenantScope, importId: string): Prisma.Sql => Prisma.sql`
  i.organisation_id = ${scope.organisationId}::uuid AND i.state = 'live' AND EXISTS (
    SELECT 1 FROM item_version v WHERE v.organisation_id = i.organisation_id AND v.item_id = i.id AND v.version = 1
      AND v.import_id = ${importId}::uuid)`;

/** What undoing would do, read by what does it. */
function findUndoPlan(scope: TenantScope, importId: string): Promise<UndoPlan> {
  return withTenant(scope, async (db) => {
    const { unretire: _, topicIds: __, ...plan } = await planTakeBack(db, scope.organisationId, importId);
    return plan;
  });
}

interface BlockerRow {
  readonly state: 'committed' | 'undone';
  readonly attempted: number;
  readonly in_exams: number;
  readonly edited: number;
  readonly discussed: number;
  readonly built_upon: number;
  readonly decided: number;
}

/** Why an import can't be taken back, in words; null when it can. Give `tx` to decide under the lock of its bank. */
export async function findUndoObstacle(
  scope: TenantScope,
  importId: string,
  tx?: Tx,
): Promise<string | null> {
  const { organisationId } = scope;
  const read = (db: Db | Tx) => db.$queryRaw<BlockerRow[]>`
    SELECT i.state::text AS state,
      (SELECT count(DISTINCT v.item_id)::int FROM item_version v
       JOIN app.form_use a ON a.organisation_id = v.organisation_id AND a.item_version_id = v.id
       WHERE v.organisation_id = i.organisation_id AND v.import_id = i.id) AS attempted,
      (SELECT count(DISTINCT v.item_id)::int FROM item_version v
       JOIN exam_item e ON e.organisation_id = v.organisation_id AND e.item_id = v.item_id
       WHERE v.organisation_id = i.organisation_id AND v.import_id = i.id AND v.version = 1) AS in_exams,
      (SELECT count(DISTINCT v.item_id)::int FROM item_version v
       JOIN item_version n ON n.organisation_id = v.organisation_id AND n.item_id = v.item_id AND n.version > v.version
       WHERE v.organisation_id = i.organisation_id AND v.import_id = i.id AND n.import_id IS NULL) AS edited,
      (SELECT count(DISTINCT v.item_id)::int FROM item_version v
       JOIN item_comment c ON c.organisation_id = v.organisation_id AND c.item_version_id = v.id
       WHERE v.organisation_id = i.organisation_id AND v.import_id = i.id) AS discussed,
      (SELECT count(*)::int FROM item_version v
       WHERE v.organisation_id = i.organisation_id AND v.import_id = i.id AND EXISTS (
         SELECT 1 FROM item_version n
         WHERE n.organisation_id = v.organisation_id AND n.item_id = v.item_id AND n.version > v.version))
      + (SELECT count(*)::int FROM stimulus_version s
         WHERE s.organisation_id = i.organisation_id AND s.import_id = i.id AND (
           EXISTS (SELECT 1 FROM stimulus_version n
                   WHERE n.organisation_id = s.organisation_id AND n.stimulus_id = s.stimulus_id AND n.version > s.version)
           OR EXISTS (SELECT 1 FROM item_version v
                      WHERE v.organisation_id = s.organisation_id AND v.stimulus_version_id = s.id
                        AND v.import_id IS DISTINCT FROM i.id))) AS built_upon,
      (SELECT count(*)::int FROM item_version v
       JOIN key_correction_item d ON d.organisation_id = v.organisation_id AND v.id IN (d.to_version_id, d.from_version_id)
       WHERE v.organisation_id = i.organisation_id AND v.import_id = i.id) AS decided
    FROM import i WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ${importId}::uuid`;
  const [row] = await (tx === undefined ? withTenant(scope, read) : read(tx));
  if (row === undefined || row.state === 'undone') return row === undefined ? null : 'It was already undone.';
  const questions = (count: number): string => (count === 1 ? '1 question' : `${count} questions`);
  if (row.attempted > 0) {
    return `${questions(row.attempted)} of it stood in an exam that somebody took. Retire what should no longer be used.`;
  }
  if (row.in_exams > 0) {
    return `${questions(row.in_exams)} of it stand${row.in_exams === 1 ? 's' : ''} in an exam. Take them out first, or retire them.`;
  }
  if (row.decided > 0) {
    return 'Results were decided on by its keys. Correct a key that is wrong; the history keeps both.';
  }
  if (row.edited > 0) {
    return `${questions(row.edited)} of it ${row.edited === 1 ? 'was' : 'were'} changed by hand since. Retire what should no longer be used.`;
  }
  if (row.discussed > 0) {
    return `People have commented on ${questions(row.discussed)} of it. Retire what should no longer be used.`;
  }
  if (row.built_upon > 0) return 'A later import built on it. Undo that one first.';
  return null;
}

const NOTHING_LEFT_OUT = '<!-- Nothing was left out. -->\n';

/** The questions of an import that were left out, as a source to correct; null when there is no such import. */
export async function findRejectedSource(
  scope: TenantScope,
  importId: string,
): Promise<RejectedSource | null> {
  const found = await withTenant(scope, (db) =>
    db.import.findFirst({
      where: { organisationId: scope.organisationId, id: importId },
      select: { sourceName: true, sourceText: true, format: true },
    }),
  );
  if (found === null) return null;
  const format = SOURCE_FORMATS.find((one) => one === found.format) ?? null;
  // A file that is no text is kept as a scenario post: then its own format reads nothing.
  const own = await readText(found.sourceText, format);
  const read = own.ok && own.value.post.items.length > 0 ? own : await readText(found.sourceText, null);
  if (!read.ok) return null;
  const text = rejectedSource(read.value.text, read.value.post, read.value.format);
  return { fileName: rejectedName(found.sourceName), text: text || NOTHING_LEFT_OUT };
}
