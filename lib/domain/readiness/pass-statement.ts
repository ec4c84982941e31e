import { answersText } from '../statistics/answer-counts';
import { countText } from '../statistics/percent-text';
import type { Readiness } from './assess-readiness';
import { chanceText } from './chance-text';
import { READINESS_STATE_NAMES, readinessSentence } from './readiness-sentence';

/**
 * What stands beside the name of a state: the chance with its range and its evidence, or what is missing.
 * "Chance to pass 78 % (62–89 %), from 146 answers". The number carries its noun, because "Likely to pass: 12 %" is read as a
 * contradiction.
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
      const age =
        readiness.state === 'outOfDate'
          ? `, the newest ${countText(readiness.newestAnswerAgeDays, 'day')} old`
          : '';
      return `${chanceText(readiness.forecast)}, from ${answersText(readiness)}${age}`;
    }
  }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
