import { Icon } from '@/components/ui/icon';
import {
  BORDERLINE_FROM,
  LIKELY_FROM,
  LIKELY_LOW_END_FROM,
  MAXIMUM_AGE_DAYS,
  MINIMUM_ANSWERS,
  MINIMUM_COVERED_WEIGHT_PERCENT,
  MINIMUM_DOMAIN_ANSWERS,
  READINESS_RULES,
} from '@/lib/domain/readiness/readiness-rules';
import { READINESS_LIMITS, resultsCheckText } from '@/lib/domain/readiness/readiness-sentence';
import { formatPercent } from '@/lib/ui/format';

const percent = (share: number) => formatPercent(100 * share);

/** The badge beside every statement: forecasts that nobody has compared with real results say so. */
export function ResultsCheckBadge() {
  return (
    <p className="inline-flex w-fit items-center gap-2 border border-line px-3 py-1.5 text-13">
      <Icon name="info" size="small" />
      {resultsCheckText({ recorded: 0, needed: 0 })}
    </p>
  );
}

/** The rules by which every state on the page was given, with their version. */
export function ReadinessRules() {
  const rules = [
    `Not enough evidence: fewer than ${MINIMUM_ANSWERS} first-time answers, or the domains with at least ${MINIMUM_DOMAIN_ANSWERS} of them make up less than ${MINIMUM_COVERED_WEIGHT_PERCENT}\u00a0% of the exam. No number is shown.`,
    `Out of date: the newest answer is more than ${MAXIMUM_AGE_DAYS} days old.`,
    `Likely to pass: a chance of ${percent(LIKELY_FROM)} or more, and at least ${percent(LIKELY_LOW_END_FROM)} at the low end of its range.`,
    `Borderline: from ${percent(BORDERLINE_FROM)}. Unlikely yet: below that.`,
  ];
  return (
    <div className="measure flex flex-col gap-3 text-13 text-muted">
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {[...rules, ...READINESS_LIMITS].map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <p>Rules of {READINESS_RULES}.</p>
    </div>
  );
}
