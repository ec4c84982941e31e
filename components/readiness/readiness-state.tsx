import type { IconName } from '@/components/ui/icon-paths';
import { State, type StateTone } from '@/components/ui/state';
import type { ReadinessState } from '@/lib/domain/readiness/assess-readiness';
import { READINESS_STATE_NAMES } from '@/lib/domain/readiness/readiness-sentence';

const LOOKS = {
  likely: { icon: 'tick', tone: 'above' },
  borderline: { icon: 'dash', tone: 'neutral' },
  unlikely: { icon: 'arrowDown', tone: 'below' },
  outOfDate: { icon: 'clock', tone: 'unknown' },
  notEnoughEvidence: { icon: 'question', tone: 'unknown' },
  notStarted: { icon: 'circle', tone: 'unknown' },
} as const satisfies Record<ReadinessState, { icon: IconName; tone: StateTone }>;

/** A state of readiness as icon and word. */
export function ReadinessStateMark({ state }: { state: ReadinessState }) {
  return <State {...LOOKS[state]}>{READINESS_STATE_NAMES[state]}</State>;
}
