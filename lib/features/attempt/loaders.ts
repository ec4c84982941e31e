import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';
import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { readListQuery } from '@/lib/domain/kernel/page';
import type { AssignmentForMember, MemberAssignments } from '@/lib/features/assignment/contract';
import { findAssignmentForMember, listAssignmentsForMember } from '@/lib/features/assignment/data';
import type { GradeNotice } from '@/lib/features/key-correction/contract';
import { listGradeNotices } from '@/lib/features/key-correction/data';
import { answerSealOf } from '@/lib/infra/auth/answer-seal';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import { asExamTaker } from '@/lib/infra/tenant-scope';
import { paths } from '@/lib/ui/paths';
import type { PlayerView, PracticeView, ReceiptView, Results } from './contract';
import * as data from './data';

/** What every page of a learner needs besides its own data. */
export interface Moment {
  readonly timeZone: string;
  /** When the page was made, epoch milliseconds; for words such as "today" only. */
  readonly nowMs: number;
}

async function taker() {
  const { scope, membership, session } = await requireVisitor('exam:take');
  const moment: Moment = { timeZone: membership.timeZone, nowMs: Date.now() };
  const { displayName: name } = membership;
  return { scope: asExamTaker(scope), moment, name, session };
}

/** The learner's first page: what is due, what changed, what would help most, what is done. Four round trips. */
export const loadLearnerHome = cache(
  async (
    search: Readonly<Record<string, unknown>>,
  ): Promise<
    Moment & {
      readonly name: string;
      readonly assignments: MemberAssignments;
      readonly practice: readonly PracticeView[];
      readonly corrected: readonly GradeNotice[];
    }
  > => {
    const { scope, moment, name } = await taker();
    const [assignments, practice, corrected] = await Promise.all([
      listAssignmentsForMember(scope, readListQuery(search)),
      data.listPractice(scope),
      listGradeNotices(scope),
    ]);
    return { ...moment, name, assignments, practice, corrected };
  },
);

export const loadStartCard = cache(
  async (
    assignmentId: string,
  ): Promise<
    Moment & { readonly assignment: AssignmentForMember; readonly notices: readonly AttemptNotice[] }
  > => {
    const { scope, moment } = await taker();
    if (!isId(assignmentId)) notFound();
    const [assignment, notices] = await Promise.all([
      findAssignmentForMember(scope, assignmentId),
      data.listNotices(scope, assignmentId),
    ]);
    return { ...moment, assignment: assignment ?? notFound(), notices };
  },
);

/** The running attempt; one that is over leads to its receipt. */
export const loadPlayer = cache(
  async (
    attemptId: string,
  ): Promise<Moment & { readonly player: PlayerView; readonly email: string; readonly seal: AnswerSeal }> => {
    const { scope, moment, session } = await taker();
    const player = isId(attemptId) ? await data.findPlayer(scope, attemptId) : null;
    if (player === null) notFound();
    if (player === 'over') redirect(paths.attemptReceipt(attemptId));
    return { ...moment, player, email: session.email, seal: answerSealOf(session.personId) };
  },
);

export const loadReceipt = cache(
  async (attemptId: string): Promise<Moment & { readonly view: ReceiptView }> => {
    const { scope, moment } = await taker();
    const view = isId(attemptId) ? await data.findReceipt(scope, attemptId) : null;
    return { ...moment, view: view ?? notFound() };
  },
);

/** Results with what to practise next, which is worked out only once there are some. At most three round trips. */
export const loadResults = cache(
  async (
    attemptId: string,
  ): Promise<Moment & { readonly view: Results; readonly practice: readonly PracticeView[] }> => {
    const { scope, moment } = await taker();
    const view = isId(attemptId) ? await data.findResults(scope, attemptId) : null;
    if (view === null) notFound();
    const practice = view.kind === 'released' ? await data.listPractice(scope) : [];
    return { ...moment, view, practice };
  },
);
