import { expect, it } from 'vitest';
import { describeLatencies, percentile } from './percentile';

it.each([
  [50, 3],
  [95, 5],
  [100, 5],
  [0, 1],
])('takes the value at the rank of %i percent, whatever the order', (percent, expected) => {
  expect(percentile([5, 1, 4, 2, 3], percent)).toBe(expected);
});

it('is 0 when nothing was measured', () => {
  expect(percentile([], 95)).toBe(0);
});

it('says how many measurements stand behind it', () => {
  expect(describeLatencies([1, 2, 3])).toBe('p50 2.0 ms, p95 3.0 ms, max 3.0 ms (n = 3)');
});
