import type { ItemEvidence } from '@/lib/features/item-evidence/contract';
import { formatCount, formatPercent, formatRange } from '@/lib/ui/format';

/** What the cohort made of the shown version, in a sentence. */
export function itemFinding({ shown }: ItemEvidence): string {
  const { facility, n, correct } = shown.analysis;
  const meetings = formatCount(n, { one: 'first-time answer', other: 'first-time answers' });
  if (n === 0) return 'Nobody in the cohort has met this version yet.';
  if (facility.state === 'notEnough') return `${correct} of ${n} right: too few answers for a statistic.`;
  if (facility.state === 'undefined' || facility.interval === null) return `From ${meetings}.`;
  const { lower, upper } = facility.interval;
  const provisional = facility.state === 'provisional' ? ' Provisional until there are 30.' : '';
  return `${formatPercent(100 * facility.value)} got it right (95 % interval ${formatRange(100 * lower, 100 * upper)}), from ${meetings}.${provisional}`;
}
