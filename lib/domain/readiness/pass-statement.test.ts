import { describe, expect, it } from 'vitest';
import { assessReadiness } from './assess-readiness';
import { passStatement } from './pass-statement';

const DAY = 86_400_000;
const now = 1_795_392_000_000;

function statement(answers: readonly (readonly [correct: number, answered: number])[], ageDays = 1) {
  return passStatement(
    assessReadiness({
      nowMs: now,
      questionCount: 50,
      cutPercent: 70,
      domains: answers.map(([correct, answered], i) => ({
        domainId: `${i}`,
        name: `Domain ${i + 1}`,
        weightPercent: 50,
        firstExposure: { correct, answered, omitted: 0 },
        notReached: 0,
        lastAnsweredAtMs: answered === 0 ? null : now - ageDays * DAY,
      })),
    }),
  );
}

describe('passStatement', () => {
  it('gives the chance with its range and the answers behind it', () => {
    expect(
      statement([
        [25, 30],
        [24, 30],
      ]),
    ).toMatch(/^Chance to pass \d+\u00a0% \(\d+–\d+\u00a0%\), from 60 answers$/);
  });

  it('says what is missing instead of a number', () => {
    expect(
      statement([
        [5, 6],
        [0, 0],
      ]),
    ).toMatch(/^6 of 20 first-time answers; .*none yet in Domain 2/);
    expect(
      statement([
        [0, 0],
        [0, 0],
      ]),
    ).toBe('No answers yet');
  });

  it('says how old the evidence is when it is out of date', () => {
    expect(
      statement(
        [
          [25, 30],
          [24, 30],
        ],
        45,
      ),
    ).toMatch(/, from 60 answers, the newest 45 days old$/);
  });
});
