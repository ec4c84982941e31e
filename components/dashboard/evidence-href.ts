import { toListParameters } from '@/lib/domain/kernel/page';
import type { EvidenceView } from '@/lib/features/evidence/contract';
import { paths, withQuery } from '@/lib/ui/paths';

/** The address of a cohort's evidence; what equals the default is left out. */
export function evidenceHref(
  cohortId: string,
  view: EvidenceView,
  change: Partial<EvidenceView> = {},
): string {
  // Another order or selection begins on its first page.
  const next = { ...view, page: 1, ...change };
  return withQuery(paths.teachCohort(cohortId), { ...keptOf(next), ...toListParameters(next) });
}

/** What stays in the address of a cohort's evidence while somebody is looked for. */
export const keptOf = ({ sort, order, domain, present }: EvidenceView) => ({
  sort: sort === 'overall' ? null : sort,
  order: order === 'weakest' ? null : order,
  domain: domain ?? null,
  present: present ?? null,
});

/** Sorting by a column again turns its order round. */
export function sortHref(cohortId: string, view: EvidenceView, sort: string): string {
  const turn = view.sort === sort && sort !== 'name' && view.order === 'weakest';
  return evidenceHref(cohortId, view, { sort, order: turn ? 'strongest' : 'weakest' });
}

export const topicHref = (cohortId: string, topicId: string, present: EvidenceView['present']): string =>
  withQuery(paths.teachTopic(cohortId, topicId), { present: present ?? null });

export const practiceHref = (topicId: string, bankId: string): string =>
  withQuery(paths.newExam, { topic: topicId, bank: bankId });
