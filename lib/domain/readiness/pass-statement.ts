import { countText, probabilityText } from '../statistics/percent-text';
import type { Readiness } from './assess-readiness';
import { READINESS_STATE_NAMES, readinessSentence } from './readiness-sentence';

/** A chance as whole percent between 1 and 99: nothing about a person is certain. */
export function wholeChancePercent(probability: number): number {
  return Math.min(99, Math.max(1, Math.round(100 * probability)));
}

/**
 * What stands beside the name of a state: the chance with its range and its evidence, or what is missing.
 * "Likely to pass: 78 % (62–89), from 146 answers". "Likely to pass" is what the chance is of, in every state.
 */
export function passStatement(readiness: Readiness): string {
  switch (readiness.state) {
    case 'notStarted':
      return 'No answers yet';
    case 'notEnoughEvidence':
      return capitalised(
        readinessSentence(readiness)
          .slice(READINESS_STATE_NAMES[readiness.state].length + 2)
          .replace(/\.$/, ''),
      );
    default: {
      const { passProbability, range } = readiness.forecast;
      const [low, high] = [wholeChancePercent(range.lower), wholeChancePercent(range.upper)];
      const interval = low === high ? '' : ` (${low}–${high})`;
      const age =
        readiness.state === 'outOfDate'
          ? `, the newest ${countText(readiness.newestAnswerAgeDays, 'day')} old`
          : '';
      return `Likely to pass: ${probabilityText(passProbability)}${interval}, from ${countText(readiness.answered, 'answer')}${age}`;
    }
  }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
