import 'server-only';
import type pg from 'pg';
import { dbPools } from './pools';

interface RoleFacts {
  rolname: string;
  rolsuper: boolean;
  rolbypassrls: boolean;
  rolcreaterole: boolean;
  rolcreatedb: boolean;
  member_of: number;
  owns: number;
}

const FACTS = `
  SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
    (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS member_of,
    (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owns
  FROM pg_roles r WHERE r.rolname = current_user`;

/**
 * Throws when a role that the server runs as could step over row-level security: as superuser, by BYPASSRLS, by being a
 * member of another role, or by owning a table. `instrumentation.ts` calls it before the first request.
 */
export async function refuseStrongRoles(): Promise<void> {
  const { plain, jobs } = dbPools();
  for (const pool of [plain, jobs] satisfies pg.Pool[]) {
    const { rows } = await pool.query<RoleFacts>(FACTS);
    const role = rows[0];
    if (!role) throw new Error('The database does not know the role that this server signs in as');
    const { rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, member_of, owns } = role;
    if (rolsuper || rolbypassrls || rolcreaterole || rolcreatedb || member_of > 0 || owns > 0) {
      throw new Error(
        `The role ${rolname} is stronger than the application may be (superuser, BYPASSRLS, CREATEROLE, CREATEDB, ` +
          'a member of another role, or an owner). Run "npm run migrate" and use the roles that it makes.',
      );
    }
  }
}
