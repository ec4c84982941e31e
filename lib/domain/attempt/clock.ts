/**
 * One reading of the time left, taken from the server. `atMs` is on a clock of the device that only ever counts forwards
 * (performance.now), so that changing the device's time of day changes nothing.
 */
export interface ClockReading {
  readonly remainingMs: number;
  readonly atMs: number;
  /** The reading may be wrong by this much: half of the way there and back. */
  readonly uncertaintyMs: number;
  /** The exam is paused: it stays as it was read. */
  readonly stands?: boolean;
}

/** Quartz clocks drift by far less; a suspended laptop by far more, which is what the comparison below is for. */
const DRIFT_PER_MS = 0.0005;

/** A reading from an answer that took from `sentAtMs` to `receivedAtMs`: the server is taken to have spoken half-way. */
export function readClock(
  remainingMs: number,
  sentAtMs: number,
  receivedAtMs: number,
  stands = false,
): ClockReading {
  const halfMs = Math.max(0, receivedAtMs - sentAtMs) / 2;
  return { remainingMs, atMs: sentAtMs + halfMs, uncertaintyMs: halfMs, stands };
}

/** Milliseconds left at a moment of the device's clock; never below 0. */
export function remainingAt(reading: ClockReading, nowMs: number): number {
  return Math.max(0, reading.remainingMs - (reading.stands ? 0 : nowMs - reading.atMs));
}

/**
 * Which of two readings to go by. The sharper one, counting drift; but when they contradict each other, the newer: the
 * device slept, or staff gave more time, or stopped the clock or let it go on.
 */
export function betterReading(current: ClockReading, next: ClockReading): ClockReading {
  if ((current.stands ?? false) !== (next.stands ?? false)) return next;
  const currentUncertaintyMs = current.uncertaintyMs + (next.atMs - current.atMs) * DRIFT_PER_MS;
  const apartMs = Math.abs(remainingAt(current, next.atMs) - next.remainingMs);
  if (apartMs > currentUncertaintyMs + next.uncertaintyMs) return next;
  return next.uncertaintyMs <= currentUncertaintyMs ? next : current;
}

const WARNING_MINUTES = [30, 15, 5, 1] as const;
export type WarningMinutes = (typeof WARNING_MINUTES)[number];

/**
 * The warning that falls due between two looks at the clock, or null. When several were passed at once (the device slept),
 * only the most urgent counts. Nothing is due at the first look: a 15-minute exam doesn't begin with "15 minutes left".
 */
export function warningBetween(beforeMs: number, nowMs: number): WarningMinutes | null {
  const passed = WARNING_MINUTES.filter(
    (minutes) => nowMs <= minutes * 60_000 && beforeMs > minutes * 60_000,
  );
  return passed.at(-1) ?? null;
}

/** How the clock looks: `low` in the last tenth of the time, `last` in the last five minutes. */
export type ClockUrgency = 'calm' | 'low' | 'last';

export function clockUrgency(remainingMs: number, allowedMs: number): ClockUrgency {
  if (remainingMs <= 5 * 60_000) return 'last';
  return remainingMs <= allowedMs / 10 ? 'low' : 'calm';
}

/** "1:04:09" or "12:30": the time left, a started second counted whole so that 0:00 means over. */
export function clockText(remainingMs: number): string {
  const seconds = Math.ceil(remainingMs / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
