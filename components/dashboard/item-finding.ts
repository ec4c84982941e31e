import type { RollupAnalysis } from '@/lib/domain/statistics/rollup-analysis';
import type { ItemEvidence } from '@/lib/features/item-evidence/contract';
import { formatCount, formatPercent, formatRange } from '@/lib/ui/format';

const ANSWERS = { one: 'first-time answer', other: 'first-time answers' };

/** What the cohort made of the shown version, and how many answers the question has in all its versions, in a sentence or two. */
export function itemFinding({ shown, all }: ItemEvidence): string {
  const others = all.n - shown.analysis.n;
  if (others === 0) return versionFinding(shown.analysis);
  return `${versionFinding(shown.analysis)} Other versions have ${formatCount(others, ANSWERS)}.`;
}

function versionFinding({ facility, n, correct, omitted }: RollupAnalysis): string {
  const blank = omitted === 0 ? '' : `, ${omitted} left blank`;
  const meetings = `${formatCount(n, ANSWERS)}${blank}`;
  if (n + omitted === 0) return 'Nobody in the cohort has answered this version yet.';
  if (facility.state === 'notEnough')
    return `${correct} of ${n + omitted} right${blank}: too few answers for a statistic.`;
  if (facility.state === 'undefined' || facility.interval === null) return `From ${meetings}.`;
  const { lower, upper } = facility.interval;
  const provisional = facility.state === 'provisional' ? ' Provisional until there are 30.' : '';
  return `${formatPercent(100 * facility.value)} got it right (95 % interval ${formatRange(100 * lower, 100 * upper)}), from ${meetings}.${provisional}`;
}
