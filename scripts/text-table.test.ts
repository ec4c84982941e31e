import { expect, it } from 'vitest';
import { formatTable } from './text-table';

it('aligns columns and leaves no space at the end of a line', () => {
  expect(
    formatTable([
      ['role', 'email'],
      ['instructor', 'i@example.com'],
      ['hr', ''],
    ]),
  ).toEqual(['role        email', 'instructor  i@example.com', 'hr']);
});
