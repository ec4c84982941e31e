import { State } from '@/components/ui/state';
import type { ItemState as ItemStateName } from '@/lib/features/question-bank/contract';

const STATES = {
  draft: { icon: 'pencil', tone: 'unknown', word: 'Draft' },
  live: { icon: 'tick', tone: 'neutral', word: 'Live' },
  retired: { icon: 'lock', tone: 'unknown', word: 'Retired' },
} as const;

/** Draft: not drawn for exams yet. Live: may be drawn. Retired: no longer drawn; old attempts keep it. */
export function ItemState({ state }: { state: ItemStateName }) {
  const { icon, tone, word } = STATES[state];
  return (
    <State icon={icon} tone={tone}>
      {word}
    </State>
  );
}
