import type { DemoCohort, DemoLearner } from './learners';

/** The exams of the demonstration. Items are named by their numbers in the posts, a draw by topic, bank and count. */
export type DemoExam = 'scenario' | 'firstHalf' | 'secondHalf' | 'check';

/** Who got which exam and when; days count from the day of the seed, 0 being today. */
export interface DemoAssignment {
  readonly exam: DemoExam;
  /** null: to single learners, those who are `ahead`. */
  readonly cohort: DemoCohort | null;
  readonly opensOnDay: number;
  readonly closesOnDay: number;
  readonly attemptsAllowed: number;
  readonly releaseRule: 'on_submit' | 'after_close' | 'by_hand';
}

export const DEMO_ASSIGNMENTS = {
  lakehouseScenario: {
    exam: 'scenario',
    cohort: 'lakehouse',
    opensOnDay: -30,
    closesOnDay: -15,
    attemptsAllowed: 2,
    releaseRule: 'after_close',
  },
  lakehouseFirstHalf: {
    exam: 'firstHalf',
    cohort: 'lakehouse',
    opensOnDay: -9,
    closesOnDay: 5,
    attemptsAllowed: 1,
    releaseRule: 'on_submit',
  },
  lakehouseSecondHalf: {
    exam: 'secondHalf',
    cohort: 'lakehouse',
    opensOnDay: 7,
    closesOnDay: 21,
    attemptsAllowed: 1,
    releaseRule: 'after_close',
  },
  aheadSecondHalf: {
    exam: 'secondHalf',
    cohort: null,
    opensOnDay: -12,
    closesOnDay: -2,
    attemptsAllowed: 1,
    releaseRule: 'on_submit',
  },
  platformScenario: {
    exam: 'scenario',
    cohort: 'platform',
    opensOnDay: -64,
    closesOnDay: -34,
    attemptsAllowed: 1,
    releaseRule: 'after_close',
  },
  platformFirstHalf: {
    exam: 'firstHalf',
    cohort: 'platform',
    opensOnDay: -52,
    closesOnDay: -11,
    attemptsAllowed: 1,
    releaseRule: 'after_close',
  },
  platformCheck: {
    exam: 'check',
    cohort: 'platform',
    opensOnDay: -4,
    closesOnDay: 10,
    attemptsAllowed: 1,
    releaseRule: 'by_hand',
  },
} as const satisfies Readonly<Record<string, DemoAssignment>>;

export type DemoAssignmentName = keyof typeof DEMO_ASSIGNMENTS;
export const DEMO_ASSIGNMENT_NAMES = Object.keys(DEMO_ASSIGNMENTS) as readonly DemoAssignmentName[];

/** A sitting that is to be simulated. */
export interface PlannedSitting {
  readonly assignment: DemoAssignmentName;
  readonly number: number;
  /** Day on which it starts, drawn from this range; null for one that is running now. */
  readonly days: readonly [from: number, to: number] | null;
  readonly timesOut: boolean;
}

const finished = (
  assignment: DemoAssignmentName,
  days: readonly [number, number],
  rest: { number?: number; timesOut?: boolean } = {},
): PlannedSitting => ({ assignment, number: 1, timesOut: false, ...rest, days });

const running = (assignment: DemoAssignmentName): PlannedSitting => ({
  assignment,
  number: 1,
  days: null,
  timesOut: false,
});

/** What a learner has sat, in the order of time: who meets an item twice has to meet it first. */
export function plannedSittings(
  learner: Pick<DemoLearner, 'cohorts' | 'diligence' | 'retakes' | 'runsOutOfTime' | 'checks'>,
): readonly PlannedSitting[] {
  if (learner.diligence === 'nothing') return [];
  return [
    ...(learner.cohorts.includes('platform') ? platformSittings(learner) : []),
    ...(learner.cohorts.includes('lakehouse') ? lakehouseSittings(learner) : []),
  ];
}

type Plan = Parameters<typeof plannedSittings>[0];

function platformSittings({ diligence, checks }: Plan): readonly PlannedSitting[] {
  const sittings = [finished('platformScenario', diligence === 'long ago' ? [-62, -56] : [-55, -36])];
  if (diligence === 'long ago') sittings.push(finished('platformFirstHalf', [-48, -38]));
  if (diligence === 'half') sittings.push(finished('platformFirstHalf', [-24, -12]));
  if (checks === 'finished') sittings.push(finished('platformCheck', [-3, -1]));
  if (checks === 'running') sittings.push(running('platformCheck'));
  return sittings;
}

function lakehouseSittings({ diligence, retakes, runsOutOfTime }: Plan): readonly PlannedSitting[] {
  const sittings = [
    finished('lakehouseScenario', [-29, -23], runsOutOfTime ? { timesOut: true } : {}),
    ...(retakes ? [finished('lakehouseScenario', [-21, -16], { number: 2 })] : []),
  ];
  if (diligence === 'ahead') sittings.push(finished('aheadSecondHalf', [-11, -9]));
  if (diligence === 'half' || diligence === 'ahead') sittings.push(finished('lakehouseFirstHalf', [-8, -1]));
  if (diligence === 'running') sittings.push(running('lakehouseFirstHalf'));
  return sittings;
}
