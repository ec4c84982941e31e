import { clsx } from 'clsx';
import type { Interval } from './cut-line-words';

/** Pixel sizes of a track. `line` is how far the cut reaches above and below the middle. */
export interface TrackShape {
  readonly middle: number;
  readonly line: number;
  readonly bar: number;
  readonly dot: number;
}

/** A piece of the interval on one side of the cut, in percent of the track. */
function Piece({ from, to, shape, below }: { from: number; to: number; shape: TrackShape; below: boolean }) {
  if (to <= from) return null;
  return (
    <rect
      x={`${from}%`}
      width={`${to - from}%`}
      y={shape.middle - shape.bar / 2}
      height={shape.bar}
      className={below ? 'fill-below-tint' : 'fill-accent-tint'}
    />
  );
}

/**
 * Axis, interval, cut and dot, in percent of the SVG's width so that nothing is distorted when it grows. An interval
 * that spans the cut is cut by it: one part of each colour. The dot has a ring of the ground, so that it stays a dot
 * on top of the line.
 */
export function IntervalTrack({
  position,
  interval,
  cut,
  shape,
}: {
  position: number;
  interval: Interval | null;
  cut: number;
  shape: TrackShape;
}) {
  const below = position < cut;
  return (
    <>
      <line
        x1="0%"
        x2="100%"
        y1={shape.middle}
        y2={shape.middle}
        className="stroke-hairline"
        strokeWidth="1"
      />
      {interval ? (
        <>
          <Piece from={interval[0]} to={Math.min(interval[1], cut)} shape={shape} below />
          <Piece from={Math.max(interval[0], cut)} to={interval[1]} shape={shape} below={false} />
        </>
      ) : null}
      <CutMark cut={cut} shape={shape} />
      <circle
        cx={`${position}%`}
        cy={shape.middle}
        r={shape.dot}
        strokeWidth={shape.dot > 5 ? 2 : 1}
        className={clsx('stroke-ground', below ? 'fill-below' : 'fill-accent')}
      />
    </>
  );
}

/** The line itself: ink, straight, always at full height. */
export function CutMark({ cut, shape }: { cut: number; shape: TrackShape }) {
  return (
    <line
      x1={`${cut}%`}
      x2={`${cut}%`}
      y1={shape.middle - shape.line}
      y2={shape.middle + shape.line}
      className="stroke-ink"
      strokeWidth="2"
    />
  );
}
