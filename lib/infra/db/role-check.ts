import 'server-only';
import pg from 'pg';
import { env } from '../env';

interface RoleFacts {
  rolname: string;
  rolsuper: boolean;
  rolbypassrls: boolean;
  rolcreaterole: boolean;
  rolcreatedb: boolean;
  member_of: number;
  owns: number;
  unlimited: boolean;
}

const FACTS = `
  SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
    (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS member_of,
    (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owns,
    '0' IN (current_setting('statement_timeout'), current_setting('lock_timeout'),
            current_setting('idle_in_transaction_session_timeout')) AS unlimited
  FROM pg_roles r WHERE r.rolname = current_user`;

async function factsOf(connectionString: string): Promise<RoleFacts> {
  // A connection of its own: the pools of tenants ask nothing without a tenant.
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000, query_timeout: 5000 });
  try {
    await client.connect();
    const [facts] = (await client.query<RoleFacts>(FACTS)).rows;
    if (!facts) throw new Error('The database does not know the role that this server signs in as');
    return facts;
  } finally {
    await client.end();
  }
}

/**
 * Throws when one of the three roles that the server runs as could step over row-level security: as superuser, by BYPASSRLS,
 * by being a member of another role, or by owning a table, or that has no limits. `instrumentation.ts` calls it before the first request.
 */
export async function refuseStrongRoles(): Promise<void> {
  const { APP_DATABASE_URL, HR_DATABASE_URL, JOBS_DATABASE_URL } = env();
  const roles = await Promise.all([APP_DATABASE_URL, HR_DATABASE_URL, JOBS_DATABASE_URL].map(factsOf));
  for (const {
    rolname,
    rolsuper,
    rolbypassrls,
    rolcreaterole,
    rolcreatedb,
    member_of,
    owns,
    unlimited,
  } of roles) {
    if (rolsuper || rolbypassrls || rolcreaterole || rolcreatedb || member_of > 0 || owns > 0) {
      throw new Error(
        `The role ${rolname} is stronger than the application may be (superuser, BYPASSRLS, CREATEROLE, CREATEDB, ` +
          'a member of another role, or an owner). Run "npm run migrate" and use the roles that it makes.',
      );
    }
    if (unlimited) {
      throw new Error(
        `The role ${rolname} has no limits (statement_timeout, lock_timeout, idle_in_transaction_session_timeout), so that one ` +
          'statement could hold up everybody. Run "npm run migrate", and RECONNECT where a pooler stands between.',
      );
    }
  }
}
