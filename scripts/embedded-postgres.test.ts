import { describe, expect, it } from 'vitest';
import { postmasterPid, servesDataFolder } from './embedded-postgres';

describe('a postmaster.pid left behind', () => {
  it.each([
    ['4242\n/data\n1700000000\n', 4242],
    ['', null],
    ['not a number\n', null],
  ])('%j names process %j', (content, pid) => {
    expect(postmasterPid(content)).toBe(pid);
  });
});

describe('a process is our server', () => {
  const data = '/srv/cutscore/.cutscore/demo/data';

  it.each([
    ['a server on our data folder', `/opt/pg/bin/postgres -D ${data} -p 5433 -c jit=off`, true],
    ['a server on a folder that begins alike', `/opt/pg/bin/postgres -D ${data}-2 -p 5433`, false],
    ['a server on another folder', '/opt/pg/bin/postgres -D /var/lib/postgresql -p 5432', false],
    ['another program that mentions the folder', `/usr/bin/vim -D ${data} `, false],
    ['nothing', '', false],
  ])('only when it is %s', (_what, command, expected) => {
    expect(servesDataFolder(command, data)).toBe(expected);
  });
});
