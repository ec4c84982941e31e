import { clsx } from 'clsx';
import { formatCount, formatNumber, type Noun } from '@/lib/ui/format';
import { ANSWERS } from './cut-line-words';

/**
 * One tick for each amount at which more may be said: 1 something, 5 enough to be shown in a group, 10 a provisional
 * statistic, 30 a usual one, 100 a firm one. Ticks count what has been reached, the figure says how many.
 */
const STEPS = [1, 5, 10, 30, 100] as const;

const TICK_WIDTH = 3;
const TICK_GAP = 3;
const TICK_HEIGHT = 12;

/** How much stands behind a number. `inRow` keeps one width, so that what stands left of it lines up down a list. */
export function Evidence({
  n,
  counted = ANSWERS,
  inRow = false,
}: {
  n: number;
  counted?: Noun;
  inRow?: boolean;
}) {
  const words = n === 0 ? `no ${counted.other} yet` : formatCount(n, counted);
  const width = STEPS.length * (TICK_WIDTH + TICK_GAP) - TICK_GAP;
  return (
    <span
      className={clsx(
        'inline-flex shrink-0 items-center gap-2 text-13 whitespace-nowrap text-muted tabular-nums',
        inRow && 'w-17 sm:w-36',
      )}
    >
      <svg aria-hidden="true" width={width} height={TICK_HEIGHT} className="shrink-0">
        {STEPS.map((step, index) => (
          <rect
            key={step}
            x={index * (TICK_WIDTH + TICK_GAP) + 0.5}
            y={0.5}
            width={TICK_WIDTH - 1}
            height={TICK_HEIGHT - 1}
            className={clsx('stroke-muted', n >= step ? 'fill-muted' : 'fill-transparent')}
            strokeWidth="1"
            opacity={n >= step ? 1 : 0.55}
          />
        ))}
      </svg>
      {inRow ? (
        <>
          <span className="sm:hidden">{n === 0 ? '–' : formatNumber(n)}</span>
          <span className="hidden sm:inline">{words}</span>
        </>
      ) : (
        words
      )}
    </span>
  );
}
