import type { FormEntry } from '@/lib/domain/form/form-source';
import { inTransaction, LONG_WRITE, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { SimulatedAnswer } from './simulate-answers';
import { writeRows } from './write-rows';

/** A sitting with its answers, ready to be written. */
export interface Sitting {
  readonly assignmentId: string;
  readonly membershipId: string;
  readonly number: number;
  readonly form: readonly FormEntry[];
  /** One per entry of the form. */
  readonly answers: readonly SimulatedAnswer[];
  readonly startedAt: Date;
  readonly deadlineAt: Date;
  /** null while the sitting is running. */
  readonly closedAt: Date | null;
  readonly closedBy: 'submitted' | 'expired';
}

type StoredSitting = Sitting & { readonly attemptId: string };

/** A transaction is limited to some seconds; so many sittings take well below one. */
const SITTINGS_AT_ONCE = 20;

/**
 * Writes sittings in the order of time and grades the closed ones by the function that grades every attempt, so that grades,
 * first exposures and roll-ups are as real as if somebody had clicked.
 */
export async function writeSittings(scope: TenantScope, sittings: readonly Sitting[]): Promise<void> {
  const stored = inOrderOfTime(sittings);
  for (const some of partsOf(stored, SITTINGS_AT_ONCE)) {
    await writeRows(scope, rowsOf(some));
    await closeSittings(scope, some);
  }
  for (const some of partsOf(stored, SITTINGS_AT_ONCE)) {
    await inTransaction(scope, (tx) => grade(tx, scope.organisationId, some), LONG_WRITE);
  }
}

export const inOrderOfTime = (sittings: readonly Sitting[]): readonly StoredSitting[] =>
  [...sittings].sort((a, b) => endOf(a) - endOf(b)).map((sitting) => ({ ...sitting, attemptId: newId() }));

/** Closes those that are over. */
export async function closeSittings(scope: TenantScope, sittings: readonly StoredSitting[]): Promise<void> {
  await inTransaction(
    scope,
    async (tx) => {
      for (const few of partsOf(sittings, SITTINGS_AT_ONCE)) await close(tx, scope.organisationId, few);
    },
    LONG_WRITE,
  );
}

const partsOf = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

const endOf = ({ closedAt }: Sitting): number => closedAt?.getTime() ?? Number.POSITIVE_INFINITY;

/** All of them open, and marked as simulated: of two sittings of one exam by one person, the first has to be closed before. */
export function rowsOf(sittings: readonly StoredSitting[]) {
  return {
    attempt: sittings.map(({ attemptId, assignmentId, membershipId, number, startedAt, deadlineAt }) => ({
      id: attemptId,
      assignment_id: assignmentId,
      membership_id: membershipId,
      number,
      started_at: startedAt,
      deadline_at: deadlineAt,
      lease_id: newId(),
      simulated: true,
    })),
    attempt_form: sittings.map(({ attemptId, form }) => ({
      attempt_id: attemptId,
      item_version_ids: form.map(({ itemVersionId }) => itemVersionId),
      option_orders: form.map(({ optionLetters }) => optionLetters),
    })),
    response_event: sittings.flatMap(eventsOf),
  };
}

/** Answers with the moments at which they were saved: spread over the sitting by the effort that each took. */
function eventsOf(sitting: StoredSitting) {
  const { attemptId, form, answers, startedAt, closedAt } = sitting;
  const spentMs = (closedAt?.getTime() ?? Date.now()) - startedAt.getTime();
  const efforts = answers.reduce((sum, answer) => sum + answer.effort, 0);
  let spent = 0;
  return answers.flatMap(({ selected, flagged, rev, effort }, place) => {
    spent += effort;
    const entry = form[place];
    if (!entry || rev === 0) return [];
    // The last answer comes a little before the end, for the overview that is read before submitting.
    const savedAt = new Date(startedAt.getTime() + (0.96 * spentMs * spent) / efforts);
    return [
      {
        attempt_id: attemptId,
        position: entry.position,
        rev,
        epoch: 1,
        received_at: savedAt,
        ago_ms: 0,
        answer: lettersOf(entry, selected),
        acts: flagged ? `f${entry.position}-0` : '',
      },
    ];
  });
}

/** A choice in the letters of the author's order; the form knows both orders. */
const lettersOf = ({ optionOrder, optionLetters }: FormEntry, selected: readonly string[]): string =>
  selected
    .map((optionId) => optionLetters.charAt(optionOrder.indexOf(optionId)))
    .sort()
    .join('');

async function close(tx: Tx, organisationId: string, sittings: readonly StoredSitting[]): Promise<void> {
  const closed = sittings.filter(({ closedAt }) => closedAt !== null);
  await tx.$executeRaw`
    UPDATE attempt a SET state = n.closed_by::attempt_state, closed_at = n.closed_at, closed_by = n.closed_by,
      submit_key = n.submit_key, receipt = app.attempt_receipt(a.organisation_id, a.id, n.closed_at, n.closed_by)
    FROM unnest(${closed.map(({ attemptId }) => attemptId)}::uuid[], ${closed.map(({ closedAt }) => closedAt)}::timestamptz[],
                ${closed.map(({ closedBy }) => closedBy)}::text[],
                ${closed.map(({ closedBy }) => (closedBy === 'submitted' ? newId() : null))}::uuid[])
      AS n (id, closed_at, closed_by, submit_key)
    WHERE a.organisation_id = ${organisationId}::uuid AND a.id = n.id`;
}

/** Grades in the order given: what a learner met first counts as evidence. Moments then become those of the story. */
async function grade(tx: Tx, organisationId: string, sittings: readonly StoredSitting[]): Promise<void> {
  const ids = sittings.filter(({ closedAt }) => closedAt !== null).map(({ attemptId }) => attemptId);
  await tx.$queryRaw`
    SELECT app.grade_attempt(${organisationId}::uuid, closed.id) AS graded FROM unnest(${ids}::uuid[]) AS closed (id)`;
  await tx.$queryRaw`SELECT app.fold_attempts(${organisationId}::uuid, ${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE attempt a SET graded_at = a.closed_at,
      released_at = CASE WHEN a.state = 'released' THEN
        CASE s.release_rule WHEN 'after_close' THEN greatest(s.closes_at, a.closed_at) ELSE a.closed_at END END
    FROM assignment s
    WHERE a.organisation_id = ${organisationId}::uuid AND a.id = ANY(${ids}::uuid[])
      AND s.organisation_id = a.organisation_id AND s.id = a.assignment_id`;
  await tx.$executeRaw`
    UPDATE attempt_grade g SET graded_at = a.graded_at FROM attempt a
    WHERE g.organisation_id = ${organisationId}::uuid AND g.attempt_id = ANY(${ids}::uuid[])
      AND a.organisation_id = g.organisation_id AND a.id = g.attempt_id`;
}
