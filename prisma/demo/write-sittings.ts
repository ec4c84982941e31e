import type { FormEntry } from '@/lib/domain/form/form-source';
import { inTransaction, LONG_WRITE, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { SimulatedAnswer } from './simulate-answers';

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
 * first exposures and roll-ups are as real as if somebody had clicked. Every attempt is marked as simulated.
 */
export async function writeSittings(
  scope: TenantScope,
  sittings: readonly Sitting[],
  { atOnce = SITTINGS_AT_ONCE, beforeGrading = async () => {} } = {},
): Promise<void> {
  const inOrder = [...sittings]
    .sort((a, b) => endOf(a) - endOf(b))
    .map((sitting) => ({ ...sitting, attemptId: newId() }));
  const { organisationId } = scope;
  for (const some of partsOf(inOrder, atOnce)) {
    await inTransaction(
      scope,
      async (tx) => {
        await insert(tx, organisationId, some);
        for (const few of partsOf(some, SITTINGS_AT_ONCE)) await close(tx, organisationId, few);
      },
      LONG_WRITE,
    );
  }
  await beforeGrading();
  for (const some of partsOf(inOrder, SITTINGS_AT_ONCE)) {
    await inTransaction(scope, (tx) => grade(tx, organisationId, some), LONG_WRITE);
  }
}

const partsOf = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

const endOf = ({ closedAt }: Sitting): number => closedAt?.getTime() ?? Number.POSITIVE_INFINITY;

async function insert(tx: Tx, organisationId: string, sittings: readonly StoredSitting[]): Promise<void> {
  await tx.attempt.createMany({
    data: sittings.map(({ attemptId, assignmentId, membershipId, number, startedAt, deadlineAt }) => ({
      organisationId,
      id: attemptId,
      assignmentId,
      membershipId,
      number,
      startedAt,
      deadlineAt,
      leaseId: newId(),
      simulated: true,
    })),
  });
  await tx.attemptItem.createMany({
    data: sittings.flatMap(({ attemptId, form }) =>
      form.map(({ optionOrder, ...entry }) => ({
        organisationId,
        attemptId,
        ...entry,
        optionOrder: [...optionOrder],
      })),
    ),
  });
  await tx.response.createMany({ data: sittings.flatMap((sitting) => responsesOf(organisationId, sitting)) });
}

/** Responses with the moments at which they were saved: spread over the sitting by the effort that each took. */
function responsesOf(organisationId: string, sitting: StoredSitting) {
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
      { organisationId, attemptId, itemId: entry.itemId, rev, selected: [...selected], flagged, savedAt },
    ];
  });
}

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
  await tx.$executeRaw`
    UPDATE item_grade g SET graded_at = a.graded_at FROM attempt a
    WHERE g.organisation_id = ${organisationId}::uuid AND g.attempt_id = ANY(${ids}::uuid[])
      AND a.organisation_id = g.organisation_id AND a.id = g.attempt_id`;
}
