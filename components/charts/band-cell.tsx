import { clsx } from 'clsx';
import Link from 'next/link';
import { BAND_WORDS, bandOf, MINIMUM_ANSWERS_FOR_BAND } from '@/lib/ui/bands';
import { formatCount, formatNumber, formatPercent } from '@/lib/ui/format';
import { BAND_CLASSES } from './band-class';
import { ANSWERS, type Interval } from './cut-line-words';

export interface BandCellProps {
  /** Percentage, 0 to 100; null when nothing is known. */
  readonly percent: number | null;
  readonly interval?: Interval | null;
  readonly n: number;
  readonly cut: number;
  /** Below this many answers the number is kept, greyed and dotted, and gets no colour. */
  readonly minimum?: number;
  readonly href?: string | null;
  /** Whose figure of what: "Ada Lovelace, Governance". Only a link needs it, as a cell has its headers. */
  readonly label: string;
}

function bandCellWords({
  percent,
  interval,
  n,
  cut,
  minimum = MINIMUM_ANSWERS_FOR_BAND,
}: BandCellProps): string {
  if (percent === null || n === 0) return 'no data';
  const range = interval ? `, ${formatNumber(interval[0])} to ${formatNumber(interval[1])}` : '';
  const judged = n < minimum ? 'too few answers to judge' : `${BAND_WORDS[bandOf(percent, cut)]} the cut`;
  return `${formatPercent(percent)}${range}, ${judged}, ${formatCount(n, ANSWERS)}`;
}

function look({ percent, n, cut, minimum = MINIMUM_ANSWERS_FOR_BAND }: BandCellProps): string {
  if (percent === null || n === 0) return 'hatch border-hairline text-muted';
  if (n < minimum) return 'border-dotted border-line text-muted';
  return clsx('printed border-line/50', BAND_CLASSES[bandOf(percent, cut)]);
}

/** A cell of a mastery table: the number first, the colour second, the interval on hover and in words. Renders the td. */
export function BandCell(props: BandCellProps) {
  const words = bandCellWords(props);
  const shown = props.percent === null || props.n === 0 ? '–' : formatNumber(props.percent);
  const box = clsx(
    'relative flex h-9 min-w-12 items-center justify-center border px-2 tabular-nums',
    look(props),
    props.href && 'underline-offset-4 hover:underline focus-visible:z-1',
  );
  return (
    <td className="p-px" title={words}>
      {props.href ? (
        <Link href={props.href} prefetch={false} aria-label={`${props.label}: ${words}`} className={box}>
          {shown}
        </Link>
      ) : (
        <span className={box}>
          <span aria-hidden="true">{shown}</span>
          <span className="sr-only">{words}</span>
        </span>
      )}
    </td>
  );
}
