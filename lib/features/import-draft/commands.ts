import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { DRAFT_DAYS } from '@/lib/domain/kernel/limits';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';
import { Prisma } from '@/lib/generated/prisma/client';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { forgetReading } from '@/lib/infra/import-store/reading-cache';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import {
  type DraftOptions,
  NEW_OPTIONS,
  type SaveDraftInput,
  type Saved,
  type StartedDraft,
  toDraftOptions,
} from './contract';
import { DRAFT_WORK } from './mappers';

const notAllowed = failure('forbidden', 'Only owners and admins import questions.');
const NOBODY = failure('forbidden', 'A draft belongs to a person.');
const EMPTY = failure('invalid', 'The file is empty. Choose another one.');
const CHANGED = failure(
  'conflict',
  'This draft was changed in another tab or by somebody else. Load it again to go on with what it is now.',
);
const RUNNING = failure('conflict', 'This draft is being imported. Wait until that has ended, or cancel it.');

const expiresAt = (): Date => new Date(Date.now() + DRAFT_DAYS * 24 * 60 * 60 * 1000);

export interface NewDraft {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: SourceFormat | null;
}

/** Keeps a source for later. Options begin as those of the last import from a source of the same name. */
export async function startDraft(
  scope: TenantScope,
  { name, bytes, format }: NewDraft,
): Promise<Result<StartedDraft, Failure>> {
  if (!can(scope.actor, 'import:manage')) return err(notAllowed);
  const createdById = actingMembershipId(scope);
  if (createdById === null) return err(NOBODY);
  if (bytes.byteLength === 0) return err(EMPTY);
  const { organisationId } = scope;
  const id = newId();
  return inTransaction(scope, async (tx) => {
    await tx.importDraft.createMany({
      data: [
        {
          organisationId,
          id,
          createdById,
          sourceName: name,
          fileBytes: new Uint8Array(bytes),
          format,
          options: await rememberedOptions(tx, organisationId, name),
          decisions: { rules: {}, rows: {} },
          expiresAt: expiresAt(),
        },
      ],
    });
    return ok({ id, rev: 1 });
  });
}

async function rememberedOptions(tx: Tx, organisationId: string, sourceName: string): Promise<DraftOptions> {
  const last = await tx.import.findFirst({
    where: { organisationId, sourceName, bankId: { not: null } },
    select: { options: true, bankId: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  if (last === null || last.bankId === null) return NEW_OPTIONS;
  const { licenceNote, topicByTag, topicOfOthers, domainOfTopic, itemState } = toDraftOptions(last.options);
  const bank = { kind: 'existing' as const, id: last.bankId };
  return { ...NEW_OPTIONS, bank, itemState, licenceNote, topicByTag, topicOfOthers, domainOfTopic };
}

/**
 * Changes what is given of a draft. Fails with `conflict` when somebody else saved it since `rev` or while it is being
 * imported, `not_found` or `forbidden`.
 */
export async function saveDraft(
  scope: TenantScope,
  draftId: string,
  input: SaveDraftInput,
): Promise<Result<Saved, Failure>> {
  if (!can(scope.actor, 'import:manage')) return err(notAllowed);
  const { organisationId } = scope;
  const { rev, sourceText, sourceName, format, columnMapping, options, decisions } = input;
  const isOtherSource =
    sourceText !== undefined ||
    format !== undefined ||
    columnMapping !== undefined ||
    sourceName !== undefined;
  return inTransaction(scope, async (tx) => {
    const refused = await refuseChange(tx, organisationId, draftId);
    if (refused !== null) return err(refused);
    const changed = await tx.importDraft.updateMany({
      where: { organisationId, id: draftId, rev },
      data: {
        rev: { increment: 1 },
        updatedAt: new Date(),
        expiresAt: expiresAt(),
        ...(isOtherSource ? { sourceRev: { increment: 1 } } : {}),
        ...(sourceText === undefined ? {} : { editedText: sourceText.replaceAll('\0', '\ufffd') }),
        ...(sourceName === undefined ? {} : { sourceName }),
        ...(format === undefined ? {} : { format }),
        ...(columnMapping === undefined ? {} : { columnMapping: columnMapping ?? Prisma.DbNull }),
        ...(options === undefined ? {} : { options }),
        ...(decisions === undefined ? {} : { decisions }),
      },
    });
    return changed.count === 0 ? err(CHANGED) : ok({ rev: rev + 1 });
  });
}

/** Forgets a draft and its file. Fails with `conflict` while it is being imported, `not_found` or `forbidden`. */
export async function discardDraft(scope: TenantScope, draftId: string): Promise<Result<null, Failure>> {
  if (!can(scope.actor, 'import:manage')) return err(notAllowed);
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const refused = await refuseChange(tx, organisationId, draftId);
    if (refused !== null) return err(refused);
    const [work] = await tx.$queryRaw<{ edited: boolean; decided: number }[]>`
      SELECT ${DRAFT_WORK} FROM import_draft d
      WHERE d.organisation_id = ${organisationId}::uuid AND d.id = ${draftId}::uuid`;
    await tx.importJob.deleteMany({ where: { organisationId, draftId } });
    await tx.importDraft.deleteMany({ where: { organisationId, id: draftId } });
    await recordAudit(tx, scope, {
      action: 'import.discarded',
      subjectKind: 'import_draft',
      subjectId: draftId,
      details: { edited: work?.edited ?? false, decisions: work?.decided ?? 0 },
    });
    forgetReading(organisationId, draftId);
    return ok(null);
  });
}

/** Locks the draft. Why it can't be changed now; null when it can. */
async function refuseChange(tx: Tx, organisationId: string, draftId: string): Promise<Failure | null> {
  const [draft] = await tx.$queryRaw<{ running: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM import_job j
      WHERE j.organisation_id = d.organisation_id AND j.draft_id = d.id AND j.state IN ('waiting', 'running')) AS running
    FROM import_draft d WHERE d.organisation_id = ${organisationId}::uuid AND d.id = ${draftId}::uuid FOR UPDATE`;
  if (draft === undefined) return notFound('draft');
  return draft.running ? RUNNING : null;
}
