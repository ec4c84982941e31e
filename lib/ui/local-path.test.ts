import { expect, it } from 'vitest';
import { localPath } from './local-path';

it('goes on to a path of this site', () => {
  expect(localPath('/join/aZ09_-')).toBe('/join/aZ09_-');
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
  '/join?next=/x',
  `/${'a'.repeat(300)}`,
  '',
  '/',
  ['/join/a', '/join/b'],
  undefined,
])('ignores %j', (wish) => {
  expect(localPath(wish)).toBeNull();
});
