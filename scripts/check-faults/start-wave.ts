import { availableParallelism } from 'node:os';
import { encode } from 'next-auth/jwt';
import { PAGE_MARK_HEADER } from '@/lib/domain/access/page-mark';
import { openSession } from '@/tests/support/factories';
import { openExamRoom } from '@/tests/support/sitting';
import { percentile } from '../percentile';
import type { LiveFault } from './fault';
import { statements } from './live-mutants';

/** Somebody at the start card, with a browser. */
interface Starter {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const count = 100;
const p95BudgetMs = 1500;
const starters: Starter[] = [];

/** Seats nobody yet: a hundred learners with an exam that they may start. */
export async function gatherStarters({
  url,
  authSecret,
}: {
  url: string;
  authSecret: string;
}): Promise<void> {
  const room = await openExamRoom({ itemCount: 20, learnerCount: count });
  for (const learner of room.learners) {
    const assignmentId = await room.assign(learner);
    const { token } = await openSession(learner.personId);
    starters.push({
      path: `${url}/api/v1/assignments/${assignmentId}/attempts`,
      headers: {
        cookie: `cutscore.session=${await encode({ token: { sid: token }, secret: authSecret })}`,
        origin: url,
        [PAGE_MARK_HEADER]: `${room.scope.organisationId}.${learner.personId}`,
      },
    });
  }
}

interface Answer {
  readonly status: number;
  readonly attemptId: string | null;
  readonly tookMs: number;
}

async function start({ path, headers }: Starter): Promise<Answer> {
  const since = performance.now();
  const response = await fetch(path, { method: 'POST', headers });
  const { attemptId = null } = (await response.json()) as { attemptId?: string };
  return { status: response.status, attemptId, tookMs: performance.now() - since };
}

/** How many times longer than alone a piece of work takes here. */
function crowding(): number {
  const since = performance.now();
  const before = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    const usedMs = (user + system) / 1000;
    if (usedMs > 300) return (performance.now() - since) / usedMs;
  }
}

/** Everybody within one second, on a process for each core; one in five clicks twice. */
export const startWave: LiveFault = {
  kind: 'live',
  // Its figure is a time: on a machine that does something else it says nothing.
  missing: () => {
    const times = crowding();
    return times < 1.5
      ? null
      : `a machine that does nothing else (everything takes ${times.toFixed(1)} times as long)`;
  },
  // Not taken back: it is the last that is played.
  mutant: statements(
    'two open attempts are possible',
    [
      `DROP INDEX attempt_one_open`,
      `DROP INDEX attempt_organisation_id_assignment_id_membership_id_number_key`,
    ],
    [],
  ),
  play: async ({ crowd, hall }) => {
    await crowd.restartServer({ WORKERS: String(availableParallelism()) });
    const answers = await Promise.all(
      starters.map(async (starter, at) => {
        await new Promise((resolve) => setTimeout(resolve, (at / count) * 1000));
        return Promise.all(at % 5 === 0 ? [start(starter), start(starter)] : [start(starter)]);
      }),
    );
    const all = answers.flat();
    const [row] = await hall.query<{ n: number }>(
      `SELECT count(*)::int - count(DISTINCT (assignment_id, membership_id))::int AS n FROM attempt WHERE state = 'in_progress'`,
    );
    const twice = row?.n ?? 0;
    const refused = all.filter(({ status }) => status !== 200);
    const disagree = answers.filter(
      ([a, b]) => a?.attemptId && b?.attemptId && a.attemptId !== b.attemptId,
    ).length;
    const p95 = percentile(
      all.map(({ tookMs }) => tookMs),
      95,
    );
    return {
      figures: `${count} learners start within a second, one in five with a double click: p95 ${Math.round(p95)} ms, ${refused.length} refused, ${twice} attempts too many`,
      wrong: [
        ...(twice + disagree > 0 ? [`${twice} attempts too many, ${disagree} learners got two`] : []),
        ...(refused.length > 0 ? [`${refused.length} starts refused: ${refused[0]?.status}`] : []),
        ...(p95 > p95BudgetMs ? [`p95 is ${Math.round(p95)} ms; the budget is ${p95BudgetMs} ms`] : []),
      ],
    };
  },
};
