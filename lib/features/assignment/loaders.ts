import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readListQuery } from '@/lib/domain/kernel/page';
import { requireScope, requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import {
  ASSIGNMENTS,
  type AssignmentLearners,
  type AssignmentList,
  type AssignmentPlan,
  type AssignmentTotals,
  type AssignmentView,
  isLearnerProgress,
} from './contract';
import * as data from './data';

type Search = Readonly<Record<string, unknown>>;

export async function loadAssignments(search: Search, examId: string | null = null): Promise<AssignmentList> {
  const scope = await requireScope('assignment:manage');
  const query = readListQuery(search, ASSIGNMENTS);
  return { query, assignments: await data.listAssignments(scope, query, examId) };
}

export async function loadAssignmentTotals(): Promise<AssignmentTotals> {
  return data.countAssignments(await requireScope('assignment:manage'));
}

export const loadAssignment = cache(async (assignmentId: string): Promise<AssignmentView> => {
  const scope = await requireScope('assignment:manage');
  const assignment = isId(assignmentId) ? await data.findAssignment(scope, assignmentId) : null;
  return assignment ?? notFound();
});

export async function loadAssignmentLearners(
  assignmentId: string,
  search: Search,
): Promise<AssignmentLearners> {
  const scope = await requireScope('assignment:manage');
  if (!isId(assignmentId)) notFound();
  const query = {
    ...readListQuery(search),
    progress: isLearnerProgress(search.show) ? search.show : null,
  };
  const [learners, { progress: counts }] = await Promise.all([
    data.listAssignmentLearners(scope, assignmentId, query),
    loadAssignment(assignmentId),
  ]);
  return { query, learners, counts };
}

/** The zone in which windows are entered and shown, and the moment of the request; no round trip of its own. */
export const loadClock = cache(async (): Promise<{ readonly timeZone: string; readonly nowMs: number }> => {
  const { organisationTimeZone: timeZone } = await requireVisitor('assignment:manage');
  return { timeZone, nowMs: Date.now() };
});

/** What the acts on it would do now, for the dialogs that ask. */
export async function loadAssignmentPlan(assignmentId: string): Promise<AssignmentPlan> {
  const scope = await requireScope('assignment:manage');
  const plan = isId(assignmentId) ? await data.findAssignmentPlan(scope, assignmentId) : null;
  return plan ?? notFound();
}
