import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireScope, requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { AssignmentSummary, AssignmentTargets, AssignmentView } from './contract';
import * as data from './data';

export const loadAssignments = cache(
  async (examId: string | null = null): Promise<readonly AssignmentSummary[]> => {
    const scope = await requireScope('assignment:manage');
    return data.listAssignments(scope, examId);
  },
);

export const loadAssignment = cache(async (assignmentId: string): Promise<AssignmentView> => {
  const scope = await requireScope('assignment:manage');
  const assignment = isId(assignmentId) ? await data.findAssignment(scope, assignmentId) : null;
  return assignment ?? notFound();
});

export const loadAssignmentTargets = cache(async (): Promise<AssignmentTargets> => {
  const scope = await requireScope('assignment:manage');
  return data.listAssignmentTargets(scope);
});

/** The zone in which windows are entered and shown, and the moment of the request; no round trip of its own. */
export const loadClock = cache(async (): Promise<{ readonly timeZone: string; readonly nowMs: number }> => {
  const { membership } = await requireVisitor('assignment:manage');
  return { timeZone: membership.timeZone, nowMs: Date.now() };
});
