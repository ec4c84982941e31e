import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMsToWallTime, wallTimeToEpochMs } from './zoned-time';

const moment = (wallTime: string, timeZone: string) => {
  const result = wallTimeToEpochMs(wallTime, timeZone);
  return result.ok ? `${epochMsToWallTime(result.value, 'UTC')}Z` : result.error.code;
};

describe('wall time in a zone', () => {
  it.each([
    ['2026-01-15T09:30', 'Europe/London', '2026-01-15T09:30Z'],
    ['2026-07-15T09:30', 'Europe/London', '2026-07-15T08:30Z'],
    ['2026-07-15T09:30', 'America/New_York', '2026-07-15T13:30Z'],
    ['2026-07-15T09:30', 'Asia/Kathmandu', '2026-07-15T03:45Z'],
    ['2026-01-01T00:15', 'Pacific/Kiritimati', '2025-12-31T10:15Z'],
    ['2024-02-29T12:00', 'UTC', '2024-02-29T12:00Z'],
    ['2026-11-23T09:30:59', 'UTC', '2026-11-23T09:30Z'],
  ])('reads %s in %s as %s', (wallTime, timeZone, iso) => {
    expect(moment(wallTime, timeZone)).toBe(iso);
  });

  it('knows the minutes around the change to summer time', () => {
    expect(moment('2026-03-29T00:59', 'Europe/London')).toBe('2026-03-29T00:59Z');
    expect(moment('2026-03-29T01:00', 'Europe/London')).toBe('skipped');
    expect(moment('2026-03-29T01:59', 'Europe/London')).toBe('skipped');
    expect(moment('2026-03-29T02:00', 'Europe/London')).toBe('2026-03-29T01:00Z');
  });

  it('takes an hour that happens twice as the first one', () => {
    expect(moment('2026-10-25T01:30', 'Europe/London')).toBe('2026-10-25T00:30Z');
    expect(moment('2026-10-25T02:00', 'Europe/London')).toBe('2026-10-25T02:00Z');
    expect(moment('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30Z');
  });

  it('knows a change of half an hour and a day that was left out', () => {
    expect(moment('2026-04-05T01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45Z');
    expect(moment('2011-12-30T12:00', 'Pacific/Apia')).toBe('skipped');
  });

  it.each(['', 'tomorrow', '2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01T24:00', '2026-01-01 10:00'])(
    'refuses %j',
    (wallTime) => {
      expect(moment(wallTime, 'Europe/London')).toBe('malformed');
    },
  );

  it('finds its way back from every minute', () => {
    const zones = fc.constantFrom(
      'Europe/London',
      'America/St_Johns',
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'UTC',
    );
    const minutes = fc.integer({ min: 26_000_000, max: 32_000_000 });
    fc.assert(
      fc.property(minutes, zones, (minute, timeZone) => {
        const wallTime = epochMsToWallTime(minute * 60_000, timeZone);
        const result = wallTimeToEpochMs(wallTime, timeZone);
        if (!result.ok) throw new Error(`${wallTime} was shown, so it exists`);
        // The second of two equal hours is read as the first: the wall shows the same, the moment may be an hour earlier.
        expect(epochMsToWallTime(result.value, timeZone)).toBe(wallTime);
        expect([0, 60]).toContain(minute - result.value / 60_000);
      }),
    );
  });
});
