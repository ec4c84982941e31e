import 'server-only';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import type { OverviewView } from './contract';
import { findOverview } from './data';

export async function loadOverview(): Promise<{
  readonly overview: OverviewView;
  readonly timeZone: string;
}> {
  const { scope, membership } = await requireVisitor('person:manage');
  return { overview: await findOverview(scope), timeZone: membership.timeZone };
}
