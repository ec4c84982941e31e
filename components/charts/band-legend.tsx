import { clsx } from 'clsx';
import { BAND_WORDS, bandRanges, MINIMUM_ANSWERS_FOR_BAND } from '@/lib/ui/bands';
import { formatNumber, formatPercent, formatRange } from '@/lib/ui/format';
import { BAND_CLASSES } from './band-class';

/** What the colours mean for this cut, with the line between what is below and what is above it. */
export function BandLegend({ cut, minimum = MINIMUM_ANSWERS_FOR_BAND }: { cut: number; minimum?: number }) {
  const ranges = bandRanges(cut);
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3 text-13">
      <ul
        aria-label={`Bands around the cut of ${formatPercent(cut)}`}
        className="flex flex-wrap items-end gap-y-2"
      >
        {ranges.map(({ band, from, to }) => (
          <li
            key={band}
            className={clsx(
              'flex flex-col gap-1 px-0.5',
              from === cut && from > 0 && 'border-l-2 border-ink pl-1.5',
              to === cut - 1 && 'pr-1.5',
            )}
          >
            <span className="text-muted max-sm:sr-only">{BAND_WORDS[band]}</span>
            <span
              className={clsx(
                'printed flex h-7 items-center sm:min-w-16 justify-center border border-line/50 px-1 tabular-nums',
                BAND_CLASSES[band],
              )}
            >
              {from === to ? formatNumber(from) : formatRange(from, to)}
            </span>
          </li>
        ))}
      </ul>
      <ul className="flex flex-wrap gap-x-5 gap-y-2 text-muted">
        <li className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className="flex h-7 min-w-10 items-center justify-center border border-dotted border-line"
          >
            64
          </span>
          fewer than {formatNumber(minimum)} answers
        </li>
        <li className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className="hatch flex h-7 min-w-10 items-center justify-center border border-hairline"
          >
            –
          </span>
          no data
        </li>
      </ul>
    </div>
  );
}
