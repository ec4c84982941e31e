import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, type Result } from '@/lib/domain/kernel/result';
import { refusePost, refuseSize } from '@/lib/domain/scenario-import/import-refusal';
import { NO_DECISIONS } from '@/lib/domain/scenario-import/row-kind';
import { inTransaction, LONG_WRITE } from '@/lib/infra/db/tenant';
import { picturesOf, prepareReading } from '@/lib/infra/import-store/source-reading';
import { writeImport } from '@/lib/infra/import-store/write-import';
import { readText, type SourceReading } from '@/lib/infra/source-reading/read-source';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CommitImportInput, CommitOutcome, ImportTarget } from './contract';

const notAllowed = failure('forbidden', 'Only owners and admins import questions.');

/** Reads a text and writes it as commitReading does. Fails in the same ways, and where the text can't be read. */
export async function commitImport(
  scope: TenantScope,
  { sourceText, format = 'scenario-post', ...target }: CommitImportInput,
): Promise<Result<CommitOutcome, Failure>> {
  if (!can(scope.actor, 'import:manage')) return err(notAllowed);
  const read = await readText(sourceText, format);
  return read.ok ? commitReading(scope, target, read.value) : read;
}

/**
 * Writes a source of any format into a bank in one transaction, with the decisions that hold while nobody decides: for the command
 * line and for programs, which wait for it. Screens use drafts and jobs (features import-draft and import-job).
 * Fails with `invalid` (nothing to import), `conflict` (name taken), `not_found` (bank, topic, domain) or `forbidden`.
 */
export async function commitReading(
  scope: TenantScope,
  input: ImportTarget,
  source: SourceReading,
): Promise<Result<CommitOutcome, Failure>> {
  if (!can(scope.actor, 'import:manage')) return err(notAllowed);
  const [reading, media] = [await prepareReading(source), picturesOf(source)];
  const refusal = refuseSize(reading.post) ?? refusePost(reading.post);
  if (refusal !== null) return err(refusal);
  const of = (index: number | null): number | null =>
    input.topicOfItem[String(index)] ?? input.topicOfOthers ?? null;
  return inTransaction(
    scope,
    (tx) =>
      writeImport(tx, scope, {
        sourceName: input.sourceName,
        reading,
        media,
        bank: input.bank,
        licenceNote: input.licenceNote,
        itemState: input.itemState ?? 'live',
        decisions: NO_DECISIONS,
        assignTopics: () => ({ targets: input.topics, of: ({ index }) => of(index) }),
        options: {},
        rightToUse: false,
        onProgress: () => {},
      }),
    LONG_WRITE,
  );
}
