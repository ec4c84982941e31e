import { clsx } from 'clsx';
import { formatNumber } from '@/lib/ui/format';
import { type CutLineProps, onScale } from './cut-line-scale';
import { ANSWERS, formatValue, judgementWords } from './cut-line-words';
import { Evidence } from './evidence';
import { CutMark, IntervalTrack, type TrackShape } from './interval-track';
import { WideCutLine } from './wide-cut-line';

const SHAPES = {
  row: { middle: 14, line: 12, bar: 6, dot: 5.5 },
  cell: { middle: 10, line: 9, bar: 6, dot: 3.5 },
} as const satisfies Record<string, TrackShape>;

/** Width of the track in the compact sizes; the wide one fills its column. */
const TRACKS = { row: 'h-7 min-w-24 grow basis-24 max-w-md', cell: 'h-5 w-28' } as const;

/**
 * The product's one picture: an estimate as a dot with its interval, left or right of the cut. Never a lonely
 * percentage: the amount of evidence stands beside it, and no evidence is a hatch and a dash, not a zero.
 * Plain SVG from the server; screen readers hear the sentence of `judgementWords` after the label.
 */
export function CutLine(props: CutLineProps) {
  return props.size === 'wide' ? (
    <WideCutLine {...props} />
  ) : (
    <CompactCutLine {...props} size={props.size ?? 'row'} />
  );
}

function CompactCutLine({
  domain = [0, 100],
  unit = 'percent',
  size,
  label,
  counted = ANSWERS,
  cutName = 'cut',
  digits = 0,
  ...judgement
}: CutLineProps & { size: 'row' | 'cell' }) {
  const scale = onScale(judgement, domain);
  const shape = SHAPES[size];
  const known = scale.position !== null && judgement.n > 0;
  return (
    <span
      role="img"
      aria-label={`${label}: ${judgementWords(judgement, unit, counted, { cutName, digits })}`}
      className={clsx('items-center gap-3', size === 'row' ? 'flex' : 'inline-flex')}
    >
      <span className="min-w-12 shrink-0 text-right font-semibold whitespace-nowrap tabular-nums">
        {known && judgement.estimate !== null ? formatValue(judgement.estimate, unit, digits) : '–'}
      </span>
      <span className={clsx('relative block px-1.5', TRACKS[size])}>
        {known ? null : <span className="hatch absolute inset-x-1.5 inset-y-1" />}
        <svg aria-hidden="true" width="100%" height="100%" className="relative block overflow-visible">
          {scale.position !== null && known ? (
            <IntervalTrack
              position={scale.position}
              interval={scale.interval}
              cut={scale.cut}
              shape={shape}
            />
          ) : (
            <CutMark cut={scale.cut} shape={shape} />
          )}
        </svg>
      </span>
      {size === 'row' ? <Evidence n={judgement.n} counted={counted} inRow /> : <SmallCount n={judgement.n} />}
    </span>
  );
}

/** n beside the number, smaller. */
function SmallCount({ n }: { n: number }) {
  return <span className="w-8 shrink-0 text-13 text-muted tabular-nums">{formatNumber(n)}</span>;
}
