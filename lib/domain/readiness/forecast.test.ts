import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaBinomialLogLikelihood, betaBinomialPmf, binomialTail, convolve } from './beta-binomial';
import { forecastPass } from './pass-forecast';
import { EXAM_OFFSETS, forecastScore, shiftLogit } from './score-forecast';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('betaBinomialPmf', () => {
  it('is uniform when p is uniform', () => {
    for (const mass of betaBinomialPmf(9, 1, 1)) expect(mass).toBeCloseTo(0.1, 14);
  });

  it('gives the worked values of a Beta(2, 3) and four trials', () => {
    // C(4,k) B(k+2, 7-k) / B(2,3) = (15, 20, 18, 12, 5) / 70
    const expected = [15, 20, 18, 12, 5].map((count) => count / 70);
    for (const [k, mass] of betaBinomialPmf(4, 2, 3).entries())
      expect(mass).toBeCloseTo(expected[k] ?? -1, 14);
  });

  it('adds up to one and has mean n a / (a + b)', () => {
    const shape = fc.double({ min: 0.05, max: 400, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), shape, shape, (trials, a, b) => {
        const pmf = betaBinomialPmf(trials, a, b);
        expect(sum(pmf)).toBeCloseTo(1, 9);
        expect(sum(pmf.map((mass, k) => mass * k))).toBeCloseTo((trials * a) / (a + b), 6);
      }),
    );
  });

  it('agrees with the likelihood of a sequence times the number of sequences', () => {
    expect(Math.log(betaBinomialPmf(4, 2, 3)[2] ?? 0)).toBeCloseTo(
      Math.log(6) + betaBinomialLogLikelihood(2, 4, 2, 3),
      12,
    );
  });
});

describe('convolve and binomialTail', () => {
  it('convolve adds two dice', () => {
    const die = [0, ...Array.from({ length: 6 }, () => 1 / 6)];
    expect(convolve(die, die)[7]).toBeCloseTo(6 / 36, 14);
  });

  it('binomialTail gives P(at least 8 of 10) = 56/1024 for a fair coin', () => {
    expect(binomialTail(10, 0.5, 8)).toBeCloseTo(56 / 1024, 7);
  });
});

describe('the offset of the exam', () => {
  it('has weights that add up to one, mean zero and deviation 0.3', () => {
    expect(sum(EXAM_OFFSETS.map((offset) => offset.weight))).toBeCloseTo(1, 12);
    expect(sum(EXAM_OFFSETS.map((offset) => offset.weight * offset.logits))).toBeCloseTo(0, 12);
    expect(sum(EXAM_OFFSETS.map((offset) => offset.weight * offset.logits ** 2))).toBeCloseTo(0.09, 12);
  });

  it('moves a half by one logit to 0.731 and leaves the ends alone', () => {
    expect(shiftLogit(0.5, 1)).toBeCloseTo(0.7310585786, 10);
    expect([shiftLogit(0, 1), shiftLogit(1, -1)]).toEqual([0, 1]);
  });
});

describe('forecastScore', () => {
  const someDomains = fc.array(
    fc
      .record({
        examItemCount: fc.integer({ min: 1, max: 20 }),
        met: fc.integer({ min: 0, max: 60 }),
        part: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ examItemCount, met, part }) => ({
        examItemCount,
        met,
        correct: Math.round(met * part),
      })),
    { minLength: 1, maxLength: 6 },
  );

  it('is a distribution over all scores of the exam', () => {
    fc.assert(
      fc.property(someDomains, (domains) => {
        const { scorePmf, standing } = forecastScore(domains);
        expect(scorePmf).toHaveLength(sum(domains.map((domain) => domain.examItemCount)) + 1);
        expect(sum(scorePmf)).toBeCloseTo(1, 6);
        expect(standing.mean).toBeGreaterThan(0);
        expect(standing.mean).toBeLessThan(1);
        expect(standing.variance).toBeGreaterThan(0);
      }),
      { numRuns: 30 },
    );
  });

  it('is symmetric without answers', () => {
    const { scorePmf } = forecastScore([
      { examItemCount: 6, correct: 0, met: 0 },
      { examItemCount: 4, correct: 0, met: 0 },
    ]);
    for (const [score, mass] of scorePmf.entries()) expect(mass).toBeCloseTo(scorePmf[10 - score] ?? -1, 10);
  });

  it('lets a domain without answers follow the others, with more doubt', () => {
    const strong = { examItemCount: 10, correct: 54, met: 60 };
    const silent = { examItemCount: 10, correct: 0, met: 0 };
    const both = forecastScore([strong, { ...strong }]);
    const half = forecastScore([strong, silent]);
    expect(half.standing.mean).toBeGreaterThan(0.75);
    expect(half.standing.mean).toBeLessThan(both.standing.mean);
    expect(half.standing.variance).toBeGreaterThan(2 * both.standing.variance);
  });
});

describe('forecastPass', () => {
  const exam = (correct: number, met: number) => [
    { examItemCount: 30, correct, met },
    { examItemCount: 29, correct, met },
  ];

  it('agrees with an independent simulation of the same model', () => {
    // Three million weighted draws (effective 1.0 million) of overall share, domains, offset and score: 0.3516 ± 0.0005, 38.82 ± 0.01.
    const { passProbability, expectedScore } = forecastPass(
      [
        { examItemCount: 30, correct: 22, met: 30 },
        { examItemCount: 29, correct: 18, met: 30 },
      ],
      70,
    );
    expect(Math.abs(passProbability - 0.3516)).toBeLessThan(0.0015);
    expect(Math.abs(expectedScore - 38.816)).toBeLessThan(0.02);
  });

  it('rises with every right answer', () => {
    const chances = [10, 15, 20, 25, 30].map(
      (correct) => forecastPass(exam(correct, 30), 70).passProbability,
    );
    expect(chances).toEqual([...chances].sort((a, b) => a - b));
    expect(new Set(chances).size).toBe(5);
  });

  it('falls as the cut rises', () => {
    const chances = [50, 60, 70, 80, 90].map((cut) => forecastPass(exam(22, 30), cut).passProbability);
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
  });

  it('is certain at a cut of zero', () => {
    expect(forecastPass(exam(3, 30), 0).passProbability).toBeCloseTo(1, 6);
  });

  it('draws the range together as answers come in', () => {
    const widths = [
      [7, 10],
      [21, 30],
      [210, 300],
      [2100, 3000],
    ].map(([correct = 0, met = 0]) => {
      const { range } = forecastPass(exam(correct, met), 70);
      return range.upper - range.lower;
    });
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(widths.at(-1)).toBeLessThan(0.15);
  });

  it('holds its estimate and reports the pass mark that it used', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), (correct) => {
        const { passProbability, range, scoreInterval, expectedScore, passMark } = forecastPass(
          exam(correct, 40),
          70,
        );
        expect(range.lower).toBeLessThanOrEqual(passProbability);
        expect(range.upper).toBeGreaterThanOrEqual(passProbability);
        expect(scoreInterval.lower).toBeLessThanOrEqual(expectedScore);
        expect(scoreInterval.upper).toBeGreaterThanOrEqual(expectedScore);
        expect(passMark).toBe(42);
      }),
      { numRuns: 20 },
    );
  });
});
