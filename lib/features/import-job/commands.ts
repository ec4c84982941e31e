import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { inTransaction, LONG_WRITE, withTenant } from '@/lib/infra/db/tenant';
import { isDatabaseDown, isLockWait } from '@/lib/infra/http/database-down';
import { newId } from '@/lib/infra/id';
import { type DraftSource, readDraft } from '@/lib/infra/import-store/draft-source';
import {
  type ClaimedJob,
  claimJob,
  endJob,
  finishJob,
  type Heartbeat,
  JobStopped,
  releaseJob,
  startHeartbeat,
} from '@/lib/infra/import-store/job-claim';
import { forgetReading } from '@/lib/infra/import-store/reading-cache';
import { picturesOf } from '@/lib/infra/import-store/source-reading';
import { type WriteOutcome, writeImport } from '@/lib/infra/import-store/write-import';
import { wakeWorker } from '@/lib/infra/jobs/worker';
import { log } from '@/lib/infra/log';
import type { Picture } from '@/lib/infra/media/re-encode';
import { actingMembershipId, type MemberScope, type TenantScope } from '@/lib/infra/tenant-scope';
import {
  type JobView,
  reasonToAsk,
  toDraftDecisions,
  toDraftOptions,
  topicOf,
} from '../import-draft/contract';
import { findJob } from './data';
import { assignTopics } from './mappers';

const notAllowed = failure('forbidden', 'Only owners and admins import questions.');
const NO_BANK = failure('invalid', 'Choose a bank for the questions first.');
const CHANGED = failure(
  'conflict',
  'The draft was changed since you looked at it. Look at the preview again.',
);
const BROKEN = 'Something went wrong on our side. Nothing was written; start the import again.';

/**
 * Has the draft written in the background, as its preview of `rev` shows. A draft has one job: starting it twice gives the
 * same one, and starting it after a failure or a cancellation begins it anew. Fails with `conflict` (changed since),
 * `invalid` (no bank, right to use not confirmed), `not_found` or `forbidden`.
 */
export async function startJob(
  scope: TenantScope,
  draftId: string,
  rev: number,
): Promise<Result<JobView, Failure>> {
  if (!can(scope.actor, 'import:manage')) return err(notAllowed);
  const startedById = actingMembershipId(scope);
  if (startedById === null) return err(notAllowed);
  const before = await findJob(scope, draftId);
  if (before !== null && ['waiting', 'running', 'done'].includes(before.state)) return ok(before);
  const read = await readDraft(scope, draftId);
  if (!read.ok) return read;
  const refusal = refuseStart(read.value, rev);
  if (refusal !== null) return err(refusal);
  const { organisationId } = scope;
  await withTenant(
    scope,
    (db) => db.$executeRaw`
      WITH waiting AS (
      INSERT INTO import_job AS j (organisation_id, id, draft_id, draft_rev, started_by_id)
      VALUES (${organisationId}::uuid, ${newId()}::uuid, ${draftId}::uuid, ${rev}, ${startedById}::uuid)
      ON CONFLICT (organisation_id, draft_id) DO UPDATE SET state = 'waiting', draft_rev = excluded.draft_rev,
        started_by_id = excluded.started_by_id, tries = 0, done = 0, total = 0, claim = NULL, cancel_requested = false,
        failure = NULL, started_at = NULL, finished_at = NULL, created_at = now()
      WHERE j.state IN ('failed', 'cancelled')
      RETURNING j.id)
      INSERT INTO jobs.job (kind, organisation_id, subject_id) SELECT 'import', ${organisationId}::uuid, w.id FROM waiting w
      ON CONFLICT DO NOTHING`,
  );
  wakeWorker();
  const job = await findJob(scope, draftId);
  return job === null ? err(notFound('draft')) : ok(job);
}

function refuseStart({ draft, reading }: DraftSource, rev: number): Failure | null {
  const options = toDraftOptions(draft.options);
  if (draft.rev !== rev) return CHANGED;
  if (options.bank === null) return NO_BANK;
  const reason = options.rightToUse ? null : reasonToAsk(reading.post.messages, options);
  return reason === null
    ? null
    : failure('invalid', `${reason} Confirm that the organisation may use the questions.`);
}

/** Asks a job to end. One that waits ends at once, one that runs within a second; what it wrote is rolled back. */
export async function cancelJob(scope: TenantScope, draftId: string): Promise<Result<JobView, Failure>> {
  if (!can(scope.actor, 'import:manage')) return err(notAllowed);
  await withTenant(
    scope,
    (db) => db.$executeRaw`
      UPDATE import_job SET cancel_requested = true,
        finished_at = CASE WHEN state = 'waiting' THEN clock_timestamp() END,
        state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
      WHERE organisation_id = ${scope.organisationId}::uuid AND draft_id = ${draftId}::uuid
        AND state IN ('waiting', 'running')`,
  );
  const job = await findJob(scope, draftId);
  return job === null ? err(notFound('draft')) : ok(job);
}

/**
 * Takes up one job of the organisation and writes it to the end. False when there was none, or it has to wait. Safe in any number of processes: a
 * job that lost its process is taken up again, and only the transaction that writes everything can call it done.
 */
export async function runImportJob(scope: TenantScope): Promise<boolean> {
  if (!can(scope.actor, 'import:manage')) return false;
  const job = await claimJob(scope);
  if (job === null) return false;
  try {
    const outcome = await writeDraft(scope, job);
    if (!outcome.ok) await endJob(scope, job, 'failed', outcome.error.message);
  } catch (error) {
    if (isDatabaseDown(error)) {
      // Another import holds the bank, or the database is not there: not now.
      await releaseJob(scope, job, { isCounted: !isLockWait(error) });
      return false;
    }
    await endAfter(scope, job, error);
  }
  return true;
}

async function endAfter(scope: TenantScope, job: ClaimedJob, error: unknown): Promise<void> {
  if (error instanceof JobStopped) return endJob(scope, job, 'cancelled', null);
  log().error({ err: error, job: job.id }, 'an import failed');
  return endJob(scope, job, 'failed', BROKEN);
}

async function writeDraft(scope: TenantScope, job: ClaimedJob): Promise<Result<WriteOutcome, Failure>> {
  const { draftId, scope: member } = job;
  if (member === null || !can(member.actor, 'import:manage')) return err(notAllowed);
  const read = await readDraft(member, draftId);
  if (!read.ok) return read;
  const refusal = refuseStart(read.value, job.draftRev);
  if (refusal !== null) return err(refusal);
  const media = picturesOf(read.value.reading);
  const heartbeat = startHeartbeat(scope, job);
  try {
    return await writeOnce(member, job, { source: read.value, media, heartbeat });
  } finally {
    await heartbeat.stop();
  }
}

interface Writing {
  readonly source: DraftSource;
  readonly media: readonly Picture[];
  readonly heartbeat: Heartbeat;
}

/** Everything or nothing: the content, the end of the job and the end of the draft are one transaction. */
function writeOnce(
  member: MemberScope,
  job: ClaimedJob,
  { source, media, heartbeat }: Writing,
): Promise<Result<WriteOutcome, Failure>> {
  const { draft, reading } = source;
  const { organisationId } = member;
  const options = toDraftOptions(draft.options);
  if (options.bank === null) return Promise.resolve(err(NO_BANK));
  const { bank, licenceNote, itemState, rightToUse } = options;
  return inTransaction(
    member,
    async (tx) => {
      const outcome = await writeImport(tx, member, {
        sourceName: draft.sourceName,
        reading,
        media,
        bank,
        licenceNote,
        itemState,
        rightToUse,
        options: { ...options, topicByRow: {} },
        decisions: toDraftDecisions(draft.decisions),
        assignTopics: (created) =>
          assignTopics(created, options, ({ key, index }) =>
            topicOf(options, { key, tags: reading.post.items[index ?? -1]?.tags ?? [] }),
          ),
        onProgress: heartbeat.report,
      });
      if (!outcome.ok) return outcome;
      await heartbeat.stop();
      const { importId, bankId, counts } = outcome.value;
      await finishJob(tx, organisationId, job, { importId, bankId, total: counts.created + counts.changed });
      await tx.importDraft.deleteMany({ where: { organisationId, id: job.draftId } });
      forgetReading(organisationId, job.draftId);
      return outcome;
    },
    LONG_WRITE,
  );
}
