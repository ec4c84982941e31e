import { clsx } from 'clsx';
import { formatCount, formatNumber, formatPercent, type Noun } from '@/lib/ui/format';

const PEOPLE: Noun = { one: 'learner', other: 'learners' };

/**
 * A share of people as a bar with its figure: an item's facility, or who chose which option. The key is filled with
 * the accent and named "key" in words; a distractor is neutral. No data is a hatch and a dash.
 */
export function FacilityBar({
  percent,
  n,
  label,
  isKey = false,
  counted = PEOPLE,
}: {
  percent: number | null;
  n: number;
  label: string;
  isKey?: boolean;
  counted?: Noun;
}) {
  const known = percent !== null && n > 0;
  const words = known ? `${formatPercent(percent)} of ${formatCount(n, counted)}` : 'no data';
  return (
    <span
      role="img"
      aria-label={`${label}${isKey ? ', key' : ''}: ${words}`}
      className="flex items-center gap-3"
    >
      <span className={clsx('w-11 shrink-0 text-right tabular-nums', isKey && 'font-semibold')}>
        {known ? formatPercent(percent) : '–'}
      </span>
      <span
        className={clsx(
          'block h-3 min-w-20 grow basis-32 max-w-64 border border-hairline',
          !known && 'hatch',
        )}
      >
        <svg aria-hidden="true" width="100%" height="100%" className="printed block">
          {known ? (
            <rect width={`${percent}%`} height="100%" className={isKey ? 'fill-accent' : 'fill-line'} />
          ) : null}
        </svg>
      </span>
      <span className="w-9 shrink-0 text-13 text-muted tabular-nums">{isKey ? 'key' : ''}</span>
      <span className="w-8 shrink-0 text-13 text-muted tabular-nums">{formatNumber(n)}</span>
    </span>
  );
}
