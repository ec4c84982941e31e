import { allowedTime } from '@/lib/domain/attempt/allowed-time';
import { assembleForm } from '@/lib/domain/form/assemble-form';
import { type Random, randomIndex, seededRandom } from '@/lib/domain/kernel/random';
import type { FormSource } from '@/lib/features/exam/data';
import { type GivenAssignment, MINUTES } from './assign-exams';
import type { DemoItem } from './content';
import type { DemoLearner } from './learners';
import { simulateSitting } from './simulate-answers';
import { DEMO_ASSIGNMENTS, type DemoExam, type PlannedSitting, plannedSittings } from './sittings';
import type { Sitting } from './write-sittings';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Changes every answer of the demonstration. */
const SEED = 20_261_123;
/** A sitting that is going on now began so long ago, and is so far. */
const RUNNING_SINCE_MS = 9 * MINUTE_MS;
const RUNNING_SHARE = 0.35;
const TIMED_OUT_SHARE = 0.7;

/** A learner with the membership that stands for them. */
export type Participant = Pick<
  DemoLearner,
  'cohorts' | 'ability' | 'diligence' | 'retakes' | 'runsOutOfTime' | 'checks' | 'extraTime'
> & { readonly membershipId: string };

export interface SittingMaterial {
  readonly assignments: readonly GivenAssignment[];
  readonly sources: Readonly<Record<DemoExam, FormSource>>;
  readonly items: ReadonlyMap<string, DemoItem>;
  readonly nowMs: number;
}

/** Every sitting of the story, answers included. The same for the same participants, whatever their ids. */
export function planAllSittings(
  participants: readonly Participant[],
  material: SittingMaterial,
): readonly Sitting[] {
  return participants.flatMap((participant, index) => {
    const seen = new Set<number>();
    return plannedSittings(participant).map((planned, nth) => {
      const random = seededRandom(SEED + 1000 * index + nth);
      return planSitting({ participant, planned, random, seen }, material);
    });
  });
}

interface OneSitting {
  readonly participant: Participant;
  readonly planned: PlannedSitting;
  readonly random: Random;
  /** Numbers of the items met so far; this sitting adds its own. */
  readonly seen: Set<number>;
}

function planSitting({ participant, planned, random, seen }: OneSitting, material: SittingMaterial): Sitting {
  const { exam } = DEMO_ASSIGNMENTS[planned.assignment];
  const assignment = material.assignments.find(
    ({ name, membershipId }) =>
      name === planned.assignment && (membershipId === null || membershipId === participant.membershipId),
  );
  if (!assignment) throw new Error(`${planned.assignment} was not given to somebody who sits it`);
  const form = assembleForm({ ...material.sources[exam], shuffleItems: true, shuffleOptions: true, random });
  if (!form.ok) throw new Error(`No form of ${exam}: ${form.error.code}`);
  const items = form.value.flatMap(({ itemId }) => material.items.get(itemId) ?? []);
  const share = planned.days === null ? RUNNING_SHARE : planned.timesOut ? TIMED_OUT_SHARE : 1;
  const reached = Math.round(items.length * share);
  const answers = simulateSitting({ ability: participant.ability, items, seen, reached, random });
  for (const { number } of items) seen.add(number);
  const startedMs = startOf(planned, material.nowMs, random);
  const { allowedMs } = allowedTime({
    minutes: MINUTES[exam],
    accommodation: accommodationOf(participant),
    msUntilClose: assignment.closesAtMs - startedMs,
  });
  const deadlineAt = new Date(startedMs + allowedMs);
  const spentMs = MINUTES[exam] * MINUTE_MS * (0.5 + 0.45 * random());
  const closedAt = planned.timesOut ? deadlineAt : new Date(startedMs + spentMs);
  return {
    assignmentId: assignment.assignmentId,
    membershipId: participant.membershipId,
    number: planned.number,
    form: form.value,
    answers,
    startedAt: new Date(startedMs),
    deadlineAt,
    closedAt: planned.days === null ? null : closedAt,
    closedBy: planned.timesOut ? 'expired' : 'submitted',
  };
}

/** Between 8:00 and 17:00 UTC on one of the days; days count back from today, so that the moment has passed. */
function startOf({ days }: PlannedSitting, nowMs: number, random: Random): number {
  if (days === null) return nowMs - RUNNING_SINCE_MS;
  const [from, to] = days;
  const day = from + randomIndex(random, to - from + 1);
  const midnight = Math.floor(nowMs / DAY_MS) * DAY_MS + day * DAY_MS;
  return midnight + (8 + 9 * random()) * HOUR_MS;
}

const accommodationOf = ({ extraTime }: Participant) =>
  extraTime ? { timeFactor: Number(extraTime.timeFactor), extraMinutes: extraTime.extraMinutes } : null;
