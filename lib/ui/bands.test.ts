import { describe, expect, it } from 'vitest';
import { bandOf, bandRanges } from './bands';

describe('bandOf', () => {
  it.each([
    [0, 'farBelow'],
    [49.9, 'farBelow'],
    [50, 'below'],
    [59.9, 'below'],
    [60, 'justBelow'],
    [69.9, 'justBelow'],
    [70, 'justAbove'],
    [79.9, 'justAbove'],
    [80, 'above'],
    [90, 'farAbove'],
    [100, 'farAbove'],
  ] as const)('puts %d %% against a cut of 70 in %s', (percent, band) => {
    expect(bandOf(percent, 70)).toBe(band);
  });

  it('moves with the cut', () => {
    expect(bandOf(70, 75)).toBe('justBelow');
  });
});

describe('bandRanges', () => {
  it('covers every whole percentage exactly once', () => {
    for (const cut of [5, 50, 70, 85, 95]) {
      const covered = bandRanges(cut).flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, step) => from + step),
      );
      expect(covered).toEqual(Array.from({ length: 101 }, (_, percent) => percent));
    }
  });

  it('agrees with bandOf at both ends of each range', () => {
    for (const { band, from, to } of bandRanges(70)) {
      expect([bandOf(from, 70), bandOf(to, 70)]).toEqual([band, band]);
    }
  });
});
