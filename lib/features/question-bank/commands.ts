import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { ChangeBank, CreateBank } from './contract';

const notAllowed = failure('forbidden', 'Only owners and admins change banks.');
const taken = (name: string): Failure => {
  const words = `There is already a bank called ${name}. Give this one another name.`;
  return failure('conflict', words, { name: words });
};

async function hasCertification(tx: Tx, organisationId: string, id: string | null): Promise<boolean> {
  if (id === null) return true;
  return (await tx.certification.count({ where: { organisationId, id } })) === 1;
}

/** Makes an empty bank. Fails with `conflict` (name taken), `not_found` (certification) or `forbidden`. */
export async function createBank(
  scope: TenantScope,
  { name, certificationId }: CreateBank,
): Promise<Result<{ readonly bankId: string }, Failure>> {
  if (!can(scope.actor, 'bank:manage')) return err(notAllowed);
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    if (!(await hasCertification(tx, organisationId, certificationId))) return err(notFound('certification'));
    const bankId = newId();
    const data = [{ organisationId, id: bankId, name, certificationId }];
    const { count } = await tx.bank.createMany({ data, skipDuplicates: true });
    if (count === 0) return err(taken(name));
    await recordAudit(tx, scope, {
      action: 'bank.created',
      subjectKind: 'bank',
      subjectId: bankId,
      details: { name },
    });
    return ok({ bankId });
  });
}

/** Gives a bank another name or certification. Fails as `createBank` does, and with `not_found` for the bank. */
export async function changeBank(scope: TenantScope, input: ChangeBank): Promise<Result<void, Failure>> {
  if (!can(scope.actor, 'bank:manage')) return err(notAllowed);
  const { organisationId } = scope;
  const { bankId: id, name, certificationId } = input;
  return inTransaction(scope, async (tx) => {
    if (!(await hasCertification(tx, organisationId, certificationId))) return err(notFound('certification'));
    const namesake = await tx.bank.findFirst({ where: { organisationId, name }, select: { id: true } });
    if (namesake !== null && namesake.id !== id) return err(taken(name));
    const { count } = await tx.bank.updateMany({
      where: { organisationId, id },
      data: { name, certificationId },
    });
    if (count === 0) return err(notFound('bank'));
    await recordAudit(tx, scope, {
      action: 'bank.changed',
      subjectKind: 'bank',
      subjectId: id,
      details: { name, certificationId },
    });
    return ok(undefined);
  });
}
