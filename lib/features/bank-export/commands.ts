import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction } from '@/lib/infra/db/tenant';
import type { WrittenBank } from '@/lib/infra/source-writing/bank-export';
import { writeSource } from '@/lib/infra/source-writing/write-source';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { type ExportQuery, MAX_EXPORTED } from './contract';
import { readBankExport } from './data';

const tooMany = (items: number, most: number) =>
  failure(
    'invalid',
    `There are ${items} questions here, and ${most} are the most in one file. Narrow the filter, for example to a topic, and download one part after the other.`,
  );

/**
 * Writes a bank, or a view of it, as a file, and notes who took it. Fails with `invalid` (more than one
 * file takes), `not_found` or `forbidden`.
 */
export async function exportBank(
  scope: TenantScope,
  { bankId, format, filter }: ExportQuery,
  most: number = MAX_EXPORTED,
): Promise<Result<WrittenBank, Failure>> {
  if (!can(scope.actor, 'bank:manage')) {
    return err(failure('forbidden', 'Only owners and admins take banks out.'));
  }
  const read = await readBankExport(scope, bankId, filter, most);
  if (read === null) return err(notFound('bank'));
  if (read.items > most) return err(tooMany(read.items, most));
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
