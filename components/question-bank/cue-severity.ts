import type { IconName } from '@/components/ui/icon-paths';
import type { StateTone } from '@/components/ui/state';
import type { CueSeverity } from '@/lib/domain/cue-lint/cue-check';

/** How a severity is shown: icon, colour and word. */
export const CUE_SEVERITY = {
  error: { icon: 'stop', tone: 'danger', children: 'Doesn’t work' },
  warning: { icon: 'warning', tone: 'below', children: 'Helps a guesser' },
  info: { icon: 'info', tone: 'unknown', children: 'Guideline' },
} as const satisfies Record<CueSeverity, { icon: IconName; tone: StateTone; children: string }>;
