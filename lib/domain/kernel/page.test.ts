import { describe, expect, it } from 'vitest';
import { readListQuery, toListParameters } from './page';

describe('the query of a list', () => {
  it.each([
    [
      { q: '  Émile ', page: '3' },
      { q: 'Émile', page: 3 },
    ],
    [{}, { q: '', page: 1 }],
    [
      { q: ['a', 'b'], page: ['2'] },
      { q: '', page: 1 },
    ],
    [
      { q: 'a\0b', page: '0' },
      { q: 'ab', page: 1 },
    ],
    [
      { q: 'x'.repeat(200), page: '1e3' },
      { q: 'x'.repeat(100), page: 1 },
    ],
    [{ page: '-1' }, { q: '', page: 1 }],
    [{ page: '999999' }, { q: '', page: 1 }],
  ])('reads %j', (search, query) => {
    expect(readListQuery(search)).toEqual(query);
  });

  it('keeps the lists of one page apart', () => {
    const search = { q: 'a', page: '2', 'staff-q': 'b', 'staff-page': '3' };
    expect(readListQuery(search)).toEqual({ q: 'a', page: 2 });
    expect(readListQuery(search, 'staff')).toEqual({ q: 'b', page: 3 });
  });

  it('writes only what says something', () => {
    expect(toListParameters({ q: '', page: 1 })).toEqual({ q: null, page: null });
    expect(toListParameters({ q: 'b', page: 3 }, 'staff')).toEqual({ 'staff-q': 'b', 'staff-page': 3 });
  });
});
