/**
 * The only place where dates, numbers and amounts become words. British English, 24 hours, an explicit time zone:
 * the server's own zone never shows, and neither does the browser's.
 */

/** A moment: a Date, epoch milliseconds or an ISO 8601 string with a zone. */
export type Moment = Date | number | string;

/** A noun for a count, both forms written out: `{ one: 'answer', other: 'answers' }`. */
export interface Noun {
  readonly one: string;
  readonly other: string;
}

const LOCALE = 'en-GB';
const NARROW_NO_BREAK_SPACE = '\u202f';
const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
const EN_DASH = '\u2013';

const pluralRules = new Intl.PluralRules(LOCALE);
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Intl formatters are slow to make and safe to keep: one for each zone and shape. */
function dateFormat(timeZone: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(shape)}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { timeZone, ...shape });
  dateFormats.set(key, made);
  return made;
}

const numberFormats = new Map<number, Intl.NumberFormat>();

function numberFormat(fractionDigits: number): Intl.NumberFormat {
  const known = numberFormats.get(fractionDigits);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
    signDisplay: 'negative',
  });
  numberFormats.set(fractionDigits, made);
  return made;
}

const toDate = (moment: Moment): Date => (moment instanceof Date ? moment : new Date(moment));

/** "3 Nov 2026" */
export function formatDate(moment: Moment, timeZone: string): string {
  return dateFormat(timeZone, { day: 'numeric', month: 'short', year: 'numeric' }).format(toDate(moment));
}

/** "14:02 GMT" */
export function formatTime(moment: Moment, timeZone: string): string {
  const shape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;
  return dateFormat(timeZone, shape).format(toDate(moment)).replaceAll(' ', NO_BREAK_SPACE);
}

/** "14:02:11", for the saved state of an answer, where the zone is the reader's own and said elsewhere. */
export function formatClock(moment: Moment, timeZone: string): string {
  const shape = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return dateFormat(timeZone, shape).format(toDate(moment));
}

/** "3 Nov 2026, 14:02 GMT" */
export function formatDateTime(moment: Moment, timeZone: string): string {
  return `${formatDate(moment, timeZone)}, ${formatTime(moment, timeZone)}`;
}

/** The number of the calendar day that a moment falls on in a zone, so that two days can be subtracted. */
function calendarDay(moment: Moment, timeZone: string): number {
  const shape = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const parts = dateFormat(timeZone, shape).formatToParts(toDate(moment));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / 86_400_000;
}

const relativeDays = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

/** "today", "tomorrow", "in 3 days", "yesterday", "5 days ago"; further than two weeks off, the date. */
export function formatRelativeDay(moment: Moment, now: Moment, timeZone: string): string {
  const days = calendarDay(moment, timeZone) - calendarDay(now, timeZone);
  return Math.abs(days) > 14 ? formatDate(moment, timeZone) : relativeDays.format(days, 'day');
}

/** "1,204", "0.42", "−0.12" (a real minus). */
export function formatNumber(value: number, fractionDigits = 0): string {
  return numberFormat(fractionDigits).format(value).replace('-', MINUS);
}

/** "61 %" from 61: the argument is a percentage, never a proportion. The space is narrow and doesn't break. */
export function formatPercent(percent: number, fractionDigits = 0): string {
  return `${formatNumber(percent, fractionDigits)}${NARROW_NO_BREAK_SPACE}%`;
}

/** "46–75" */
export function formatRange(from: number, to: number, fractionDigits = 0): string {
  return `${formatNumber(from, fractionDigits)}${EN_DASH}${formatNumber(to, fractionDigits)}`;
}

/** "1 question", "118 questions" */
export function formatCount(count: number, noun: Noun): string {
  return `${formatNumber(count)}${NO_BREAK_SPACE}${pluralRules.select(count) === 'one' ? noun.one : noun.other}`;
}

/**
 * "1 h 30 min", "45 min", "2 min 5 s", "40 s". Seconds are shown only below ten minutes: above, nobody plans by them.
 * Rounds to the nearest whole second or minute; a negative duration is a bug of the caller and shows as "0 s".
 */
export function formatDuration(durationSeconds: number): string {
  const seconds = Math.max(0, Math.round(durationSeconds));
  const amount = (value: number, unit: string) => (value > 0 ? [`${value}${NO_BREAK_SPACE}${unit}`] : []);
  if (seconds === 0) return `0${NO_BREAK_SPACE}s`;
  if (seconds < 600) {
    return [...amount(Math.floor(seconds / 60), 'min'), ...amount(seconds % 60, 's')].join(NO_BREAK_SPACE);
  }
  const minutes = Math.round(seconds / 60);
  return [...amount(Math.floor(minutes / 60), 'h'), ...amount(minutes % 60, 'min')].join(NO_BREAK_SPACE);
}

/** "Ada, Grace and Edsger" */
export function formatList(words: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: 'conjunction' }).format(words);
}
