import { formatNumber } from '@/lib/ui/format';
import { type CutLineProps, onScale } from './cut-line-scale';
import { ANSWERS, formatValue, type Judgement, judgementWords, type Unit } from './cut-line-words';
import { Evidence } from './evidence';
import { CutMark, IntervalTrack, type TrackShape } from './interval-track';

const SHAPE: TrackShape = { middle: 44, line: 24, bar: 10, dot: 8 };

/** Width of the track on the narrowest phone, and half of the longest label, in percent of it. */
const NARROWEST_PIXELS = 304;
const HALF_LABEL_PERCENT = 18;

/**
 * Keeps a label inside the picture: centred on its point, but near an end it is aligned to the end's side and moved
 * only as far as the narrowest track has room.
 */
function placeAt(percent: number) {
  const room = (length: number) => (length * NARROWEST_PIXELS) / 100;
  if (percent < HALF_LABEL_PERCENT) {
    return { textAnchor: 'start', transform: `translate(${-room(percent)} 0)` } as const;
  }
  if (percent > 100 - HALF_LABEL_PERCENT) {
    return { textAnchor: 'end', transform: `translate(${room(100 - percent)} 0)` } as const;
  }
  return { textAnchor: 'middle' } as const;
}

/** For one result on a page of its own: the figures stand under the dot, the cut is named above its line. */
export function WideCutLine({
  domain = [0, 100],
  unit = 'percent',
  label,
  counted = ANSWERS,
  ...judgement
}: CutLineProps) {
  const scale = onScale(judgement, domain);
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
          <text x={`${scale.cut}%`} y="14" {...placeAt(scale.cut)} className="fill-ink text-13">
            cut {formatValue(judgement.cut, unit)}
          </text>
          {scale.position !== null && known ? (
            <IntervalTrack
              position={scale.position}
              interval={scale.interval}
              cut={scale.cut}
              shape={SHAPE}
            />
          ) : (
            <CutMark cut={scale.cut} shape={SHAPE} />
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
    <text x={`${position}%`} y="89" {...placeAt(position)} className="fill-ink text-17 tabular-nums">
      <tspan className="font-semibold">{formatValue(judgement.estimate, unit)}</tspan>
      {interval ? (
        <tspan className="fill-muted text-13" dx="6">
          {formatNumber(interval[0])} to {formatNumber(interval[1])}
        </tspan>
      ) : null}
    </text>
  );
}
