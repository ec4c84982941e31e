import type { Page } from '@/lib/domain/kernel/page';
import type { CohortSummary } from '@/lib/features/evidence/contract';
import { formatCount } from '@/lib/ui/format';

/**
 * The first sentence of an instructor's day. With one cohort it is that cohort's own finding; with several it says how many
 * have a weak topic and how often an open exam hasn't been started.
 */
export function teachingFinding({ rows: cohorts, total }: Page<CohortSummary>): string {
  const [only] = cohorts;
  if (!only) return 'No cohort yet.';
  const notStarted = cohorts
    .flatMap((cohort) => cohort.waiting)
    .reduce((sum, exam) => sum + exam.notStartedCount, 0);
  const waiting =
    notStarted === 0
      ? 'No open exam waits to be started.'
      : `${formatCount(notStarted, { one: 'assigned exam is', other: 'assigned exams are' })} not started yet.`;
  if (cohorts.length === 1) return `${only.finding} ${waiting}`;
  // Findings are worked out for the cohorts of the page: of the others nothing is said.
  const which = total > cohorts.length ? 'these' : 'your';
  const weak = cohorts.filter((cohort) => cohort.isWeak).length;
  const finding =
    weak === 0
      ? `None of ${which} ${cohorts.length} cohorts has a topic clearly below its cut.`
      : `${weak} of ${total > cohorts.length ? 'these ' : ''}${cohorts.length} cohorts ${weak === 1 ? 'has' : 'have'} a topic clearly below the cut.`;
  return `${finding} ${waiting}`;
}
