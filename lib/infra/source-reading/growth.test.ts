import { describe, expect, it } from 'vitest';
import { READER_SOURCES, type Reader } from '@/tests/support/reader-sources';

const MEGABYTE = 1_000_000;

const HONEST = READER_SOURCES.filter(([name]) => name.includes('honest'));

const repeated = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length));

/** The best of three, in milliseconds of processor time: other programs on the machine don't count. */
function duration(reader: Reader, text: string): number {
  const times = [0, 1, 2].map(() => {
    const start = process.cpuUsage();
    reader(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('readers', { timeout: 60_000 }, () => {
  // Four times as much takes a linear reader 4 times as long and a quadratic one 16 times: the bound tells the two apart, and
  // leaves room for what a busy machine and its caches add.
  it.each(READER_SOURCES)('take time in proportion, not by the square: %s', (_, reader, unit) => {
    const [quarter, whole] = [repeated(unit, MEGABYTE / 32), repeated(unit, MEGABYTE / 8)];
    reader(quarter);
    const [before, after] = [duration(reader, quarter), duration(reader, whole)];
    // Below some 100 ms collecting garbage once is longer than the work.
    if (after > 100) expect(after / before).toBeLessThan(10);
  });

  it.each(HONEST)('read a megabyte of %s', (_, reader, unit) => {
    expect(duration(reader, repeated(unit, MEGABYTE))).toBeLessThan(10_000);
  });
});
