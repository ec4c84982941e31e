import { listText } from '../blueprint/list-text';
import { assertNever } from '../kernel/assert-never';
import { countText } from '../statistics/percent-text';
import type { Readiness, ReadinessState, ResultsCheck } from './assess-readiness';
import { chanceText } from './chance-text';
import type { PassForecast } from './pass-forecast';
import { MINIMUM_ANSWERS, MINIMUM_COVERED_WEIGHT_PERCENT, MINIMUM_DOMAIN_ANSWERS } from './readiness-rules';

/** The states in words, for headings, filters and table cells. */
export const READINESS_STATE_NAMES = {
  notStarted: 'Not started',
  notEnoughEvidence: 'Not enough evidence',
  outOfDate: 'Out of date',
  likely: 'Likely to pass',
  borderline: 'Borderline',
  unlikely: 'Unlikely yet',
} as const satisfies Record<ReadinessState, string>;

/**
 * Readiness for HR: the state, the number with its range where there is one, and the evidence.
 * "Likely to pass. Chance to pass 88 % (62–97 %), from 46 first-time answers."
 */
export function readinessSentence(readiness: Readiness): string {
  const name = READINESS_STATE_NAMES[readiness.state];
  switch (readiness.state) {
    case 'notStarted':
      return `${name}.`;
    case 'notEnoughEvidence':
      return `${name}: ${missingParts(readiness).join('; ')}.`;
    case 'outOfDate':
      return `${name}: the newest answer is ${countText(readiness.newestAnswerAgeDays, 'day')} old. ${chanceText(readiness.forecast)} then, ${evidenceText(readiness)}.`;
    case 'likely':
    case 'borderline':
    case 'unlikely':
      return `${name}. ${chanceText(readiness.forecast)}, ${evidenceText(readiness)}.`;
    default:
      return assertNever(readiness);
  }
}

type NotEnough = Extract<Readiness, { state: 'notEnoughEvidence' }>;

function missingParts(readiness: NotEnough): string[] {
  const parts: string[] = [];
  if (readiness.answersNeeded > 0)
    parts.push(`${readiness.answered} of ${MINIMUM_ANSWERS} first-time answers`);
  if (!readiness.coverageReached) parts.push(coverageText(readiness));
  const none = readiness.thinDomains.filter((domain) => domain.answered === 0);
  if (none.length > 0) {
    const shown = none
      .slice(0, NAMED_DOMAINS)
      .map((domain) => `${domain.name} (${domain.weightPercent}\u00a0% of the exam)`);
    parts.push(`none yet in ${listText([...shown, ...moreText(none.length)])}`);
  }
  return parts;
}

/** "domains with at least 3 answers make up 53 % of the exam, 80 % are needed" */
function coverageText(readiness: NotEnough): string {
  const covered = Math.floor(readiness.coveredWeightPercent);
  return `domains with at least ${MINIMUM_DOMAIN_ANSWERS} answers make up ${covered}\u00a0% of the exam, ${MINIMUM_COVERED_WEIGHT_PERCENT}\u00a0% are needed`;
}

/** More names than this make a list that nobody reads. */
const NAMED_DOMAINS = 3;

function moreText(count: number): string[] {
  return count > NAMED_DOMAINS ? [countText(count - NAMED_DOMAINS, 'other domain')] : [];
}

const evidenceText = ({ answered, omitted }: Readiness): string =>
  `from ${countText(answered, 'first-time answer')}${omitted > 0 ? `, ${omitted} left blank` : ''}`;

/** Readiness for the learner: exact and kind, what there is before what there is not. */
export function learnerReadinessSentence(readiness: Readiness): string {
  switch (readiness.state) {
    case 'notStarted':
      return `No answers yet. A first estimate needs ${MINIMUM_ANSWERS} first-time answers across the exam.`;
    case 'notEnoughEvidence':
      return learnerMissing(readiness);
    case 'outOfDate':
      return `Your newest answer is ${countText(readiness.newestAnswerAgeDays, 'day')} old. New questions bring the estimate up to date.`;
    case 'likely':
      return `You are likely to pass. ${chanceText(readiness.forecast)}. ${scoreText(readiness.forecast)}`;
    case 'borderline':
      return `It could go either way. ${chanceText(readiness.forecast)}. ${scoreText(readiness.forecast)}`;
    case 'unlikely':
      return `Not there yet. ${chanceText(readiness.forecast)}. ${scoreText(readiness.forecast)}`;
    default:
      return assertNever(readiness);
  }
}

/** "6 of 20 so far. Governance has none yet." */
function learnerMissing(readiness: NotEnough): string {
  const soFar =
    readiness.answersNeeded > 0
      ? `${readiness.answered} of ${MINIMUM_ANSWERS} so far.`
      : `${countText(readiness.answered, 'answer')} so far; ${coverageText(readiness)}.`;
  const none = readiness.thinDomains.filter((domain) => domain.answered === 0);
  if (none.length === 0) return soFar;
  const names = [...none.slice(0, NAMED_DOMAINS).map((domain) => domain.name), ...moreText(none.length)];
  return `${soFar} ${listText(names)} ${none.length === 1 ? 'has' : 'have'} none yet.`;
}

function scoreText({ scoreInterval, questionCount, passMark }: PassForecast): string {
  return `Expect ${scoreInterval.lower} to ${scoreInterval.upper} of ${questionCount} right; the pass mark is ${passMark}.`;
}

/**
 * The badge beside every statement. No statement is called checked yet: the comparison with real results comes with the
 * full model, and until then results are only collected.
 */
export function resultsCheckText(check: ResultsCheck): string {
  return `Not checked against real results (${check.recorded} recorded)`;
}

/** What stands behind every statement, for the foot of a page or report. */
export const READINESS_LIMITS = [
  'Only first-time answers count; answers to questions seen before do not.',
  'A question that was left blank counts as wrong. One that was not reached before the time ran out counts as nothing.',
  'The difficulty of the questions is not known yet. If practice is easier than the exam, the estimate is too hopeful.',
  'The cut score is an assumption where the vendor publishes none.',
] as const;
