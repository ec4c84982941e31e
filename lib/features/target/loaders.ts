import 'server-only';
import { requireScope } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { CohortTargets, RoleTarget, TargetsView } from './contract';
import { countCohortTargets, listRoleTargets, listTargets } from './data';

export async function loadTargets(membershipId: string): Promise<TargetsView> {
  const scope = await requireScope('person:read');
  return isId(membershipId) ? listTargets(scope, membershipId) : { targets: [], others: [] };
}

export async function loadCohortTargets(cohortId: string): Promise<CohortTargets> {
  const scope = await requireScope('cohort:manage');
  return isId(cohortId) ? countCohortTargets(scope, cohortId) : { open: 0, finished: 0 };
}

export async function loadRoleTargets(certificationId: string): Promise<readonly RoleTarget[]> {
  const scope = await requireScope('person:manage');
  return isId(certificationId) ? listRoleTargets(scope, certificationId) : [];
}
