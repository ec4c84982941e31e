import { expect, it } from 'vitest';
import { paths, withQuery } from './paths';

it('keeps a hostile id inside its segment', () => {
  expect(paths.teachTopic('a/../b', 'c?d#e')).toBe('/teach/cohorts/a%2F..%2Fb/topics/c%3Fd%23e');
});

it('leaves empty values out of a query', () => {
  expect(withQuery(paths.people, { page: 2, search: '', role: null, sort: 'name' })).toBe(
    '/admin/people?page=2&sort=name',
  );
  expect(withQuery(paths.people, { search: undefined })).toBe('/admin/people');
});
