import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelLearners, personLabels } from './person-labels';

const labelsOf = (people: Parameters<typeof personLabels>[0]) => [...personLabels(people).values()];

describe('the labels of people in a list', () => {
  it('are their names where no two are equal', () => {
    const people = [
      { id: '1', name: 'Émile Roux', address: 'a@example.com' },
      { id: '2', name: 'Emile Roux', address: 'b@example.com' },
    ];
    expect(labelsOf(people)).toEqual(['Émile Roux', 'Emile Roux']);
  });

  it('carry the address of everybody whose name somebody else has, however it is written', () => {
    const people = [
      { id: '1', name: 'Anna Kim', address: 'anna@example.com' },
      { id: '2', name: 'Ben Oduya', address: 'ben@example.com' },
      { id: '3', name: ' anna  KIM ', address: 'kim@example.com' },
    ];
    expect(labelsOf(people)).toEqual([
      'Anna Kim (anna@example.com)',
      ' anna  KIM  (kim@example.com)',
      'Ben Oduya',
    ]);
  });

  it('fall back to the number, and then to counting that doesn’t depend on the order of the list', () => {
    const numbered = [
      { id: '1', name: 'Anna Kim', number: 'P-7' },
      { id: '2', name: 'Anna Kim', number: 'P-8' },
    ];
    expect(labelsOf(numbered)).toEqual(['Anna Kim (P-7)', 'Anna Kim (P-8)']);
    const bare = [
      { id: '2', name: 'Anna Kim' },
      { id: '1', name: 'Anna Kim' },
    ];
    expect(personLabels(bare).get('1')).toBe('Anna Kim (1)');
    expect(personLabels([...bare].reverse())).toEqual(
      new Map([
        ['1', 'Anna Kim (1)'],
        ['2', 'Anna Kim (2)'],
      ]),
    );
  });

  it('stand in every row about somebody, without what made them', () => {
    const row = (learnerId: string, learner: string, score: number) => ({
      ...{ learnerId, learner, learnerEmail: `${learnerId}@example.com`, score },
    });
    expect(labelLearners([row('1', 'Anna Kim', 3), row('1', 'Anna Kim', 4), row('2', 'Ben', 5)])).toEqual([
      { learner: 'Anna Kim', score: 3 },
      { learner: 'Anna Kim', score: 4 },
      { learner: 'Ben', score: 5 },
    ]);
    expect(labelLearners([row('1', 'Anna Kim', 3), row('2', 'Anna Kim', 4)])).toEqual([
      { learner: 'Anna Kim (1@example.com)', score: 3 },
      { learner: 'Anna Kim (2@example.com)', score: 4 },
    ]);
  });

  it('are different for different people whose addresses differ, whatever they are called', () => {
    const person = fc.record({ name: fc.constantFrom('Anna Kim', 'anna kim', 'Anna', 'Kim', 'Anna  Kim') });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 12 }), (given) => {
        const people = given.map(({ name }, n) => ({ id: String(n), name, address: `${n}@example.com` }));
        expect(new Set(labelsOf(people)).size).toBe(people.length);
      }),
    );
  });
});
