import 'server-only';
import { readListQuery } from '@/lib/domain/kernel/page';
import { requireScope } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { TargetPage } from './contract';
import * as data from './data';

export async function loadAssignmentTargets(search: Readonly<Record<string, unknown>>): Promise<TargetPage> {
  const scope = await requireScope('assignment:manage');
  const query = { ...readListQuery(search), kind: search.kind === 'person' ? 'person' : 'cohort' } as const;
  const [targets, chosen] = await Promise.all([
    data.listAssignmentTargets(scope, query),
    isId(search.cohort) ? data.findTargetCohort(scope, search.cohort) : null,
  ]);
  return { query, targets, chosen };
}
