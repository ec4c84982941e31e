import type { Estimate } from '@/lib/domain/statistics/estimate';
import { formatNumber, formatRange } from '@/lib/ui/format';

/**
 * A statistic of an item in a cell: the value, its interval, and nothing but a dash below the number of answers that it needs.
 * `scale` is 100 for shares shown as percent.
 */
export function EstimateText({
  estimate,
  scale = 1,
  digits = 0,
}: {
  estimate: Estimate;
  scale?: number;
  digits?: number;
}) {
  if (estimate.state === 'notEnough') {
    return <span className="text-muted">{estimate.n === 0 ? '–' : 'too few'}</span>;
  }
  if (estimate.state === 'undefined') return <span className="text-muted">no spread</span>;
  const { value, interval } = estimate;
  return (
    <span className="whitespace-nowrap">
      {formatNumber(scale * value, digits)}
      {interval ? (
        <span className="pl-1.5 text-13 text-muted">
          {digits === 0
            ? formatRange(scale * interval.lower, scale * interval.upper)
            : `${formatNumber(scale * interval.lower, digits)} to ${formatNumber(scale * interval.upper, digits)}`}
        </span>
      ) : null}
    </span>
  );
}
