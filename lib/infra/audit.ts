import 'server-only';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { Tx } from './db/tenant';
import { newId } from './id';
import { actingMembershipId, type TenantScope } from './tenant-scope';

export interface AuditEntry {
  /** Noun and past participle: `cohort.created`. */
  readonly action: `${string}.${string}`;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Facts that explain the change; never answers, keys, tokens or passwords. */
  readonly details?: Prisma.InputJsonObject;
}

/** Records who did what. Call it inside the transaction of the change. */
export async function recordAudit(tx: Tx, scope: TenantScope, entry: AuditEntry): Promise<void> {
  const system = scope.actor.kind === 'system' ? { reason: scope.actor.reason } : {};
  await tx.auditEvent.createMany({
    data: [
      {
        organisationId: scope.organisationId,
        id: newId(),
        actorId: actingMembershipId(scope),
        action: entry.action,
        subjectKind: entry.subjectKind,
        subjectId: entry.subjectId,
        details: { ...system, ...entry.details },
      },
    ],
  });
}
