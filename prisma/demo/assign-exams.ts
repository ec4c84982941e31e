import { epochMsToWallTime, wallTimeToEpochMs } from '@/lib/domain/kernel/zoned-time';
import { assignExam } from '@/lib/features/assignment/commands';
import { inTransaction } from '@/lib/infra/db/tenant';
import type { MemberScope, TenantScope } from '@/lib/infra/tenant-scope';
import type { DemoCohort } from './learners';
import { mustSucceed } from './organisation';
import {
  DEMO_ASSIGNMENT_NAMES,
  DEMO_ASSIGNMENTS,
  type DemoAssignment,
  type DemoAssignmentName,
  type DemoExam,
} from './sittings';

const DAY_MS = 86_400_000;

/** What the assignments need to exist. */
export interface AssigningContext {
  readonly scope: TenantScope;
  readonly instructor: MemberScope;
  readonly exams: Readonly<Record<DemoExam, string>>;
  readonly cohorts: Readonly<Record<DemoCohort, string>>;
  /** Memberships of those who get an exam for themselves. */
  readonly ahead: readonly string[];
  readonly nowMs: number;
  readonly timeZone: string;
}

export interface GivenAssignment {
  readonly name: DemoAssignmentName;
  readonly assignmentId: string;
  /** null when it was given to a cohort. */
  readonly membershipId: string | null;
  readonly closesAtMs: number;
}

/** Minutes of each exam's assignments. */
export const MINUTES: Readonly<Record<DemoExam, number>> = {
  scenario: 40,
  firstHalf: 40,
  secondHalf: 40,
  check: 20,
};

/** Gives the exams out as the instructor; windows of the past are moved there afterwards, since nobody may assign into it. */
export async function assignDemoExams(context: AssigningContext): Promise<readonly GivenAssignment[]> {
  const given: GivenAssignment[] = [];
  for (const name of DEMO_ASSIGNMENT_NAMES) {
    const plan: DemoAssignment = DEMO_ASSIGNMENTS[name];
    const targets =
      plan.cohort === null
        ? context.ahead.map((id) => ({ kind: 'person' as const, id }))
        : [{ kind: 'cohort' as const, id: context.cohorts[plan.cohort] }];
    for (const target of targets) given.push(await assign(context, name, plan, target));
  }
  return given;
}

type Target = Parameters<typeof assignExam>[1]['target'];

async function assign(
  context: AssigningContext,
  name: DemoAssignmentName,
  plan: DemoAssignment,
  target: Target,
): Promise<GivenAssignment> {
  const { scope, instructor, exams, nowMs, timeZone } = context;
  const opensAt = onDay(context, plan.opensOnDay, '08:00');
  const closesAt = onDay(context, plan.closesOnDay, '20:00');
  const isPast = closesAt <= nowMs;
  const { assignmentId } = mustSucceed(
    await assignExam(instructor, {
      examId: exams[plan.exam],
      target,
      opensAt: epochMsToWallTime(opensAt, timeZone),
      closesAt: epochMsToWallTime(isPast ? nowMs + DAY_MS : closesAt, timeZone),
      minutes: MINUTES[plan.exam],
      attemptsAllowed: plan.attemptsAllowed,
      feedbackPolicy: 'full',
      releaseRule: plan.releaseRule,
      shuffleItems: true,
      shuffleOptions: true,
    }),
  );
  const createdAt = new Date(Math.min(opensAt - 2 * DAY_MS, nowMs));
  await inTransaction(scope, (tx) =>
    tx.assignment.updateMany({
      where: { organisationId: scope.organisationId, id: assignmentId },
      data: { closesAt: new Date(closesAt), createdAt },
    }),
  );
  const membershipId = target.kind === 'person' ? target.id : null;
  return { name, assignmentId, membershipId, closesAtMs: closesAt };
}

/** The moment at which clocks of the organisation show `time` on a day counted from today. */
function onDay({ nowMs, timeZone }: AssigningContext, day: number, time: string): number {
  const date = epochMsToWallTime(nowMs + day * DAY_MS, timeZone).slice(0, 10);
  const moment = wallTimeToEpochMs(`${date}T${time}`, timeZone);
  if (!moment.ok) throw new Error(`There is no ${time} on ${date} in ${timeZone}`);
  return moment.value;
}
