import { type Failure, failure } from '../kernel/failure';
import { err, ok, type Result } from '../kernel/result';
import { wallTimeToEpochMs } from '../kernel/zoned-time';

/** The two ends as they are entered: wall times in the organisation's zone. */
export interface EnteredWindow {
  readonly opensAt: string;
  readonly closesAt: string;
  /** How long the exam takes. */
  readonly minutes: number;
}

/** In epoch milliseconds; can be started from `opensAtMs` until before `closesAtMs`. */
export interface AssignmentWindow {
  readonly opensAtMs: number;
  readonly closesAtMs: number;
}

const wrong = (field: string, message: string): Result<never, Failure> =>
  err(failure('invalid', 'Check the marked fields.', { [field]: message }));

/** The window as moments, or what is wrong with which of its ends. A window that has opened already is fine. */
export function readWindow(
  { opensAt, closesAt, minutes }: EnteredWindow,
  timeZone: string,
  nowMs: number,
): Result<AssignmentWindow, Failure> {
  const opens = readWindowEnd('opensAt', opensAt, timeZone);
  if (!opens.ok) return opens;
  const closes = readWindowEnd('closesAt', closesAt, timeZone);
  if (!closes.ok) return closes;
  if (closes.value <= nowMs)
    return wrong('closesAt', 'The window would close in the past. Choose a later time.');
  if (closes.value <= opens.value)
    return wrong('closesAt', 'The window closes before it opens. Choose a later time.');
  const windowMinutes = Math.floor((closes.value - opens.value) / 60_000);
  if (windowMinutes < minutes) {
    const words = `The window is ${windowMinutes} min long, shorter than the ${minutes} min of the exam. Choose a later time.`;
    return wrong('closesAt', words);
  }
  return ok({ opensAtMs: opens.value, closesAtMs: closes.value });
}

/** A later end for a window, or what is wrong with it. */
export function readLaterEnd(
  closesAt: string,
  timeZone: string,
  { closesAtMs, nowMs }: { readonly closesAtMs: number; readonly nowMs: number },
): Result<number, Failure> {
  const moment = readWindowEnd('closesAt', closesAt, timeZone);
  if (!moment.ok) return moment;
  if (moment.value <= closesAtMs)
    return wrong('closesAt', 'Choose a time after the present end of the window.');
  return moment.value > nowMs ? moment : wrong('closesAt', 'This time has passed. Choose a later one.');
}

function readWindowEnd(
  field: 'opensAt' | 'closesAt',
  wallTime: string,
  timeZone: string,
): Result<number, Failure> {
  const moment = wallTimeToEpochMs(wallTime, timeZone);
  if (moment.ok) return moment;
  return wrong(
    field,
    moment.error.code === 'skipped'
      ? `Clocks in ${timeZone} go forward past this time. Choose another one.`
      : 'Enter a date and a time, for example 23/11/2026 09:30.',
  );
}
