import 'server-only';
import { assembleForm, assemblyErrorText } from '@/lib/domain/form/assemble-form';
import { readLaterEnd, readWindow } from '@/lib/domain/form/assignment-window';
import type { AssemblyError } from '@/lib/domain/form/form-source';
import { type Failure, failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { seededRandom } from '@/lib/domain/kernel/random';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { assignable } from '@/lib/features/assignment-target/data';
import { loadFormSource } from '@/lib/features/exam/data';
import type { Prisma } from '@/lib/generated/prisma/client';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, LONG_WRITE, type Tx, withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { dangerousSystemScope, type MemberScope, type TenantScope } from '@/lib/infra/tenant-scope';
import type { AssignExamInput, AssignFoundInput, AssignmentPlan, ReleaseRule } from './contract';
import { assignableBy, assignmentPlan, managedBy } from './data';

/** Gives an exam to a cohort or a person. What would only fail when the first learner starts is refused here. */
export function assignExam(
  scope: MemberScope,
  input: AssignExamInput,
): Promise<Result<{ readonly assignmentId: string }, Failure>> {
  const { examId, target } = input;
  const cohortId = target.kind === 'cohort' ? target.id : null;
  const membershipId = target.kind === 'person' ? target.id : null;
  return prepareAssignment(scope, input, { cohortId, membershipId }, async (tx, rules) => {
    const assignmentId = newId();
    await tx.assignment.createMany({ data: [{ ...rules, id: assignmentId, cohortId, membershipId }] });
    await recordAudit(tx, scope, {
      action: 'assignment.created',
      subjectKind: 'assignment',
      subjectId: assignmentId,
      details: { examId, [target.kind === 'cohort' ? 'cohortId' : 'membershipId']: target.id },
    });
    return ok({ assignmentId });
  });
}

/**
 * Gives an exam to everybody whom a search finds, to each by an assignment of their own. What was shown is what is done: when another
 * number is found than stood on the screen, nobody gets it.
 */
export function assignExamToFound(
  scope: MemberScope,
  input: AssignFoundInput,
): Promise<Result<{ readonly assignedCount: number }, Failure>> {
  const { examId, found } = input;
  return prepareAssignment(scope, input, null, async (tx, rules) => {
    const people = await tx.$queryRaw<{ id: string }[]>`
      SELECT m.id FROM membership m WHERE ${assignable(scope, found)}`;
    if (people.length === 0 || people.length !== found.shown)
      return err(refuse('conflict', 'found_changed', { shown: found.shown, found: people.length }));
    await tx.assignment.createMany({
      data: people.map(({ id }) => ({ ...rules, id: newId(), cohortId: null, membershipId: id })),
    });
    await recordAudit(tx, scope, {
      action: 'assignment.created',
      subjectKind: 'exam',
      subjectId: examId,
      details: { found: { q: found.q }, count: people.length },
    });
    return ok({ assignedCount: people.length });
  });
}

type Rules = Omit<Prisma.AssignmentCreateManyInput, 'id' | 'cohortId' | 'membershipId'>;

/** Checks exam, target and window, and hands the rules of the new assignments over. Without a target whoever assigns finds it. */
async function prepareAssignment<T>(
  scope: MemberScope,
  input: Omit<AssignExamInput, 'target'>,
  target: Target | null,
  assign: (tx: Tx, rules: Rules) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const source = await loadFormSource(scope, input.examId);
  if (!source) return err(notFound('exam'));
  const trial = assembleForm({
    ...source,
    shuffleItems: false,
    shuffleOptions: false,
    random: seededRandom(1),
  });
  if (!trial.ok) return err(await explainAssembly(scope, trial.error));
  return inTransaction(
    scope,
    async (tx) => {
      const facts = await findTarget(tx, scope, input.examId, target);
      if (!facts?.examInUse) return err(notFound('exam'));
      if (target !== null && !facts.targetFound)
        return err(invalid({ target: 'That cohort or person is not among yours. Choose one of the list.' }));
      const window = readWindow(input, facts.timeZone, facts.now.getTime());
      if (!window.ok) return window;
      return assign(tx, {
        organisationId: scope.organisationId,
        examId: input.examId,
        assignedById: scope.actor.membershipId,
        opensAt: new Date(window.value.opensAtMs),
        closesAt: new Date(window.value.closesAtMs),
        minutes: input.minutes,
        attemptsAllowed: input.attemptsAllowed,
        feedbackPolicy: input.feedbackPolicy,
        releaseRule: input.releaseRule,
        shuffleItems: input.shuffleItems,
        shuffleOptions: input.shuffleOptions,
      });
    },
    target === null ? LONG_WRITE : undefined,
  );
}

/** Why there can be no form, with the names that staff know. */
async function explainAssembly(scope: TenantScope, error: AssemblyError): Promise<Failure> {
  const { organisationId } = scope;
  const names =
    error.code === 'drawTooLarge'
      ? await withTenant(
          scope,
          (db) => db.$queryRaw<{ topic: string; bank: string }[]>`
            SELECT t.name AS topic, b.name AS bank FROM topic t JOIN bank b ON b.organisation_id = t.organisation_id
            WHERE t.organisation_id = ${organisationId}::uuid AND t.id = ${error.topicId}::uuid
              AND b.id = ${error.bankId}::uuid`,
        )
      : [];
  const [named] = names;
  const words = assemblyErrorText(error, {
    topic: () => named?.topic ?? 'a topic',
    bank: () => named?.bank ?? 'its bank',
  });
  return failure('conflict', words);
}

interface Target {
  readonly cohortId: string | null;
  readonly membershipId: string | null;
}

interface TargetFacts {
  now: Date;
  timeZone: string;
  examInUse: boolean;
  targetFound: boolean;
}

/** Whether exam and target are there for this actor, by the same rule that later decides who looks after the assignment. */
async function findTarget(
  tx: Tx,
  scope: MemberScope,
  examId: string,
  target: Target | null,
): Promise<TargetFacts | undefined> {
  const { cohortId = null, membershipId = null } = target ?? {};
  const [facts] = await tx.$queryRaw<TargetFacts[]>`
    SELECT now() AS now, o.time_zone AS "timeZone",
      EXISTS (SELECT 1 FROM exam x WHERE x.organisation_id = o.id AND x.id = ${examId}::uuid AND x.archived_at IS NULL)
        AS "examInUse",
      (EXISTS (SELECT 1 FROM cohort c WHERE c.organisation_id = o.id AND c.id = s.cohort_id AND c.archived_at IS NULL)
       OR EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.id AND m.id = s.membership_id AND m.removed_at IS NULL))
        AND ${assignableBy(scope)} AS "targetFound"
    FROM organisation o
    JOIN (SELECT ${scope.organisationId}::uuid AS organisation_id, ${cohortId}::uuid AS cohort_id,
                 ${membershipId}::uuid AS membership_id) s ON s.organisation_id = o.id`;
  return facts;
}

const invalid = (fields: Record<string, string>): Failure =>
  failure('invalid', 'Check the marked fields.', fields);

interface LockedAssignment {
  timeZone: string;
  now: Date;
  closesAt: Date;
  releaseRule: ReleaseRule;
  releasedAt: Date | null;
  withdrawnAt: Date | null;
  plan: AssignmentPlan;
}

/**
 * Changes an assignment that `scope` looks after, under its row lock. The transaction acts for the system, because an instructor
 * no longer sees the attempts of a learner who left the cohort, and these count as well; `managedBy` authorises by the member.
 *
 * The lock is the one that also waits for attempts that are being started (their foreign key holds the row FOR KEY SHARE):
 * whoever starts afterwards finds the assignment as it was left.
 */
function changeAssignment(
  scope: TenantScope,
  assignmentId: string,
  change: (tx: Tx, assignment: LockedAssignment) => Promise<Result<null, Failure>>,
): Promise<Result<null, Failure>> {
  const system = dangerousSystemScope(scope.organisationId, 'manage an assignment with all its attempts');
  return inTransaction(system, async (tx) => {
    const [locked] = await tx.$queryRaw<Omit<LockedAssignment, 'plan'>[]>`
      SELECT o.time_zone AS "timeZone", now() AS now, s.closes_at AS "closesAt", s.release_rule::text AS "releaseRule",
             s.released_at AS "releasedAt", s.withdrawn_at AS "withdrawnAt"
      FROM assignment s JOIN organisation o ON o.id = s.organisation_id
      WHERE s.organisation_id = ${scope.organisationId}::uuid AND s.id = ${assignmentId}::uuid AND ${managedBy(scope)}
      FOR UPDATE OF s`;
    if (!locked) return err(notFound('assignment'));
    if (locked.withdrawnAt) return err(failure('conflict', 'This assignment was withdrawn.'));
    const [plan] = await tx.$queryRaw<AssignmentPlan[]>(assignmentPlan(scope, assignmentId));
    return plan ? change(tx, { ...locked, plan }) : err(notFound('assignment'));
  });
}

/** Takes an assignment back, so that nobody can start it any more. Refused while somebody sits it. */
export function withdrawAssignment(scope: TenantScope, assignmentId: string): Promise<Result<null, Failure>> {
  return changeAssignment(scope, assignmentId, async (tx, { plan, now }) => {
    if (plan.running > 0) {
      const who = plan.running === 1 ? '1 learner is' : `${plan.running} learners are`;
      return err(
        failure(
          'conflict',
          `${who} sitting the exam now. Withdraw it when they have finished; nothing was changed.`,
        ),
      );
    }
    await tx.assignment.updateMany({ where: keyOf(scope, assignmentId), data: { withdrawnAt: now } });
    const details = { idle: plan.idle, over: plan.over };
    await recordAudit(tx, scope, { ...audit('withdrawn', assignmentId), details });
    return ok(null);
  });
}

/** Moves the end of the window later. Refused once results are out, because those who sit later could know the key. */
export function extendAssignment(
  scope: TenantScope,
  assignmentId: string,
  closesAt: string,
): Promise<Result<null, Failure>> {
  return changeAssignment(scope, assignmentId, async (tx, before) => {
    const out =
      before.releasedAt !== null || (before.releaseRule === 'after_close' && before.closesAt <= before.now);
    if (out) {
      const words = 'Results are out, so later learners could know the key. Assign the exam again instead.';
      return err(failure('conflict', words));
    }
    const moment = readLaterEnd(closesAt, before.timeZone, {
      closesAtMs: before.closesAt.getTime(),
      nowMs: before.now.getTime(),
    });
    if (!moment.ok) return moment;
    const later = new Date(moment.value);
    await tx.assignment.updateMany({ where: keyOf(scope, assignmentId), data: { closesAt: later } });
    const details = { from: before.closesAt.toISOString(), to: later.toISOString() };
    await recordAudit(tx, scope, { ...audit('extended', assignmentId), details });
    return ok(null);
  });
}

/**
 * Releases results that wait for a hand: those that are graded now, and from now on each as soon as it is graded (the grading
 * function and the sweeper look at `released_at`).
 */
export function releaseAssignment(scope: TenantScope, assignmentId: string): Promise<Result<null, Failure>> {
  return changeAssignment(scope, assignmentId, async (tx, before) => {
    if (before.releaseRule !== 'by_hand')
      return err(failure('conflict', 'Results of this assignment are released by themselves.'));
    if (before.releasedAt) return err(failure('conflict', 'The results were released before.'));
    const { now } = before;
    await tx.assignment.updateMany({ where: keyOf(scope, assignmentId), data: { releasedAt: now } });
    const [released] = await tx.$queryRaw<{ count: number }[]>`
      SELECT app.release_now(${scope.organisationId}::uuid, ${assignmentId}::uuid) AS count`;
    await recordAudit(tx, scope, {
      ...audit('released', assignmentId),
      details: { attempts: released?.count ?? 0, running: before.plan.running },
    });
    return ok(null);
  });
}

const keyOf = ({ organisationId }: TenantScope, id: string): Prisma.AssignmentWhereInput => ({
  organisationId,
  id,
});

const audit = (what: 'withdrawn' | 'extended' | 'released', subjectId: string) =>
  ({ action: `assignment.${what}`, subjectKind: 'assignment', subjectId }) as const;
