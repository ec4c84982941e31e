import { describe, expect, it } from 'vitest';
import {
  databaseOf,
  describeUrl,
  parseConnectionUrl,
  passwordOf,
  userOf,
  withAddress,
  withDatabase,
  withUser,
} from './connection-url';

const url = 'postgresql://admin:p%40ss@db.example.test:6432/app?sslmode=require';

describe('a connection URL', () => {
  it('keeps parameters and server when user or database change', () => {
    const changed = withUser(withDatabase(url, 'other'), 'app_rw', 'a/b:c@d');
    expect(changed).toBe('postgresql://app_rw:a%2Fb%3Ac%40d@db.example.test:6432/other?sslmode=require');
    expect([databaseOf(changed), userOf(changed), passwordOf(changed)]).toEqual([
      'other',
      'app_rw',
      'a/b:c@d',
    ]);
  });

  it('goes through another address', () => {
    expect(withAddress(url, '127.0.0.1', 7000)).toContain('@127.0.0.1:7000/app');
  });

  it('is described without its password', () => {
    expect(describeUrl(url)).toBe('admin@db.example.test:6432/app');
  });

  it.each([
    ['not a url', 'is not a URL'],
    ['mysql://a@b/c', 'starts with mysql:// instead of postgresql://'],
    ['postgresql://a@b', 'names no database'],
  ])('is refused by name when it is %s', (bad, reason) => {
    expect(() => parseConnectionUrl(bad, 'DATABASE_URL')).toThrow(`DATABASE_URL ${reason}`);
  });
});
