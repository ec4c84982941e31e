import { err, ok, type Result } from './result';

/**
 * Wall time, as a clock on the wall of a time zone shows it: `2026-11-23T09:30`, the value of a datetime-local field.
 * It isn't a moment until a zone is named, and on two days of the year not even then.
 */
export type WallTimeError =
  /** not a date and time, or one that no calendar has (30 February) */
  | { readonly code: 'malformed' }
  /** clocks go forward past it */
  | { readonly code: 'skipped' };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The moment at which a wall in `timeZone` shows `wallTime`, in epoch milliseconds. Seconds are ignored. An hour that happens
 * twice, when clocks go back, means its first time.
 *
 * A zone's offset depends on the moment that is looked for, so the wall time is first taken as UTC and then moved by the
 * offsets that hold a day before and a day after: one of the two is right, unless no moment shows that time.
 *
 * @param timeZone IANA name
 * @throws RangeError for a zone that doesn't exist
 */
export function wallTimeToEpochMs(wallTime: string, timeZone: string): Result<number, WallTimeError> {
  const asUtc = parseWallTime(wallTime);
  if (asUtc === null) return err({ code: 'malformed' });
  const candidates = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => asUtc - offsetMsAt(near, timeZone));
  const moments = candidates.filter((moment) => moment + offsetMsAt(moment, timeZone) === asUtc);
  return moments.length === 0 ? err({ code: 'skipped' }) : ok(Math.min(...moments));
}

/** What a wall in `timeZone` shows at a moment, for the value of a datetime-local field. */
export function epochMsToWallTime(epochMs: number, timeZone: string): string {
  const { year, month, day, hour, minute } = fieldsAt(epochMs, timeZone);
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}`;
}

/** The wall time as if it were UTC; null when there is no such date or time. */
function parseWallTime(text: string): number | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  if (hour > 23 || minute > 59) return null;
  const moment = daysSince1970(year, month, day) * DAY_MS + (hour * 60 + minute) * MINUTE_MS;
  // A day or month out of range would have rolled over into another one.
  const back = fieldsAt(moment, 'UTC');
  return back.year === year && back.month === month && back.day === day ? moment : null;
}

/** How far the zone's wall is ahead of UTC at a moment. */
function offsetMsAt(epochMs: number, timeZone: string): number {
  const { year, month, day, hour, minute } = fieldsAt(epochMs, timeZone);
  const wall = daysSince1970(year, month, day) * DAY_MS + (hour * 60 + minute) * MINUTE_MS;
  return wall - Math.floor(epochMs / MINUTE_MS) * MINUTE_MS;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function fieldsAt(epochMs: number, timeZone: string) {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'iso8601',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(epochMs).map((part) => [part.type, Number(part.value)]));
  const field = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
  return {
    year: field('year'),
    month: field('month'),
    day: field('day'),
    hour: field('hour'),
    minute: field('minute'),
  };
}

/** Days from 1 January 1970 in the Gregorian calendar, counted in years that begin in March so that leap days come last. */
function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}
