import { describe, expect, it } from 'vitest';
import { type CertainOrder, compareByCertainty } from './certain-order';

const few = { correct: 1, answered: 4, omitted: 0 };
const many = { correct: 40, answered: 120, omitted: 0 };
const good = { correct: 110, answered: 120, omitted: 0 };
const lucky = { correct: 3, answered: 3, omitted: 0 };
const none = { correct: 0, answered: 0, omitted: 0 };

describe('compareByCertainty', () => {
  it.each<[CertainOrder, readonly (typeof few)[]]>([
    ['weakest', [many, few, good, lucky, none]],
    ['strongest', [good, lucky, many, few, none]],
  ])('orders %s first without letting a small sample lead', (order, expected) => {
    const sorted = [none, lucky, few, good, many].sort((a, b) => compareByCertainty(a, b, order));
    expect(sorted).toEqual(expected);
  });
});
