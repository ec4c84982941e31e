import { describe, expect, it } from 'vitest';
import { judgementWords, sideOf } from './cut-line-words';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('judgementWords', () => {
  it('says the estimate, the interval, the side of the cut and the evidence', () => {
    const words = judgementWords({ estimate: 61, interval: [46, 75], cut: 70, n: 18 }, 'percent');
    expect(plain(words)).toBe('61 %, 46 to 75, below the cut of 70, from 18 answers');
  });

  it('says that there is no evidence instead of a zero', () => {
    const words = judgementWords({ estimate: null, interval: null, cut: 70, n: 0 }, 'percent');
    expect(plain(words)).toBe('No evidence yet, the cut is 70 %');
  });

  it('leaves out an interval that is not known, and counts one answer as one', () => {
    const words = judgementWords({ estimate: 31, interval: null, cut: 28, n: 1 }, 'points');
    expect(plain(words)).toBe('31, above the cut of 28, from 1 answer');
  });
});

describe('sideOf', () => {
  it('agrees with the whole number that is shown', () => {
    expect(sideOf(69.6, 70)).toBe('at');
    expect(sideOf(69.4, 70)).toBe('below');
    expect(sideOf(70.5, 70)).toBe('above');
  });
});
