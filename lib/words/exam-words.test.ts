import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAM_OUTCOMES, type ExamOutcome } from '@/lib/domain/attempt/exam-outcome';
import { sayOutcome } from './exam-words';

const FACTS = { waiting: 2, keeps: true, inOtherTab: false };
const SAME: ReadonlySet<ExamOutcome> = new Set(['ok', 'duplicate']);

/** What a function of the database says it may answer, in the comment above it. */
function outcomesOf(name: string): readonly string[] {
  const text = readFileSync(`prisma/functions/app/${name}.sql`, 'utf8');
  const [, list] = /^-- (?:status|outcome): ([\w |]+)\./m.exec(text) ?? [];
  return (list ?? '').split('|').map((word) => word.trim());
}

describe('what a running exam says', () => {
  it('has a sentence of its own for every outcome, with and without answers that wait', () => {
    const told = EXAM_OUTCOMES.filter((outcome) => !SAME.has(outcome)).map((outcome) =>
      sayOutcome(outcome, FACTS),
    );
    expect(new Set(told).size).toBe(told.length);
    for (const outcome of EXAM_OUTCOMES)
      for (const waiting of [0, 1, 2])
        expect(sayOutcome(outcome, { ...FACTS, waiting }), outcome).toMatch(/^[A-Z].*\.$/);
  });

  it.each(['save_response', 'claim_attempt', 'attempt_clock', 'renew_leases', 'submit_attempt', 'why_shut'])(
    'knows everything that app.%s may answer',
    (name) => {
      const outcomes = outcomesOf(name);
      expect(outcomes.length).toBeGreaterThan(2);
      expect(outcomes.filter((outcome) => !EXAM_OUTCOMES.some((known) => known === outcome))).toEqual([]);
    },
  );

  it('counts what waits', () => {
    expect(sayOutcome('unheard', { ...FACTS, waiting: 1 })).toBe(
      'The server can’t be reached. Go on: one answer is kept on this device and sent as soon as the connection is back.',
    );
    expect(sayOutcome('superseded', { ...FACTS, waiting: 0, inOtherTab: true })).toBe(
      'This exam is open in another tab of this browser, which is where answers are taken.',
    );
  });
});
