import 'server-only';
import { rolesWith } from '@/lib/domain/access/policy';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { Decisions } from '@/lib/domain/scenario-import/row-kind';
import {
  countSettled,
  type SettledCounts,
  type SettledRow,
  settlePlan,
} from '@/lib/domain/scenario-import/settle-plan';
import type { Prisma } from '@/lib/generated/prisma/client';
import { recordAudit } from '../audit';
import type { Tx } from '../db/tenant';
import { newId } from '../id';
import type { Picture } from '../media/re-encode';
import { putMedia } from '../media/store';
import { sha256 } from '../stored-item';
import { actingMembershipId, type TenantScope } from '../tenant-scope';
import { type BankTarget, type OpenBank, openBank, openTopics, type TopicTarget } from './open-target';
import { planSource } from './plan-source';
import type { PreparedSource } from './source-reading';
import { ContentRefusal, writeContent } from './write-content';

/** A source of pure noise would otherwise store a message per line. */
const MAX_KEPT_MESSAGES = 2000;

/** Topics to open, and for a new item the index of its own. */
export interface TopicAssignment {
  readonly targets: readonly TopicTarget[];
  readonly of: (row: SettledRow) => number | null;
}

export interface ImportWrite {
  readonly sourceName: string;
  readonly reading: PreparedSource;
  readonly media: readonly Picture[];
  readonly bank: BankTarget;
  readonly licenceNote: string;
  readonly itemState: 'draft' | 'live';
  readonly decisions: Decisions;
  readonly assignTopics: (created: readonly SettledRow[]) => TopicAssignment;
  /** Kept for the next import of the same source. */
  readonly options: Prisma.InputJsonObject;
  /** True when whoever acts said that the questions may be used. */
  readonly rightToUse: boolean;
  /** Called with the number of items to write and written. What it throws ends the import. */
  readonly onProgress: (done: number, total: number) => void;
}

/** `importId` is null when there was nothing to do: then nothing was written but the note that somebody tried. */
export interface WriteOutcome {
  readonly importId: string | null;
  readonly bankId: string;
  readonly bankName: string;
  readonly counts: SettledCounts;
}

/**
 * Writes a source into a bank inside a transaction: the bank and topics that are new, the source, stimuli, items, their
 * versions and keys. The bank is locked first, so that of two equal imports one writes and the other finds nothing to do.
 * Fails with `conflict` (name taken), `not_found` (bank, topic, domain) or `invalid`.
 */
export async function writeImport(
  tx: Tx,
  scope: TenantScope,
  write: ImportWrite,
): Promise<Result<WriteOutcome, Failure>> {
  const { organisationId } = scope;
  const { sourceName, reading, decisions } = write;
  const opened = await openBank(tx, organisationId, write.bank);
  if (!opened.ok) return opened;
  const bank = opened.value;
  const findNear = decisions.rules.near_duplicate !== undefined || Object.keys(decisions.rows).length > 0;
  const compared = await planSource(tx, { organisationId, bankId: bank.id, sourceName, findNear }, reading);
  const plan = settlePlan(compared.plan, decisions);
  const counts = countSettled(plan);
  const outcome = { bankId: bank.id, bankName: bank.name, counts };
  if (counts.created + counts.changed + counts.retired === 0) {
    await noteRepeated(tx, scope, write, outcome);
    return ok({ ...outcome, importId: null });
  }
  const topics = write.assignTopics(plan.rows.filter(({ decision }) => decision === 'create'));
  const open = await openTopics(tx, organisationId, topics.targets);
  if (!open.ok) return open;
  const importedById = await responsibleMember(tx, scope);
  if (importedById === null) {
    return err(failure('invalid', 'The organisation has no owner or admin to answer for the import.'));
  }
  const importId = newId();
  await putMedia(tx, scope, write.media);
  await insertImport(tx, {
    ...write,
    importId,
    importedById,
    organisationId,
    bank,
    counts,
    topicIds: open.value.madeIds,
  });
  const { licenceNote } = write;
  try {
    await writeContent(tx, {
      origin: { organisationId, importId, bankId: bank.id, licenceNote, authorId: actingMembershipId(scope) },
      plan,
      existing: compared.existing,
      incoming: reading.incoming,
      stimuli: reading.post.stimuli,
      itemState: write.itemState,
      rightToUse: write.rightToUse,
      topicOf: (row) => open.value.ids[topics.of(row) ?? -1] ?? null,
      onProgress: (done) => write.onProgress(done, counts.created + counts.changed),
    });
  } catch (error) {
    if (error instanceof ContentRefusal) return err(failure('invalid', error.message));
    throw error;
  }
  await recordAudit(tx, scope, {
    action: 'import.committed',
    subjectKind: 'import',
    subjectId: importId,
    details: { source: sourceName, bank: bank.name, rightToUse: write.rightToUse, ...counts },
  });
  return ok({ ...outcome, importId });
}

async function noteRepeated(
  tx: Tx,
  scope: TenantScope,
  { sourceName }: ImportWrite,
  { bankId, counts }: { readonly bankId: string; readonly counts: SettledCounts },
): Promise<void> {
  await recordAudit(tx, scope, {
    action: 'import.repeated',
    subjectKind: 'bank',
    subjectId: bankId,
    details: { source: sourceName, ...counts },
  });
}

/** Who answers for an import: whoever acts; for the installation itself the longest-standing owner, else admin. */
async function responsibleMember(tx: Tx, scope: TenantScope): Promise<string | null> {
  const acting = actingMembershipId(scope);
  if (acting !== null) return acting;
  const member = await tx.membership.findFirst({
    where: {
      organisationId: scope.organisationId,
      role: { in: [...rolesWith('import:manage')] },
      removedAt: null,
    },
    orderBy: [{ role: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return member?.id ?? null;
}

interface ImportRow extends Omit<ImportWrite, 'bank'> {
  readonly organisationId: string;
  readonly importId: string;
  readonly importedById: string;
  readonly bank: OpenBank;
  readonly counts: SettledCounts;
  /** Of topics that the import makes. */
  readonly topicIds: readonly string[];
}

async function insertImport(tx: Tx, row: ImportRow): Promise<void> {
  const { reading, bank } = row;
  await tx.import.createMany({
    data: [
      {
        organisationId: row.organisationId,
        id: row.importId,
        bankId: bank.id,
        bankName: bank.name,
        importedById: row.importedById,
        format: reading.format,
        sourceName: row.sourceName,
        sourceText: storableText(reading.text),
        sourceSha256: sha256(reading.text),
        licenceNote: row.licenceNote,
        counts: { ...row.counts },
        messages: keptMessages(reading),
        options: row.options,
        made: {
          bank: bank.isMade,
          topicIds: [...row.topicIds],
          media: row.media.map(({ sha256: id }) => id),
        },
        rightToUseById: row.rightToUse ? row.importedById : null,
        rightToUseAt: row.rightToUse ? new Date() : null,
      },
    ],
  });
}

const keptMessages = ({ post }: PreparedSource): Prisma.InputJsonArray =>
  post.messages
    .slice(0, MAX_KEPT_MESSAGES)
    .map(({ item: _item, fixes: _fixes, ...place }) => ({ ...place, message: storableText(place.message) }));

/** The source as the database can hold it: what isn't text becomes U+FFFD, so that lines and columns stay where they are. */
const storableText = (source: string): string =>
  source.replaceAll('\0', '\ufffd').replaceAll(/\p{Cs}/gu, '\ufffd');
