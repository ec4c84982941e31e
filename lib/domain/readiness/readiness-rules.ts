/**
 * The version of the rules below and of the model behind them. It is stored with every statement about a person and printed on
 * every report, because a statement can only be judged by the rules under which it was made. Change a number here, change this.
 */
export const READINESS_RULES = '2026-11';

/** Fewer first-time answers than this and no number is shown. A 95 % interval from 20 answers is still 40 points wide. */
export const MINIMUM_ANSWERS = 20;
/** A domain has evidence from this many first-time answers on. */
export const MINIMUM_DOMAIN_ANSWERS = 3;
/** Domains with evidence have to carry this share of the exam, in percent. */
export const MINIMUM_COVERED_WEIGHT_PERCENT = 80;
/** Evidence is out of date when its newest answer is older than this. */
export const MAXIMUM_AGE_DAYS = 30;

/** Likely to pass: at least this probability, and still even odds at the low end of the range. */
export const LIKELY_FROM = 0.8;
export const LIKELY_LOW_END_FROM = 0.5;
/** Below this probability: unlikely yet. In between: borderline. */
export const BORDERLINE_FROM = 0.35;

/**
 * How strongly a domain follows the learner's overall proportion, in answers.
 *
 * Held-out answers of several exams are predicted best when topics vary around a person's ability with a standard deviation of
 * about 0.5 on the logit scale. Near a proportion m that is 0.5 m(1-m) on the proportion scale, and a Beta(k m, k (1-m)) has
 * that deviation at k = 1/(0.25 m(1-m)) - 1, which is 15 at m = 0.5 and 18 at m = 0.7.
 */
export const DOMAIN_PRIOR_STRENGTH = 16;

/**
 * The standard deviation, on the logit scale, by which the unseen questions of a real exam may be harder or easier than the
 * practice questions. 0.3 predicted held-out halves of real exams of equal mean difficulty best; it doesn't cover an exam that is
 * harder throughout.
 */
export const EXAM_OFFSET_DEVIATION = 0.3;

/** Recorded real results from which on statements may be called checked. */
export const CHECKED_FROM_OUTCOMES = 20;
