import { clsx } from 'clsx';
import { formatNumber, type Noun } from '@/lib/ui/format';
import {
  ANSWERS,
  formatValue,
  type Interval,
  type Judgement,
  judgementWords,
  type Unit,
} from './cut-line-words';
import { Evidence } from './evidence';
import { CutMark, IntervalTrack, type TrackShape } from './interval-track';

export interface CutLineProps extends Judgement {
  /** Ends of the scale; 0 to 100 unless the scale is in points. */
  readonly domain?: readonly [min: number, max: number];
  readonly unit?: Unit;
  readonly size?: 'wide' | 'row' | 'cell';
  /** What is judged: "Delta Lake governance", "Your result". Said before the figures. */
  readonly label: string;
  readonly counted?: Noun;
}

const SHAPES = {
  wide: { middle: 44, line: 24, bar: 10, dot: 8 },
  row: { middle: 14, line: 12, bar: 6, dot: 5.5 },
  cell: { middle: 10, line: 9, bar: 5, dot: 4.5 },
} as const satisfies Record<string, TrackShape>;

/** Width of the track in the compact sizes; the wide one fills its column. */
const TRACKS = { row: 'h-7 min-w-24 grow basis-48 max-w-md', cell: 'h-5 w-20' } as const;

/** Every value as a percentage of the scale's length, kept inside it. */
function onScale({ estimate, interval, cut }: Judgement, [min, max]: readonly [number, number]) {
  const at = (value: number) => (Math.min(max, Math.max(min, value)) - min) * (100 / (max - min));
  const ends: Interval | null = interval ? [at(interval[0]), at(interval[1])] : null;
  return { position: estimate === null ? null : at(estimate), interval: ends, cut: at(cut) };
}

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
  ...judgement
}: CutLineProps & { size: 'row' | 'cell' }) {
  const scale = onScale(judgement, domain);
  const shape = SHAPES[size];
  const known = scale.position !== null && judgement.n > 0;
  return (
    <span
      role="img"
      aria-label={`${label}: ${judgementWords(judgement, unit, counted)}`}
      className={clsx('items-center gap-3', size === 'row' ? 'flex' : 'inline-flex')}
    >
      <span className="w-11 shrink-0 text-right font-semibold tabular-nums">
        {known && judgement.estimate !== null ? formatValue(judgement.estimate, unit) : '–'}
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
      {size === 'row' ? (
        <Evidence n={judgement.n} counted={counted} decorative />
      ) : (
        <SmallCount n={judgement.n} />
      )}
    </span>
  );
}

/** n beside the number, smaller. */
function SmallCount({ n }: { n: number }) {
  return <span className="w-8 shrink-0 text-13 text-muted tabular-nums">{formatNumber(n)}</span>;
}

/** Which end of a label sits on its point, so that it never leaves the picture. */
const anchorAt = (percent: number) => (percent < 18 ? 'start' : percent > 82 ? 'end' : 'middle');

function WideCutLine({
  domain = [0, 100],
  unit = 'percent',
  label,
  counted = ANSWERS,
  ...judgement
}: CutLineProps) {
  const scale = onScale(judgement, domain);
  const shape = SHAPES.wide;
  const known = scale.position !== null && judgement.n > 0;
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <span className="font-semibold">{label}</span>
        <Evidence n={judgement.n} counted={counted} />
      </figcaption>
      <span
        role="img"
        aria-label={judgementWords(judgement, unit, counted)}
        className="relative block h-24 px-2"
      >
        {known ? null : <span className="hatch absolute inset-x-2 top-8 h-6" />}
        <svg aria-hidden="true" width="100%" height="100%" className="relative block overflow-visible">
          <text x={`${scale.cut}%`} y="14" textAnchor={anchorAt(scale.cut)} className="fill-ink text-13">
            cut {formatValue(judgement.cut, unit)}
          </text>
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
          <ScaleEnds domain={domain} position={scale.position} />
          <EstimateText judgement={judgement} position={known ? scale.position : null} unit={unit} />
        </svg>
      </span>
    </figure>
  );
}

/** The ends of the scale, left out where the estimate's own words would run into them. */
function ScaleEnds({ domain, position }: { domain: readonly [number, number]; position: number | null }) {
  return (
    <>
      {position === null || position > 36 ? (
        <text x="0%" y="88" className="fill-muted text-13 tabular-nums">
          {formatNumber(domain[0])}
        </text>
      ) : null}
      {position === null || position < 64 ? (
        <text x="100%" y="88" textAnchor="end" className="fill-muted text-13 tabular-nums">
          {formatNumber(domain[1])}
        </text>
      ) : null}
    </>
  );
}

function EstimateText({
  judgement,
  position,
  unit,
}: {
  judgement: Judgement;
  position: number | null;
  unit: Unit;
}) {
  if (position === null || judgement.estimate === null) {
    return (
      <text x="50%" y="88" textAnchor="middle" className="fill-muted text-15">
        – no evidence yet
      </text>
    );
  }
  const { interval } = judgement;
  return (
    <text x={`${position}%`} y="89" textAnchor={anchorAt(position)} className="fill-ink text-17 tabular-nums">
      <tspan className="font-semibold">{formatValue(judgement.estimate, unit)}</tspan>
      {interval ? (
        <tspan className="fill-muted text-13" dx="6">
          {formatNumber(interval[0])} to {formatNumber(interval[1])}
        </tspan>
      ) : null}
    </text>
  );
}
