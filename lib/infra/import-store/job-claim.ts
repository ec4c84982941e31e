import 'server-only';
import type { MemberActor, Role } from '@/lib/domain/access/actor';
import type { Failure } from '@/lib/domain/kernel/failure';
import { inTransaction, type Tx, withTenant } from '../db/tenant';
import { newId } from '../id';
import { log } from '../log';
import { type MemberScope, memberScope, type TenantScope } from '../tenant-scope';

/** A running job whose process gives no sign of life for so long is taken up by another one. */
export const SILENCE_SECONDS = 30;
const HEARTBEAT_MS = 1000;
/** A job that ended this many processes is not tried again. */
const MAX_TRIES = 3;

export interface ClaimedJob {
  readonly id: string;
  readonly draftId: string;
  readonly draftRev: number;
  readonly claim: string;
  /** The person who started it, as a member who may still do so; null when they no longer may. */
  readonly scope: MemberScope | null;
}

interface Row {
  readonly id: string;
  readonly draft_id: string;
  readonly draft_rev: number;
  readonly tries: number;
  readonly membership_id: string;
  readonly person_id: string;
  readonly role: Role;
  readonly removed_at: Date | null;
}

const GIVEN_UP =
  'The server stopped each time while it wrote this import. Nothing was written. Split the source and import the parts.';

/** Takes the oldest job of the organisation that nobody works on; null when there is none. `scope` is the system's. */
export async function claimJob(scope: TenantScope): Promise<ClaimedJob | null> {
  const claim = newId();
  const { organisationId } = scope;
  const row = await inTransaction(scope, async (tx) => {
    const [found] = await tx.$queryRaw<Row[]>`
      UPDATE import_job j SET state = 'running', claim = ${claim}::uuid, heartbeat_at = clock_timestamp(), tries = j.tries + 1,
        started_at = clock_timestamp(), done = 0
      FROM membership m
      WHERE j.organisation_id = ${organisationId}::uuid AND m.organisation_id = j.organisation_id AND m.id = j.started_by_id
        AND j.id = (
          SELECT c.id FROM import_job c
          WHERE c.organisation_id = ${organisationId}::uuid AND (c.state = 'waiting'
            OR (c.state = 'running' AND c.heartbeat_at < clock_timestamp() - make_interval(secs => ${SILENCE_SECONDS})))
          ORDER BY c.created_at, c.id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING j.id, j.draft_id, j.draft_rev, j.tries, m.id AS membership_id, m.person_id, m.role::text AS role, m.removed_at`;
    return found;
  });
  if (row === undefined) return null;
  if (row.tries > MAX_TRIES) {
    await endJob(scope, { id: row.id, claim }, 'failed', GIVEN_UP);
    return null;
  }
  const actor: MemberActor = {
    kind: 'member',
    personId: row.person_id,
    membershipId: row.membership_id,
    role: row.role,
  };
  return {
    id: row.id,
    draftId: row.draft_id,
    draftRev: row.draft_rev,
    claim,
    scope: row.removed_at === null ? memberScope(organisationId, actor) : null,
  };
}

type Claim = Pick<ClaimedJob, 'id' | 'claim'>;

/** Thrown by a heartbeat's `check` once somebody cancelled the job or another process took it up. */
export class JobStopped extends Error {}

export interface Heartbeat {
  /** Remembers the progress for the next beat; throws JobStopped when the job has to end. */
  readonly report: (done: number, total: number) => void;
  /** Ends the beats and waits for the last one. */
  readonly stop: () => Promise<void>;
}

/** Writes progress and reads the wish to cancel every second, outside the transaction that writes the import. */
export function startHeartbeat(scope: TenantScope, job: Claim): Heartbeat {
  const { organisationId } = scope;
  let progress = { done: 0, total: 0 };
  let isOver = false;
  let beating: Promise<void> = Promise.resolve();
  const beat = async (): Promise<void> => {
    const rows = await withTenant(
      scope,
      (db) => db.$queryRaw<{ cancel_requested: boolean }[]>`
        UPDATE import_job SET heartbeat_at = clock_timestamp(), done = ${progress.done}, total = ${progress.total}
        WHERE organisation_id = ${organisationId}::uuid AND id = ${job.id}::uuid AND claim = ${job.claim}::uuid
          AND state = 'running'
        RETURNING cancel_requested`,
    );
    if (rows[0]?.cancel_requested !== false) isOver = true;
  };
  const timer = setInterval(() => {
    beating = beating
      .then(beat)
      .catch((error) => log().warn({ err: error }, 'the heartbeat of an import failed'));
  }, HEARTBEAT_MS);
  return {
    report: (done, total) => {
      progress = { done, total };
      if (isOver) throw new JobStopped('The import was stopped');
    },
    stop: async () => {
      clearInterval(timer);
      await beating;
    },
  };
}

/** Marks the job done inside the transaction that wrote the import. Throws JobStopped when it was cancelled or lost meanwhile. */
export async function finishJob(
  tx: Tx,
  organisationId: string,
  job: Claim,
  outcome: { readonly importId: string | null; readonly bankId: string; readonly total: number },
): Promise<void> {
  const { importId, bankId, total } = outcome;
  const finished = await tx.$executeRaw`
    UPDATE import_job SET state = 'done', import_id = ${importId}::uuid, bank_id = ${bankId}::uuid, total = ${total},
      done = ${total}, finished_at = clock_timestamp(), failure = NULL
    WHERE organisation_id = ${organisationId}::uuid AND id = ${job.id}::uuid AND claim = ${job.claim}::uuid
      AND state = 'running' AND NOT cancel_requested`;
  if (finished === 0) throw new JobStopped('The import was stopped');
}

/** Marks a job of this claim as ended without an import. */
export async function endJob(
  scope: TenantScope,
  job: Claim,
  state: 'failed' | 'cancelled',
  words: Failure['message'] | null,
): Promise<void> {
  await withTenant(
    scope,
    (db) => db.$executeRaw`
      UPDATE import_job SET state = ${state}::import_job_state, failure = ${words}, finished_at = clock_timestamp(), done = 0
      WHERE organisation_id = ${scope.organisationId}::uuid AND id = ${job.id}::uuid AND claim = ${job.claim}::uuid
        AND state = 'running'`,
  );
}

/**
 * Gives a job back, to be tried again in a moment. A try counts unless the job only waited for somebody else: one that is
 * always too slow ends after a few, and doesn't keep every later import of the organisation from being written.
 */
export async function releaseJob(
  scope: TenantScope,
  job: Claim,
  { isCounted }: { readonly isCounted: boolean },
): Promise<void> {
  await withTenant(
    scope,
    (db) => db.$executeRaw`
      UPDATE import_job SET state = 'waiting', claim = NULL, done = 0, tries = tries - ${isCounted ? 0 : 1}
      WHERE organisation_id = ${scope.organisationId}::uuid AND id = ${job.id}::uuid AND claim = ${job.claim}::uuid
        AND state = 'running'`,
  );
}
