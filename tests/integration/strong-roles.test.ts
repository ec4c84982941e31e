import { afterEach, describe, expect, it } from 'vitest';
import { refuseStrongRoles } from '@/lib/infra/db/role-check';
import { startApplication } from '../support/application';

/* The server does not start as a role that could step over row-level security. Roles are shared by every test of the run: each
 * gets no more strength than hurts nobody, and loses it again. */

const database = startApplication();
const ROLES = ['app_rw', 'app_hr', 'app_jobs'] as const;
const stray = `stray_${process.pid}`;

afterEach(async () => {
  await database().admin.query('DROP TABLE IF EXISTS owned');
  await database().admin.query(`DROP ROLE IF EXISTS ${stray}`);
});

describe('a server that starts', () => {
  it('is content with the roles that the migration makes', async () => {
    await expect(refuseStrongRoles()).resolves.toBeUndefined();
  });

  it.each(ROLES)('refuses %s as the owner of a table', async (role) => {
    await database().admin.query('CREATE TABLE owned (id int)');
    await database().admin.query(`ALTER TABLE owned OWNER TO ${role}`);
    await expect(refuseStrongRoles()).rejects.toThrow(`The role ${role} is stronger`);
  });

  it.each(ROLES)('refuses %s as a member of another role', async (role) => {
    await database().admin.query(`CREATE ROLE ${stray} NOLOGIN`);
    await database().admin.query(`GRANT ${stray} TO ${role}`);
    await expect(refuseStrongRoles()).rejects.toThrow(`The role ${role} is stronger`);
  });

  it.each(ROLES.flatMap((role) => ['CREATEDB', 'CREATEROLE'].map((strength) => [role, strength] as const)))(
    'refuses %s with %s',
    async (role, strength) => {
      await database().admin.query(`ALTER ROLE ${role} ${strength}`);
      try {
        await expect(refuseStrongRoles()).rejects.toThrow(`The role ${role} is stronger`);
      } finally {
        await database().admin.query(`ALTER ROLE ${role} NO${strength}`);
      }
    },
  );
});
