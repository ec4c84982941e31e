import { State } from '@/components/ui/state';
import type { ItemState as ItemStateName } from '@/lib/domain/item/item-life';

const STATES = {
  draft: { icon: 'pencil', tone: 'unknown', word: 'Draft' },
  in_review: { icon: 'eye', tone: 'unknown', word: 'In review' },
  live: { icon: 'tick', tone: 'neutral', word: 'Live' },
  retired: { icon: 'lock', tone: 'unknown', word: 'Retired' },
} as const;

/** Draft: being written. In review: waiting for somebody else's eyes. Live: may be drawn. Retired: no longer drawn; old attempts keep it. */
export function ItemState({ state }: { state: ItemStateName }) {
  const { icon, tone, word } = STATES[state];
  return (
    <State icon={icon} tone={tone}>
      {word}
    </State>
  );
}
