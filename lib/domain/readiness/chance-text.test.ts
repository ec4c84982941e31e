import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessReadiness } from './assess-readiness';
import { chanceText, expectedScoreText, wholeChance } from './chance-text';
import { forecastPass, type PassForecast } from './pass-forecast';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const forecast = (passProbability: number, lower: number, upper: number): PassForecast => ({
  passProbability,
  range: { lower, upper },
  expectedScore: 33.4,
  scoreInterval: { lower: 27, upper: 39 },
  passMark: 42,
  questionCount: 59,
});

describe('a chance in words', () => {
  it('has its noun in every state', () => {
    expect(plain(chanceText(forecast(0.12, 0.05, 0.244)))).toBe('Chance to pass 12 % (5–24 %)');
    expect(plain(chanceText(forecast(0.8, 0.796, 0.804)))).toBe('Chance to pass 80 %');
  });

  it('lies inside the range beside it, also at the ends of the scale', () => {
    expect(plain(chanceText(forecast(0.002, 0.0001, 0.03)))).toBe('Chance to pass 1 % (1–3 %)');
    expect(plain(chanceText(forecast(0.999, 0.97, 0.9999)))).toBe('Chance to pass 99 % (97–99 %)');
    fc.assert(
      fc.property(
        fc.array(
          fc
            .record({
              examItemCount: fc.integer({ min: 1, max: 30 }),
              met: fc.integer({ min: 0, max: 80 }),
              part: fc.double({ min: 0, max: 1, noNaN: true }),
            })
            .map(({ part, ...domain }) => ({ ...domain, correct: Math.round(part * domain.met) })),
          { minLength: 1, maxLength: 4 },
        ),
        fc.integer({ min: 1, max: 100 }),
        (domains, cut) => {
          const { percent, low, high } = wholeChance(forecastPass(domains, cut));
          expect(percent).toBeGreaterThanOrEqual(low);
          expect(percent).toBeLessThanOrEqual(high);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is not shown at all when it lies outside its range', () => {
    expect(() => wholeChance(forecast(0.5, 0.6, 0.7))).toThrow('a chance outside its own range');
  });
});

describe('an expected score in words', () => {
  it('says of what, what is needed and from how many answers', () => {
    expect(expectedScoreText(forecast(0.1, 0.05, 0.2), { answered: 40 })).toBe(
      '33 of 59 expected, 42 needed, from 40 answers',
    );
  });
});

describe('what was left blank and what was not reached', () => {
  const of = (omitted: number, notReached: number) =>
    assessReadiness({
      nowMs: 1_000,
      questionCount: 20,
      cutPercent: 70,
      domains: [
        {
          domainId: 'a',
          name: 'A',
          weightPercent: 100,
          firstExposure: { correct: 22, answered: 27, omitted },
          notReached,
          lastAnsweredAtMs: 0,
        },
      ],
    });

  it('is no answer: n is answers given, whatever else there was', () => {
    expect(of(5, 9)).toMatchObject({ answered: 27, omitted: 5, notReached: 9 });
  });

  it('lowers the chance when it was left blank, and changes nothing when it was not reached', () => {
    const chance = (readiness: ReturnType<typeof of>) =>
      'forecast' in readiness ? readiness.forecast.passProbability : Number.NaN;
    expect(chance(of(5, 0))).toBeLessThan(chance(of(0, 0)));
    expect(chance(of(0, 32))).toBe(chance(of(0, 0)));
  });
});
