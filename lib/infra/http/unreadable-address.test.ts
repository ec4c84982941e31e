import { describe, expect, it } from 'vitest';
import { isReadable } from './unreadable-address';

describe('the address of a request', () => {
  it.each(['/', '/admin/banks', '/%C3%A9tude', '/a%2Fb', '/a?next=%E0%A4%A', '/%00'])(
    'is readable as %s',
    (target) => expect(isReadable(target)).toBe(true),
  );
  it.each(['/%', '/%zz', '/%E0%A4%A', '/%c3%28', '/a/%ff?b'])('is not readable as %s', (target) =>
    expect(isReadable(target)).toBe(false),
  );
});
