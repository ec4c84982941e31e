import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../percentile';
import { formatSeconds } from '../progress';
import type { LiveFault } from './fault';
import { inDatabase } from './live-mutants';

/** How long grading one attempt takes here, and how long a hand-in may. */
const gradingMs = 3000;
const p95BudgetMs = 2000;
const marksMs = 40_000;

const SLOW = `
  CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(${gradingMs / 1000}); RETURN NEW; END $$;
  CREATE TRIGGER slow BEFORE INSERT ON attempt_grade FOR EACH ROW EXECUTE FUNCTION public.slow()`;

/** A whole exam hands in at once while grading is slow and another exam goes on. */
export const handIn: LiveFault = {
  kind: 'live',
  mutant: inDatabase('grade inside submit'),
  play: async ({ crowd, hall }) => {
    await hall.query(SLOW);
    const leaving = hall.exams[1]?.learners ?? [];
    const took: number[] = [];
    const refused: number[] = [];
    const finding = await crowd.answerWhile(async () => {
      await sleep(500);
      await Promise.all(
        leaving.map(async (learner) => {
          const since = performance.now();
          const { status } = await learner.submit();
          took.push(performance.now() - since);
          if (status !== 200) refused.push(status);
        }),
      );
    });
    const since = performance.now();
    let unmarked = leaving.length;
    while (unmarked > 0 && performance.now() - since < marksMs) {
      await sleep(250);
      const [row] = await hall.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM attempt WHERE state IN ('submitted', 'expired')`,
      );
      unmarked = row?.n ?? Number.NaN;
    }
    await hall.query('DROP TRIGGER slow ON attempt_grade; DROP FUNCTION public.slow()');
    const p95 = percentile(took, 95);
    return {
      figures: `${leaving.length} hand in at once, each marked in ${formatSeconds(gradingMs)}: p95 ${Math.round(p95)} ms, ${refused.length} refused, all marked ${formatSeconds(performance.now() - since)} later; meanwhile ${finding.figures}`,
      wrong: [
        ...finding.wrong,
        ...(refused.length > 0 ? [`${refused.length} hand-ins refused: ${refused[0]}`] : []),
        ...(p95 > p95BudgetMs ? [`a hand-in took ${Math.round(p95)} ms`] : []),
        ...(unmarked > 0 ? [`${unmarked} are not marked`] : []),
      ],
    };
  },
};
