import 'server-only';
import { randomUUID } from 'node:crypto';
import { notFound } from 'next/navigation';
import { type Page, readListQuery } from '@/lib/domain/kernel/page';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { CohortEvidence, CohortSummary, CohortsQuery, EvidenceView, TopicEvidence } from './contract';
import { findCohortEvidence, findTopicEvidence, listCohortSummaries } from './data';

/** A view with the zone in which its dates are written. */
export interface Zoned<T> {
  readonly view: T;
  readonly timeZone: string;
}

/** `seesAll`: an owner or admin, for whom an empty list means that there is no cohort at all. */
export async function loadCohortSummaries(
  search: Readonly<Record<string, unknown>>,
): Promise<
  Zoned<Page<CohortSummary>> & { readonly query: CohortsQuery; readonly now: Date; readonly seesAll: boolean }
> {
  const { scope, membership } = await requireVisitor('evidence:read');
  const query = { ...readListQuery(search), archived: search.archived === 'yes' };
  const view = await listCohortSummaries(scope, query);
  return {
    view,
    query,
    timeZone: membership.timeZone,
    now: new Date(),
    seesAll: membership.role !== 'instructor',
  };
}

/** `newPresentation`: the mark of the presentation that could begin here. */
export async function loadCohortEvidence(
  cohortId: string,
  how: EvidenceView,
): Promise<Zoned<CohortEvidence> & { readonly newPresentation: string }> {
  const { scope, membership } = await requireVisitor('evidence:read');
  const view = isId(cohortId) ? await findCohortEvidence(scope, cohortId, how) : null;
  return { view: view ?? notFound(), timeZone: membership.timeZone, newPresentation: randomUUID() };
}

export async function loadTopicEvidence(
  cohortId: string,
  topicId: string,
  how: EvidenceView,
): Promise<Zoned<TopicEvidence>> {
  const { scope, membership } = await requireVisitor('evidence:read');
  const view =
    isId(cohortId) && isId(topicId) ? await findTopicEvidence(scope, cohortId, topicId, how) : null;
  return { view: view ?? notFound(), timeZone: membership.timeZone };
}
