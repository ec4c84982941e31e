import { describe, expect, it } from 'vitest';
import type { ReadinessState } from './assess-readiness';
import { type CountedPeople, cohortGroups, groupFigures } from './group-figures';

const counted = (
  people: number,
  cohortIds: readonly string[],
  state: ReadinessState = 'likely',
  hasLeft = false,
): CountedPeople => ({ people, cohortIds, state, hasLeft });

const cohort = (id: string) => ({ id, name: `Cohort ${id}` });

describe('figures of a group', () => {
  it('count people by state, and those who left', () => {
    const figures = groupFigures([
      counted(4, ['a']),
      counted(2, ['b'], 'unlikely'),
      counted(1, [], 'likely', true),
    ]);
    expect(figures).toMatchObject({ people: 7, left: 1, counts: { likely: 5, unlikely: 2, notStarted: 0 } });
  });

  it('are withheld for fewer than five', () => {
    expect(groupFigures([counted(4, ['a'])])).toEqual({ people: 4, left: 0, counts: null });
    expect(groupFigures([counted(5, ['a'])]).counts).not.toBeNull();
  });
});

describe('cohorts side by side', () => {
  it('stand alone when they are big enough; somebody in two counts in both', () => {
    const groups = cohortGroups([cohort('a'), cohort('b')], [counted(5, ['a']), counted(5, ['a', 'b'])]);
    expect(groups.map(({ cohortId, figures }) => [cohortId, figures.people])).toEqual([
      ['a', 10],
      ['b', 5],
    ]);
  });

  it('are put together when they are small, and everybody in them is counted once', () => {
    const groups = cohortGroups(
      [cohort('a'), cohort('b'), cohort('c')],
      [counted(9, ['a']), counted(3, ['b', 'c']), counted(1, ['b']), counted(1, ['c'])],
    );
    expect(groups.map(({ cohortId, name, figures }) => [cohortId, name, figures.people])).toEqual([
      ['a', 'Cohort a', 9],
      [null, 'Cohort b, Cohort c', 5],
    ]);
  });

  it('take the next smallest along when a single small one could be had by subtraction', () => {
    const groups = cohortGroups(
      [cohort('a'), cohort('b'), cohort('c')],
      [counted(9, ['a']), counted(6, ['b']), counted(2, ['c'])],
    );
    expect(groups.map(({ cohortId, figures }) => [cohortId, figures.people])).toEqual([
      ['a', 9],
      [null, 8],
    ]);
  });
});
