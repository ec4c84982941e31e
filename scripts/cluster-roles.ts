import pg from 'pg';
import {
  databaseOf,
  describeUrl,
  parseConnectionUrl,
  passwordOf,
  userOf,
  withDatabase,
  withUser,
} from './connection-url';
import { withClient } from './database-client';

/** The connections that the running application gets: one per login role, all to the same database. */
export interface LoginUrls {
  readonly app: string;
  readonly hr: string;
  readonly jobs: string;
}

const loginRoles = { app: 'app_rw', hr: 'app_hr', jobs: 'app_jobs' } as const satisfies Record<
  keyof LoginUrls,
  string
>;
const loginVariables = {
  app: 'APP_DATABASE_URL',
  hr: 'HR_DATABASE_URL',
  jobs: 'JOBS_DATABASE_URL',
} as const satisfies Record<keyof LoginUrls, string>;
const logins = ['app', 'hr', 'jobs'] as const satisfies readonly (keyof LoginUrls)[];
/**
 * What the database stops by itself, for each login. On the roles and not in what a connection begins with: a pooler takes none of
 * that. `app_rw` has the strictest; a tenant's transactions set their own. Server connections of a pooler keep what they began with.
 */
const roleLimits = {
  app: '2500ms',
  hr: '5s',
  jobs: '20s',
} as const satisfies Record<keyof LoginUrls, string>;
/**
 * Own objects and can't log in: app_owner everything, app_auth the functions that may read identities, app_exam those that may write
 * answers, grades and what staff do to a sitting: it may what app_rw may, under the same policies, and that.
 */
const ownerRoles = ['app_owner', 'app_auth', 'app_exam'] as const;
/** Serialises two commands that set up the same cluster; the number has no meaning. */
const lockKey = 7_203_415;
const weakAttributes = 'NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT';

/** The three URLs for the database of `adminUrl`, with these passwords. */
export function loginUrls(adminUrl: string, passwords: Readonly<Record<keyof LoginUrls, string>>): LoginUrls {
  const url = (login: keyof LoginUrls) => withUser(adminUrl, loginRoles[login], passwords[login]);
  return { app: url('app'), hr: url('hr'), jobs: url('jobs') };
}

/** The environment variables under which the running application finds its connections. */
export function loginEnvironment(urls: LoginUrls): Record<string, string> {
  return Object.fromEntries(logins.map((login) => [loginVariables[login], urls[login]]));
}

/** Reads the three URLs from the environment. Throws one sentence per variable that is missing or names another role. */
export function readLoginUrls(environment: Readonly<Record<string, string | undefined>>): LoginUrls {
  const problems: string[] = [];
  const read = (login: keyof LoginUrls) => {
    const url = environment[loginVariables[login]] ?? '';
    const problem = loginUrlProblem(url, login);
    if (problem) problems.push(problem);
    return url;
  };
  const urls = { app: read('app'), hr: read('hr'), jobs: read('jobs') };
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return urls;
}

function loginUrlProblem(url: string, login: keyof LoginUrls): string | null {
  const variable = loginVariables[login];
  const expected = `postgresql://${loginRoles[login]}:password@host:5432/database`;
  if (url === '') return `${variable} is not set. Expected ${expected}.`;
  try {
    parseConnectionUrl(url, variable);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (userOf(url) !== loginRoles[login]) {
    return `${variable} logs in as "${userOf(url)}"; the application only uses ${expected}.`;
  }
  return passwordOf(url) === '' ? `${variable} holds no password. Expected ${expected}.` : null;
}

/** Creates the database of this URL when the server has none of that name. True when it was created. */
export async function ensureDatabase(adminUrl: string): Promise<boolean> {
  try {
    await withClient(adminUrl, async () => {});
    return false;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === '3D000')) {
      const reason = error instanceof Error ? error.message || String(error) : String(error);
      throw new Error(`No connection to ${describeUrl(adminUrl)}: ${reason}`, { cause: error });
    }
  }
  await withClient(withDatabase(adminUrl, 'postgres'), async (client) => {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(databaseOf(adminUrl))}`);
  });
  return true;
}

async function createRole(client: pg.Client, role: string, login: boolean): Promise<void> {
  const name = client.escapeIdentifier(role);
  const existing = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (existing.rowCount === 0) await client.query(`CREATE ROLE ${name} ${login ? 'LOGIN' : 'NOLOGIN'}`);
}

/**
 * Takes every strength from the login roles, whoever made them. Only when there is one to take: an administrator who
 * is no superuser may not even mention SUPERUSER, and may change nothing on roles of somebody else.
 */
async function weakenLoginRole(client: pg.Client, role: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  const { rows } = await client.query<{ strong: boolean; inherits: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication AS strong,
            rolinherit AS inherits
       FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  if (rows[0]?.strong) await client.query(`ALTER ROLE ${name} ${weakAttributes}`);
  else if (rows[0]?.inherits) await client.query(`ALTER ROLE ${name} NOINHERIT`);
  const memberships = await client.query<{ granted: string }>(
    `SELECT granted.rolname AS granted
       FROM pg_auth_members m
       JOIN pg_roles granted ON granted.oid = m.roleid
       JOIN pg_roles member ON member.oid = m.member
      WHERE member.rolname = $1`,
    [role],
  );
  for (const { granted } of memberships.rows) {
    await client.query(`REVOKE ${client.escapeIdentifier(granted)} FROM ${name}`);
  }
}

/** Lets the administrator act as `app_owner`, and `app_owner` hand functions over to `app_auth` and `app_exam`. */
async function linkOwners(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ superuser: boolean; name: string }>(
    'SELECT rolsuper AS superuser, rolname AS name FROM pg_roles WHERE rolname = current_user',
  );
  await client.query('GRANT app_rw TO app_exam');
  await client.query('GRANT app_auth, app_exam TO app_owner');
  const me = rows[0];
  if (me && !me.superuser) await client.query(`GRANT app_owner TO ${client.escapeIdentifier(me.name)}`);
}

async function setPassword(client: pg.Client, role: string, url: string): Promise<void> {
  await client.query(
    `ALTER ROLE ${client.escapeIdentifier(role)} LOGIN PASSWORD ${client.escapeLiteral(passwordOf(url))}`,
  );
}

async function limitRole(client: pg.Client, login: keyof LoginUrls): Promise<void> {
  const role = client.escapeIdentifier(loginRoles[login]);
  await client.query(`ALTER ROLE ${role} SET statement_timeout = '${roleLimits[login]}'`);
  await client.query(`ALTER ROLE ${role} SET lock_timeout = '2s'`);
  await client.query(`ALTER ROLE ${role} SET idle_in_transaction_session_timeout = '10s'`);
}

/**
 * Creates the cluster's six roles as far as they are missing and sets passwords and limits of the three that log in.
 * Idempotent; needs a superuser, or a role with CREATEROLE.
 */
export async function provisionRoles(adminUrl: string, urls: LoginUrls): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    for (const role of ownerRoles) await createRole(client, role, false);
    for (const login of logins) {
      await createRole(client, loginRoles[login], true);
      await weakenLoginRole(client, loginRoles[login]);
      await setPassword(client, loginRoles[login], urls[login]);
      await limitRole(client, login);
    }
    await linkOwners(client);
  });
}

/**
 * Gives one database to `app_owner` and closes it to everybody but the login roles. Not part of a migration, because
 * what is granted on a database is not copied when it serves as a template.
 */
export async function prepareDatabase(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const database = client.escapeIdentifier(databaseOf(adminUrl));
    const { rows } = await client.query<{ may_give: boolean; owned: boolean }>(
      `SELECT me.rolsuper OR (d.datdba = me.oid AND me.rolcreatedb) AS may_give, owner.rolname = 'app_owner' AS owned
         FROM pg_database d
         JOIN pg_roles owner ON owner.oid = d.datdba
         JOIN pg_roles me ON me.rolname = current_user
        WHERE d.datname = current_database()`,
    );
    if (!rows[0]?.owned) {
      if (rows[0]?.may_give) await client.query(`ALTER DATABASE ${database} OWNER TO app_owner`);
      else await grantOwnership(client, database);
    }
    const roles = Object.values(loginRoles).join(', ');
    await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO app_owner, ${roles}`);
  });
}

/** For an administrator who may not give the database away: the rights on it that migrations need. */
async function grantOwnership(client: pg.Client, database: string): Promise<void> {
  await client.query(
    `GRANT CREATE, CONNECT, TEMPORARY ON DATABASE ${database} TO app_owner WITH GRANT OPTION`,
  );
  await client.query('GRANT CREATE, USAGE ON SCHEMA public TO app_owner WITH GRANT OPTION');
}
