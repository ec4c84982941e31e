import 'server-only';
import { notFound } from 'next/navigation';
import { type ListQuery, type Page, readListQuery } from '@/lib/domain/kernel/page';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { ShutKeys } from '../shut-keys/contract';
import { findShutKeys } from '../shut-keys/data';
import { type ItemEvidence, type ItemSummary, QUESTIONS } from './contract';
import { findItemEvidence, listItemSummaries } from './data';

/** The items of a topic as one cohort answered them; empty for a cohort that the visitor doesn't look after. */
export async function loadItemSummaries(
  cohortId: string,
  topicId: string,
  search: Readonly<Record<string, unknown>>,
): Promise<{ readonly query: ListQuery; readonly items: Page<ItemSummary> }> {
  const { scope } = await requireVisitor('evidence:read');
  if (!isId(cohortId) || !isId(topicId)) notFound();
  const query = readListQuery(search, QUESTIONS);
  return { query, items: await listItemSummaries(scope, cohortId, topicId, query) };
}

export async function loadItemEvidence(
  cohortId: string,
  itemId: string,
  version: number | undefined,
): Promise<{ readonly view: ItemEvidence | ShutKeys; readonly timeZone: string }> {
  const { scope, membership } = await requireVisitor('evidence:read');
  if (!isId(cohortId) || !isId(itemId)) notFound();
  const view =
    (await findItemEvidence(scope, cohortId, itemId, version)) ??
    (await findShutKeys(scope, { kind: 'item', id: itemId }));
  return { view: view ?? notFound(), timeZone: membership.timeZone };
}
