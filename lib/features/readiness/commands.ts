import 'server-only';
import { type Failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { READINESS_RULES } from '@/lib/domain/readiness/readiness-rules';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction } from '@/lib/infra/db/tenant';
import { toCsv } from '@/lib/infra/http/csv';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CsvSeparator, ReadinessFilter } from './contract';
import { findReadiness } from './data';
import { EXPORT_HEADER, toExportRows } from './mappers';

const SEPARATOR_SIGNS: Readonly<Record<CsvSeparator, string>> = { comma: ',', semicolon: ';' };

/** A file has one page. */
const EVERYBODY = 1_000_000;

/**
 * The figures that leave the product as a file. Reading happens as app_hr; the audit event is written on the application's own
 * connection, because the role that reads readiness may write nothing. No event, no file.
 */
export async function exportReadiness(
  scope: TenantScope,
  certificationId: string,
  filter: ReadinessFilter,
  separator: CsvSeparator = 'comma',
): Promise<Result<{ readonly fileName: string; readonly csv: string }, Failure>> {
  const all = { ...filter, page: 1 };
  const page = await findReadiness(scope, certificationId, all, Date.now(), EVERYBODY);
  if (!page) return err(notFound('certification'));
  await inTransaction(scope, (tx) =>
    recordAudit(tx, scope, {
      action: 'readiness.exported',
      subjectKind: 'certification',
      subjectId: certificationId,
      details: {
        people: page.listed.total,
        rules: READINESS_RULES,
        asOf: page.readAt.toISOString(),
        state: filter.state ?? null,
        cohort: filter.cohort ?? null,
      },
    }),
  );
  const fileName = `readiness-${page.basis.certificationName}-${page.readAt.toISOString().slice(0, 10)}`;
  return ok({ fileName, csv: toCsv(EXPORT_HEADER, toExportRows(page), SEPARATOR_SIGNS[separator]) });
}
