import 'server-only';
import { notFound } from 'next/navigation';
import { requireScope, requireVisitor } from '@/lib/infra/auth/require-scope';
import type { CohortsView, CohortView } from './contract';
import { findCohort, listCertificationChoices, listCohorts } from './data';

export async function loadCohorts(showArchived: boolean): Promise<CohortsView> {
  const scope = await requireScope('cohort:manage');
  const [all, certifications] = await Promise.all([listCohorts(scope), listCertificationChoices(scope)]);
  return {
    rows: all.filter(({ archived }) => archived === showArchived),
    archivedCount: all.filter(({ archived }) => archived).length,
    certifications,
  };
}

export async function loadCohort(
  id: string,
): Promise<{ readonly cohort: CohortView; readonly timeZone: string }> {
  const { scope, membership } = await requireVisitor('cohort:manage');
  const cohort = await findCohort(scope, id);
  return cohort ? { cohort, timeZone: membership.timeZone } : notFound();
}
