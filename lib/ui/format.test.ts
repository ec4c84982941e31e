import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatList,
  formatNumber,
  formatPercent,
  formatRange,
  formatRelativeDay,
  formatTime,
} from './format';

/** Typographic spaces as plain ones, so that an expectation can be read. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const LONDON = 'Europe/London';
const KATHMANDU = 'Asia/Kathmandu';
const evening = '2026-11-03T18:30:11Z';

describe('dates', () => {
  it('are tested away from UTC', () => {
    expect(new Date(evening).getTimezoneOffset()).toBe(-345);
  });

  it('follow the zone that is asked for, not the machine', () => {
    expect(formatDate(evening, LONDON)).toBe('3 Nov 2026');
    expect(formatDate(evening, KATHMANDU)).toBe('4 Nov 2026');
  });

  it('give the same words for a Date, a number and a string', () => {
    const date = new Date(evening);
    expect(new Set([evening, date, date.getTime()].map((moment) => formatDate(moment, LONDON))).size).toBe(1);
  });

  it('say the zone beside a time', () => {
    expect(plain(formatTime(evening, LONDON))).toBe('18:30 GMT');
    expect(plain(formatTime('2026-07-03T18:30:00Z', LONDON))).toBe('19:30 BST');
    expect(plain(formatDateTime(evening, KATHMANDU))).toBe('4 Nov 2026, 00:15 GMT+5:45');
  });

  it('show seconds where an answer was saved', () => {
    expect(formatClock(evening, LONDON)).toBe('18:30:11');
  });
});

describe('formatRelativeDay', () => {
  it.each([
    ['2026-11-03T23:59:00Z', 'today'],
    ['2026-11-04T00:01:00Z', 'tomorrow'],
    ['2026-11-02T23:59:00Z', 'yesterday'],
    ['2026-11-06T12:00:00Z', 'in 3 days'],
    ['2026-10-29T12:00:00Z', '5 days ago'],
    ['2026-12-24T12:00:00Z', '24 Dec 2026'],
  ])('calls %s %s when it is the evening of 3 November in London', (moment, words) => {
    expect(formatRelativeDay(moment, evening, LONDON)).toBe(words);
  });

  it('counts calendar days of the zone, not spans of 24 hours', () => {
    expect(formatRelativeDay('2026-11-03T18:10:00Z', evening, KATHMANDU)).toBe('yesterday');
  });

  it('is not confused by the night on which the clocks change', () => {
    expect(formatRelativeDay('2026-10-26T00:30:00Z', '2026-10-24T23:30:00Z', LONDON)).toBe('tomorrow');
  });
});

describe('numbers', () => {
  it('put a narrow space that does not break before the percent sign', () => {
    expect(formatPercent(61)).toBe('61\u202f%');
    expect(formatPercent(60.96, 1)).toBe('61.0\u202f%');
  });

  it('use a real minus and no negative zero', () => {
    expect(formatNumber(-0.123, 2)).toBe('\u22120.12');
    expect(formatNumber(-0.001, 2)).toBe('0.00');
  });

  it('join a range with an en dash', () => {
    expect(formatRange(45.6, 75.2)).toBe('46\u201375');
  });

  it.each([
    [0, '0 questions'],
    [1, '1 question'],
    [2, '2 questions'],
    [1204, '1,204 questions'],
  ])('count %d as "%s"', (count, words) => {
    expect(plain(formatCount(count, { one: 'question', other: 'questions' }))).toBe(words);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [40, '40 s'],
    [60, '1 min'],
    [125, '2 min 5 s'],
    [600, '10 min'],
    [2_700, '45 min'],
    [3_600, '1 h'],
    [5_400, '1 h 30 min'],
    [3_599, '1 h'],
    [-5, '0 s'],
  ])('says %d seconds as "%s"', (seconds, words) => {
    expect(plain(formatDuration(seconds))).toBe(words);
  });
});

it('joins names as a sentence does', () => {
  expect(formatList(['Ada', 'Grace', 'Edsger'])).toBe('Ada, Grace and Edsger');
});
