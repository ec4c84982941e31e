import { expect, it } from 'vitest';
import { localPath } from './local-path';

it('goes on to a path of this site', () => {
  expect(localPath('/join/aZ09_-')).toBe('/join/aZ09_-');
});

it('keeps the query, which leads nowhere by itself', () => {
  const deep = '/readiness/1-a?state=likely&q=%C3%89mile+B.&then=//elsewhere.example';
  expect(localPath(deep)).toBe(deep);
});

it.each([
  'https://elsewhere.example',
  '//elsewhere.example',
  '/\\elsewhere',
  '\\\\elsewhere',
  '/\t/elsewhere',
  '/.//elsewhere',
  '/join/%2F%2Felsewhere',
  '/join/x\n',
  'javascript:alert(1)',
  'join/x',
  '/join/',
  '/join?x\n',
  '/join?x#y',
  '/join?x\\y',
  '/.well-known?x',
  '//elsewhere.example?x',
  `/${'a'.repeat(1000)}`,
  '',
  '/',
  ['/join/a', '/join/b'],
  undefined,
])('ignores %j', (wish) => {
  expect(localPath(wish)).toBeNull();
});
