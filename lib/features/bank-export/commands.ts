import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction } from '@/lib/infra/db/tenant';
import type { WrittenBank } from '@/lib/infra/source-writing/bank-export';
import { writeSource } from '@/lib/infra/source-writing/write-source';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { type ExportQuery, FILE_LIMITS, type FileLimits } from './contract';
import { type ReadExport, readBankExport } from './data';

const LESS = 'Narrow the filter, for example to a topic, and download one part after the other.';

/** Why this is too much for one file; null when it isn't. */
function refuseFile({ items, pictureBytes }: ReadExport, limits: FileLimits): Failure | null {
  if (items > limits.items) {
    const message = `There are ${items} questions here, and ${limits.items} are the most in one file. ${LESS}`;
    return failure('invalid', message);
  }
  if (pictureBytes <= limits.pictureBytes) return null;
  const [found, most] = [pictureBytes, limits.pictureBytes].map((bytes) => Math.ceil(bytes / 1_000_000));
  return failure(
    'invalid',
    `The pictures of these questions have ${found} MB, and ${most} are the most in one file. ${LESS}`,
  );
}

/**
 * Writes a bank, or a view of it, as a file, and notes who took it. Fails with `invalid` (more than one
 * file takes), `not_found` or `forbidden`.
 */
export async function exportBank(
  scope: TenantScope,
  { bankId, format, filter }: ExportQuery,
  limits: FileLimits = FILE_LIMITS,
): Promise<Result<WrittenBank, Failure>> {
  if (!can(scope.actor, 'bank:manage')) {
    return err(failure('forbidden', 'Only owners and admins take banks out.'));
  }
  const read = await readBankExport(scope, bankId, filter, limits);
  if (read === null) return err(notFound('bank'));
  if (read.shut) {
    const { examName: exam, until, timeZone } = read.shut;
    return err(refuse('conflict', 'keys_shut', { exam, until, timeZone }));
  }
  const refusal = refuseFile(read, limits);
  if (refusal !== null) return err(refusal);
  const written = await writeSource(format, read.bank);
  if (!written.ok) return written;
  await inTransaction(scope, (tx) =>
    recordAudit(tx, scope, {
      action: 'bank.exported',
      subjectKind: 'bank',
      subjectId: bankId,
      details: { format, filter, items: read.bank.items.length, losses: written.value.losses.length },
    }),
  );
  return ok(written.value);
}
