import type { ActObstacle, ActOutcome } from '@/lib/domain/attempt/staff-act';
import 'server-only';
import { type Failure, failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { wallTimeToEpochMs } from '@/lib/domain/kernel/zoned-time';
import { managedBy } from '@/lib/features/assignment/data';
import { inTransaction, LONG_WRITE, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { wakeWorker } from '@/lib/infra/jobs/worker';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import type { ActInput, UndoInput } from './contract';

/** A room of thousands is one statement. */
const A_ROOM = '20s';

interface StatusRow {
  readonly status: ActObstacle | 'done';
}

interface Outage {
  readonly from: Date | null;
  readonly to: Date | null;
}

/**
 * Does something to sittings of an assignment that `scope` looks after, with a reason that their learners read and an audit event each:
 * to all that run now, or to those that are named. Whom it can't be done to is left as they were, and counted by why.
 *
 * @returns `not_found` for an assignment that isn't theirs; `conflict` when it could be done to nobody
 */
export function actOnAttempts(scope: MemberScope, input: ActInput): Promise<Result<ActOutcome, Failure>> {
  const { kind, reason } = input;
  const batchId = newId();
  return settle(scope, input.assignmentId, async (tx, timeZone) => {
    const outage = readOutage(input, timeZone);
    if (!outage.ok) return outage;
    const chosen = input.whom === 'chosen' ? [...new Set(input.attemptIds)] : null;
    const rows = await tx.$queryRaw<StatusRow[]>`
      SELECT status FROM app.act_on_attempts(
        ${scope.organisationId}::uuid, ${input.assignmentId}::uuid, ${chosen}::uuid[], ${kind}::public.attempt_act_kind, ${batchId}::uuid,
        ${reason}, ${input.minutes === null ? null : Number(input.minutes)}::integer, ${outage.value.from}::timestamptz, ${outage.value.to}::timestamptz)`;
    return ok({ batchId, kind, rows, unseen: chosen ? chosen.length - rows.length : 0 });
  });
}

/** Takes what was done at once back from everybody it still holds for, with a reason that their learners read. */
export function undoActs(
  scope: MemberScope,
  { assignmentId, batchId, reason }: UndoInput,
): Promise<Result<ActOutcome, Failure>> {
  return settle(scope, assignmentId, async (tx) => {
    const [found] = await tx.$queryRaw<{ kind: ActOutcome['kind']; ids: string[] }[]>`
      SELECT c.kind::text, array_agg(c.id) AS ids FROM attempt_act c
      JOIN attempt a ON a.organisation_id = c.organisation_id AND a.id = c.attempt_id
      WHERE c.organisation_id = ${scope.organisationId}::uuid AND c.batch_id = ${batchId}::uuid AND a.assignment_id = ${assignmentId}::uuid
        AND c.undone_at IS NULL
      GROUP BY c.kind`;
    if (!found) return err(refuse('conflict', 'act_gone', {}));
    const rows = await tx.$queryRaw<StatusRow[]>`
      SELECT status FROM app.undo_acts(${scope.organisationId}::uuid, ${assignmentId}::uuid, ${found.ids}::uuid[], ${reason})`;
    return ok({ batchId, kind: found.kind, rows, unseen: 0 });
  });
}

interface Settled extends Pick<ActOutcome, 'batchId' | 'kind'> {
  readonly rows: readonly StatusRow[];
  /** Named, and not there for `scope`. */
  readonly unseen: number;
}

async function settle(
  scope: MemberScope,
  assignmentId: string,
  act: (tx: Tx, timeZone: string) => Promise<Result<Settled, Failure>>,
): Promise<Result<ActOutcome, Failure>> {
  const result = await inTransaction(
    scope,
    async (tx): Promise<Result<ActOutcome, Failure>> => {
      await tx.$executeRaw`SELECT set_config('statement_timeout', ${A_ROOM}, true)`;
      const [assignment] = await tx.$queryRaw<{ timeZone: string }[]>`
        SELECT o.time_zone AS "timeZone" FROM assignment s JOIN organisation o ON o.id = s.organisation_id
        WHERE s.organisation_id = ${scope.organisationId}::uuid AND s.id = ${assignmentId}::uuid AND ${managedBy(scope)}`;
      if (!assignment) return err(notFound('assignment'));
      const settled = await act(tx, assignment.timeZone);
      if (!settled.ok) return settled;
      const { batchId, kind, rows, unseen } = settled.value;
      const left: Partial<Record<ActObstacle, number>> = unseen > 0 ? { not_found: unseen } : {};
      for (const { status } of rows) if (status !== 'done') left[status] = (left[status] ?? 0) + 1;
      const done = rows.filter(({ status }) => status === 'done').length;
      return done > 0
        ? ok({ batchId, kind, done, left })
        : err(refuse('conflict', 'act_on_nobody', { left: Object.keys(left) }));
    },
    LONG_WRITE,
  );
  if (result.ok) wakeWorker();
  return result;
}

function readOutage({ kind, from, to }: ActInput, timeZone: string): Result<Outage, Failure> {
  if (kind !== 'compensate' || from === null || to === null) return ok({ from: null, to: null });
  const [began, over] = [wallTimeToEpochMs(from, timeZone), wallTimeToEpochMs(to, timeZone)];
  const fields: Record<string, string> = {};
  if (!began.ok) fields.from = 'Enter a date and a time that exist here.';
  if (!over.ok) fields.to = 'Enter a date and a time that exist here.';
  if (!began.ok || !over.ok) return err(failure('invalid', 'Check the marked fields.', fields));
  if (over.value <= began.value)
    return err(failure('invalid', 'Check the marked fields.', { to: 'Enter an end after the beginning.' }));
  return ok({ from: new Date(began.value), to: new Date(over.value) });
}
