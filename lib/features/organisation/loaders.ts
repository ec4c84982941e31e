import 'server-only';
import { requireScope, requireVisitor } from '@/lib/infra/auth/require-scope';
import { type OverviewView, type SettingsView, timeZones } from './contract';
import { findOverview, findSettings } from './data';

export async function loadOverview(): Promise<{
  readonly overview: OverviewView;
  readonly timeZone: string;
}> {
  const { scope, membership } = await requireVisitor('person:manage');
  return { overview: await findOverview(scope), timeZone: membership.timeZone };
}

export async function loadSettings(): Promise<{
  readonly settings: SettingsView;
  readonly timeZones: readonly string[];
}> {
  const settings = await findSettings(await requireScope('organisation:manage'));
  const known = timeZones();
  // A zone that was stored under an older name stays in the list.
  return {
    settings,
    timeZones: known.includes(settings.timeZone) ? known : [settings.timeZone, ...known],
  };
}

/** What a new exam or assignment starts with. */
export async function loadStartingValues(): Promise<SettingsView> {
  return findSettings(await requireScope('exam:manage'));
}
