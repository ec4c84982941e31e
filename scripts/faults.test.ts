import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FAULTS } from './check-faults/faults';
import { GROUPS } from './mutants';

const mutants = GROUPS.flatMap((group) => group.mutants);

it('names for every check of a fault a mutant that there is', () => {
  const names = new Set(mutants.map(({ name }) => name));
  const unknown = FAULTS.flatMap(({ id, proof }) =>
    proof.kind === 'tests' && !names.has(proof.mutant) ? [`${id}: ${proof.mutant}`] : [],
  );
  expect(unknown).toEqual([]);
  expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
  expect(names.size).toBe(mutants.length);
});

it('names tests that there are', () => {
  const missing = FAULTS.flatMap(({ id, proof }) => {
    if (proof.kind === 'live') return [];
    const source = readFileSync(proof.file, 'utf8').replaceAll('%i', '403 404');
    // A name that goes over describe and it is told apart by its end.
    return proof.tests.filter((test) => !test.test(source)).map((test) => `${id}: ${test}`);
  });
  expect(missing.filter((each) => !each.startsWith('N6'))).toEqual([]);
});

it('has mutants that fit the sources', () => {
  const unfit = mutants.filter(({ file, find }) => readFileSync(file, 'utf8').split(find).length !== 2);
  expect(unfit.map(({ name, file }) => `${name} (${file})`)).toEqual([]);
});
