import { READINESS_STATES, type ReadinessState } from './assess-readiness';

export type StateCounts = Readonly<Record<ReadinessState, number>>;

/** Figures of a group; withheld (null) for groups so small that a figure is about a person. */
export interface GroupFigures {
  readonly people: number;
  /** How many of them are gone from the organisation. */
  readonly left: number;
  readonly counts: StateCounts | null;
}

/** Smaller groups get no figures of their own. */
export const MINIMUM_GROUP = 5;

/** People of one state who are in the same cohorts, counted. */
export interface CountedPeople {
  readonly state: ReadinessState;
  readonly cohortIds: readonly string[];
  readonly hasLeft: boolean;
  readonly people: number;
}

export interface CohortGroup {
  /** Null for the small cohorts that were put together. */
  readonly cohortId: string | null;
  readonly name: string;
  readonly figures: GroupFigures;
}

const sizeOf = (counted: readonly CountedPeople[]): number =>
  counted.reduce((sum, { people }) => sum + people, 0);

export function groupFigures(counted: readonly CountedPeople[]): GroupFigures {
  const people = sizeOf(counted);
  const left = sizeOf(counted.filter(({ hasLeft }) => hasLeft));
  if (people < MINIMUM_GROUP) return { people, left, counts: null };
  const counts = Object.fromEntries(
    READINESS_STATES.map((state) => [state, sizeOf(counted.filter((group) => group.state === state))]),
  ) as StateCounts;
  return { people, left, counts };
}

/**
 * One line per cohort; those under the minimum are put together into one. When a single small cohort would remain, its figures
 * could be had by subtraction, so the next smallest joins it.
 */
export function cohortGroups(
  cohorts: readonly { readonly id: string; readonly name: string }[],
  everyone: readonly CountedPeople[],
): readonly CohortGroup[] {
  const inCohort = (ids: readonly string[]) =>
    everyone.filter(({ cohortIds }) => cohortIds.some((id) => ids.includes(id)));
  const sizes = new Map(cohorts.map(({ id }) => [id, sizeOf(inCohort([id]))]));
  const size = ({ id }: { readonly id: string }): number => sizes.get(id) ?? 0;
  const merged: { readonly id: string; readonly name: string }[] = [];
  for (const cohort of [...cohorts].sort((a, b) => size(a) - size(b))) {
    const isSmall = size(cohort) < MINIMUM_GROUP;
    const needsMore = merged.length > 0 && sizeOf(inCohort(merged.map(({ id }) => id))) < MINIMUM_GROUP;
    if (isSmall || needsMore) merged.push(cohort);
  }
  const groups: CohortGroup[] = cohorts
    .filter((cohort) => !merged.includes(cohort))
    .map(({ id, name }) => ({ cohortId: id, name, figures: groupFigures(inCohort([id])) }));
  if (merged.length === 0) return groups;
  const name = merged.map((cohort) => cohort.name).join(', ');
  return [...groups, { cohortId: null, name, figures: groupFigures(inCohort(merged.map(({ id }) => id))) }];
}
