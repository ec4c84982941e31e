import 'server-only';
import { notFound } from 'next/navigation';
import { readListQuery } from '@/lib/domain/kernel/page';
import { requireScope, requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { CohortPage, CohortQuery, CohortsView } from './contract';
import {
  countCohorts,
  findCohort,
  listCertificationChoices,
  listCohorts,
  listEnrolable,
  listEnrolled,
  listFormer,
  listStaffCandidates,
} from './data';

type Search = Readonly<Record<string, unknown>>;

export async function loadCohorts(search: Search): Promise<CohortsView> {
  const scope = await requireScope('cohort:manage');
  const query = { ...readListQuery(search), archived: search.archived === 'yes' };
  const [cohorts, totals, certifications] = await Promise.all([
    listCohorts(scope, query),
    countCohorts(scope),
    listCertificationChoices(scope),
  ]);
  return { query, cohorts, totals, certifications };
}

const readQuery = (search: Search): CohortQuery => ({
  people: readListQuery(search),
  left: readListQuery(search, 'left'),
  enrol: { ...readListQuery(search, 'enrol'), role: search['enrol-role'] === 'any' ? 'any' : 'learner' },
  staff: readListQuery(search, 'staff'),
});

export async function loadCohort(
  id: string,
  search: Search,
): Promise<CohortPage & { readonly timeZone: string }> {
  const { scope, membership } = await requireVisitor('cohort:manage');
  if (!isId(id)) notFound();
  const query = readQuery(search);
  const [cohort, people, former, candidates, staffCandidates] = await Promise.all([
    findCohort(scope, id),
    listEnrolled(scope, id, query.people),
    listFormer(scope, id, query.left),
    listEnrolable(scope, id, query.enrol),
    listStaffCandidates(scope, id, query.staff),
  ]);
  if (!cohort) notFound();
  return { cohort, query, people, former, candidates, staffCandidates, timeZone: membership.timeZone };
}
