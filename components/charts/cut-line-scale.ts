import type { Noun } from '@/lib/ui/format';
import type { Interval, Judgement, Unit, Wording } from './cut-line-words';

export interface CutLineProps extends Judgement, Wording {
  /** Ends of the scale; 0 to 100 unless the scale is in points. */
  readonly domain?: readonly [min: number, max: number];
  readonly unit?: Unit;
  readonly size?: 'wide' | 'row' | 'cell';
  /** What is judged: "Delta Lake governance", "Your result". Said before the figures. */
  readonly label: string;
  readonly counted?: Noun;
}

/** Every value as a percentage of the scale's length, kept inside it. */
export function onScale({ estimate, interval, cut }: Judgement, [min, max]: readonly [number, number]) {
  const at = (value: number) => (Math.min(max, Math.max(min, value)) - min) * (100 / (max - min));
  const ends: Interval | null = interval ? [at(interval[0]), at(interval[1])] : null;
  return { position: estimate === null ? null : at(estimate), interval: ends, cut: at(cut) };
}
