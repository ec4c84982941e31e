import type { IconName } from '@/components/ui/icon-paths';
import type { StateTone } from '@/components/ui/state';

export interface OptionVerdict {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: StateTone;
}

/**
 * What became of one option, in a word, an icon and a tone.
 * @param isKey null when the key isn't shown
 */
export function optionVerdict(isKey: boolean | null, chosen: boolean): OptionVerdict {
  if (isKey === true) {
    return chosen
      ? { word: 'Correct – you chose it', icon: 'tick', tone: 'above' }
      : { word: 'Correct', icon: 'tick', tone: 'above' };
  }
  if (!chosen) return { word: 'Not chosen', icon: 'dash', tone: 'unknown' };
  // Without the key nothing is said about a single option: the question's own verdict is all that was released.
  return {
    word: 'Your answer',
    icon: isKey === false ? 'cross' : 'arrowRight',
    tone: isKey === false ? 'below' : 'neutral',
  };
}
