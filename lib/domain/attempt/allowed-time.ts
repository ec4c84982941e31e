import { allowedSeconds, type TimeAccommodation } from '../form/allowed-time';

const MS_PER_MINUTE = 60_000;

/** What decides how long one learner may work on one attempt. */
export interface TimeRule {
  /** Minutes of the assignment, the same for everybody. */
  readonly minutes: number;
  /** Extra time that staff granted to the learner beforehand; null for none. */
  readonly accommodation: TimeAccommodation | null;
  /** Milliseconds from the start to the end of the assignment's window. */
  readonly msUntilClose: number;
}

export interface AllowedTime {
  /** From start to deadline. */
  readonly allowedMs: number;
  /** The part that the accommodation adds; 0 without one. */
  readonly extraMs: number;
  /** True when the window leaves less than the full minutes, so that starting now costs time. */
  readonly cutByWindow: boolean;
}

/**
 * The time of an attempt that starts now. The window cuts the ordinary time, for everybody alike; an accommodation multiplies
 * what is left and adds its minutes, also past the window: who was granted half as much again gets half as much again,
 * whenever they start.
 *
 *   allowed = min(minutes, until close) x factor + extra minutes
 */
export function allowedTime({ minutes, accommodation, msUntilClose }: TimeRule): AllowedTime {
  const fullMs = minutes * MS_PER_MINUTE;
  const ordinaryMs = Math.max(0, Math.min(fullMs, msUntilClose));
  const allowedMs = Math.round(allowedSeconds(ordinaryMs / MS_PER_MINUTE, accommodation) * 1000);
  return { allowedMs, extraMs: allowedMs - ordinaryMs, cutByWindow: ordinaryMs < fullMs };
}
