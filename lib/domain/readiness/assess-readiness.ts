import { allocateItems, allocationErrorText } from '../blueprint/allocate-items';
import { coverage } from '../blueprint/coverage';
import type { DomainWeight } from '../blueprint/domain-weight';
import { type AnswerCounts, metCount } from '../statistics/answer-counts';
import { forecastPass, type PassForecast } from './pass-forecast';
import {
  BORDERLINE_FROM,
  CHECKED_FROM_OUTCOMES,
  LIKELY_FROM,
  LIKELY_LOW_END_FROM,
  MAXIMUM_AGE_DAYS,
  MINIMUM_ANSWERS,
  MINIMUM_COVERED_WEIGHT_PERCENT,
  MINIMUM_DOMAIN_ANSWERS,
  READINESS_RULES,
} from './readiness-rules';

/** A learner's first-time answers on one domain of the blueprint. */
export type DomainEvidence = DomainWeight & {
  readonly firstExposure: AnswerCounts;
  /** questions of exams whose time ran out before they were reached: no evidence */
  readonly notReached: number;
  /** epoch milliseconds; null without an answer */
  readonly lastAnsweredAtMs: number | null;
};

/** A domain that needs more answers before it counts as covered. */
export type ThinDomain = DomainWeight & { readonly answered: number; readonly answersNeeded: number };

/** How the statements of these rules compare with real exam results. */
export type ResultsCheck = { readonly recorded: number; readonly needed: number };

type Always = {
  readonly rules: string;
  readonly check: ResultsCheck;
  readonly cutPercent: number;
  /** first-time answers given: the n of every statement */
  readonly answered: number;
  /** met for the first time and left blank: wrong */
  readonly omitted: number;
  readonly notReached: number;
};

/** The states in which there is a number. */
export const FORECAST_STATES = ['outOfDate', 'likely', 'borderline', 'unlikely'] as const;
export type ForecastState = (typeof FORECAST_STATES)[number];
export const READINESS_STATES = ['notStarted', 'notEnoughEvidence', ...FORECAST_STATES] as const;
export type ReadinessState = (typeof READINESS_STATES)[number];

/**
 * With fewer first-time answers than `below`, their number alone gives the state, and nothing else has to be looked at. In this order;
 * from the last of these numbers on, the domains decide.
 */
export const STATES_OF_FEW = [
  { below: 1, state: 'notStarted' },
  { below: MINIMUM_ANSWERS, state: 'notEnoughEvidence' },
] as const;

/** A statement about a person and an exam. The first two states have no number, by construction. */
export type Readiness = Always &
  (
    | { readonly state: 'notStarted' }
    | {
        readonly state: 'notEnoughEvidence';
        readonly answersNeeded: number;
        /** share of the exam whose domains have enough answers, in percent */
        readonly coveredWeightPercent: number;
        readonly coverageReached: boolean;
        /** heaviest first; those without any answer have answered 0 */
        readonly thinDomains: readonly ThinDomain[];
      }
    | {
        readonly state: ForecastState;
        readonly newestAnswerAgeDays: number;
        readonly forecast: PassForecast;
        readonly thinDomains: readonly ThinDomain[];
      }
  );

const MS_PER_DAY = 86_400_000;

/**
 * States how ready a learner is, in this order: not started; not enough evidence; out of date; likely, borderline or unlikely to pass.
 * The rules are in `readiness-rules.ts`. Only first exposures may come in: repeats of seen questions ruin every forecast.
 *
 * The full model will also withhold the number while the ability itself is too uncertain. With proportions that
 * uncertainty follows from the number of answers alone, so there is no rule of its own for it here.
 *
 * @param input.nowMs epoch milliseconds
 * @param input.questionCount scored questions of the exam
 * @param input.cutPercent above 0 to 100, an assumption wherever the vendor publishes no mark
 * @param input.recordedOutcomes real exam results recorded so far for this exam
 * @throws Error for a blueprint that can't be allocated; blueprints are checked when they are entered
 */
export function assessReadiness(input: {
  readonly nowMs: number;
  readonly questionCount: number;
  readonly cutPercent: number;
  readonly domains: readonly DomainEvidence[];
  readonly recordedOutcomes?: number;
}): Readiness {
  const { domains, cutPercent } = input;
  const answered = domains.reduce((sum, domain) => sum + domain.firstExposure.answered, 0);
  const check = { recorded: input.recordedOutcomes ?? 0, needed: CHECKED_FROM_OUTCOMES };
  const omitted = domains.reduce((sum, domain) => sum + domain.firstExposure.omitted, 0);
  const notReached = domains.reduce((sum, domain) => sum + domain.notReached, 0);
  const always: Always = { rules: READINESS_RULES, check, cutPercent, answered, omitted, notReached };
  if (answered === 0) return { ...always, state: 'notStarted' };

  const { coveredWeightPercent, thinDomains } = evidenceByDomain(domains);
  const coverageReached = coveredWeightPercent >= MINIMUM_COVERED_WEIGHT_PERCENT;
  if (answered < MINIMUM_ANSWERS || !coverageReached) {
    const answersNeeded = Math.max(0, MINIMUM_ANSWERS - answered);
    return {
      ...always,
      state: 'notEnoughEvidence',
      answersNeeded,
      coveredWeightPercent,
      coverageReached,
      thinDomains,
    };
  }

  const forecast = forecastPass(forecastDomains(domains, input.questionCount), cutPercent);
  const newestMs = Math.max(...domains.map((domain) => domain.lastAnsweredAtMs ?? Number.NEGATIVE_INFINITY));
  const ageDays = Math.max(0, (input.nowMs - newestMs) / MS_PER_DAY);
  return {
    ...always,
    state: ageDays > MAXIMUM_AGE_DAYS ? 'outOfDate' : forecastState(forecast),
    newestAnswerAgeDays: Math.floor(ageDays),
    forecast,
    thinDomains,
  };
}

function forecastState({ passProbability, range }: PassForecast): ForecastState {
  if (passProbability >= LIKELY_FROM && range.lower >= LIKELY_LOW_END_FROM) return 'likely';
  return passProbability >= BORDERLINE_FROM ? 'borderline' : 'unlikely';
}

function evidenceByDomain(domains: readonly DomainEvidence[]) {
  const view = coverage(
    domains.map(({ domainId, name, weightPercent }) => ({ domainId, name, weightPercent })),
    domains.map((domain) => ({ domainId: domain.domainId, count: domain.firstExposure.answered })),
    MINIMUM_DOMAIN_ANSWERS,
  );
  return {
    coveredWeightPercent: view.coveredWeightPercent,
    thinDomains: view.missing.map(({ count, ...domain }) => ({
      ...domain,
      answered: count,
      answersNeeded: MINIMUM_DOMAIN_ANSWERS - count,
    })),
  };
}

function forecastDomains(domains: readonly DomainEvidence[], questionCount: number) {
  const allocation = allocateItems(domains, questionCount);
  if (!allocation.ok) throw new Error(allocationErrorText(allocation.error));
  return domains.map((domain, i) => ({
    examItemCount: allocation.value.perDomain[i]?.itemCount ?? 0,
    correct: domain.firstExposure.correct,
    met: metCount(domain.firstExposure),
  }));
}
