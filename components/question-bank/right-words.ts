import type { IconName } from '@/components/ui/icon-paths';
import type { StateTone } from '@/components/ui/state';
import type { RightToUse } from '@/lib/features/item-search/contract';

/** Whether an item may be used: icon, colour and word. */
export const RIGHT_STATE = {
  unknown: { icon: 'question', tone: 'unknown', children: 'Right unknown' },
  confirmed: { icon: 'tick', tone: 'neutral', children: 'Right confirmed' },
  disputed: { icon: 'stop', tone: 'danger', children: 'Right disputed' },
} as const satisfies Record<RightToUse, { icon: IconName; tone: StateTone; children: string }>;
