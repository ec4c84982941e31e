import type pg from 'pg';

/** Rows by the dozen for every attempt: sixteen bytes of organisation in each entry of their key would be a sixth of all that an attempt takes. */
const BY_ATTEMPT = "'response_event', 'graded_item'";

/** Queries of the catalogue whose every row is a hole in the tenant boundary. */
const HOLES = {
  'tenant tables without row-level security, FORCE or a tenant policy': `
    SELECT c.relname AS hole FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
        SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant' AND p.polpermissive
          AND pg_get_expr(p.polqual, p.polrelid) LIKE '%ctx.org()%'
          AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%ctx.org()%'))`,
  'tables of the public schema without an organisation': `
    SELECT c.relname AS hole FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname NOT IN ('_prisma_migrations', 'organisation')
      AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisation_id' AND a.attnotnull)`,
  'permissive policies that do not ask for the tenant': `
    SELECT p.polrelid::regclass || '.' || p.polname AS hole FROM pg_policy p
    JOIN pg_class c ON c.oid = p.polrelid
    WHERE p.polpermissive AND c.relnamespace = 'public'::regnamespace
      AND pg_get_expr(p.polqual, p.polrelid) NOT LIKE '%ctx.org()%'
      -- Sign-in reads the memberships of the one person whose token it has proven, and those memberships' organisations.
      -- What is due is found over all organisations; column grants leave it ids and moments.
      AND NOT (p.polroles = ARRAY[(SELECT oid FROM pg_roles WHERE rolname = 'app_auth')] AND
               (pg_get_expr(p.polqual, p.polrelid) LIKE '%ctx.person()%' OR p.polname IN ('own_organisations', 'due')))`,
  'foreign keys between tenant tables without the organisation': `
    SELECT con.conrelid::regclass || '.' || con.conname AS hole FROM pg_constraint con
    JOIN pg_class source ON source.oid = con.conrelid AND source.relnamespace = 'public'::regnamespace
    JOIN pg_class target ON target.oid = con.confrelid AND target.relnamespace = 'public'::regnamespace
    WHERE con.contype = 'f' AND NOT EXISTS (
      SELECT 1 FROM unnest(con.conkey, con.confkey) AS pair(source_column, target_column)
      JOIN pg_attribute s ON s.attrelid = con.conrelid AND s.attnum = pair.source_column AND s.attname = 'organisation_id'
      JOIN pg_attribute t ON t.attrelid = con.confrelid AND t.attnum = pair.target_column
        AND t.attname = CASE WHEN target.relname = 'organisation' THEN 'id' ELSE 'organisation_id' END)`,
  'keys and unique indexes of tenant tables that do not begin with the organisation': `
    SELECT i.indexrelid::regclass::text AS hole FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE i.indisunique AND c.relname NOT IN ('_prisma_migrations', 'organisation') AND a.attname <> 'organisation_id'
      AND NOT (a.attname = 'attempt_id' AND c.relname IN (${BY_ATTEMPT}))`,
  // An id of an attempt is its organisation's alone: what stands under it is proven to be of both, by a foreign key or, for want of one, by the policy of whoever adds.
  'tables with a key by attempt that take one of another organisation': `
    SELECT c.relname AS hole FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname IN (${BY_ATTEMPT})
      AND NOT EXISTS (
        SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid = 'public.attempt'::regclass
          AND pg_get_constraintdef(k.oid) LIKE 'FOREIGN KEY (organisation_id, attempt_id) REFERENCES attempt(organisation_id, id)%')
      AND NOT EXISTS (
        SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND c.relname = 'response_event' AND p.polcmd = 'a' AND NOT p.polpermissive
          AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%a.organisation_id = response_event.organisation_id%'
          AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%a.id = response_event.attempt_id%')`,
  'parts of a table that are open to more than their table': `
    SELECT c.oid::regclass::text AS hole FROM pg_class c
    WHERE c.relispartition AND c.relkind = 'r' AND (
      NOT (c.relrowsecurity AND c.relforcerowsecurity)
      OR EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)
      OR EXISTS (SELECT 1 FROM (VALUES ('app_rw'), ('app_jobs'), ('app_hr'), ('app_auth')) r(rolname)
                 WHERE has_schema_privilege(r.rolname, c.relnamespace, 'USAGE')
                    OR has_table_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE, DELETE')))`,
  'application roles that are too strong': `
    SELECT r.rolname AS hole FROM pg_roles r
    WHERE r.rolname IN ('app_rw', 'app_hr', 'app_jobs', 'app_auth', 'app_exam', 'app_owner')
      AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb
           OR (r.rolname IN ('app_rw', 'app_hr', 'app_jobs') AND EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)))`,
  'tables that a login role owns': `
    SELECT c.relname AS hole FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE r.rolname IN ('app_rw', 'app_hr', 'app_jobs') AND c.relkind IN ('r', 'p', 'v')`,
  'SECURITY DEFINER functions without a fixed search path, or of another owner than app_auth or app_exam': `
    SELECT p.oid::regprocedure::text AS hole FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.prosecdef AND p.pronamespace IN ('public'::regnamespace, 'app'::regnamespace, 'ctx'::regnamespace,
                                             'identity'::regnamespace, 'hr'::regnamespace)
      AND (r.rolname NOT IN ('app_auth', 'app_exam') OR NOT EXISTS (
        SELECT 1 FROM unnest(p.proconfig) setting WHERE setting LIKE 'search_path=%'))`,
  'views that do not run as the one who asks': `
    SELECT c.relname AS hole FROM pg_class c
    WHERE c.relkind = 'v' AND c.relnamespace IN ('public'::regnamespace, 'hr'::regnamespace)
      AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)`,
  'destructive privileges on attempts, answers and the audit trail': `
    SELECT r.rolname || ': ' || p.privilege || ' on ' || t.name AS hole
    FROM (VALUES ('attempt'), ('attempt_form'), ('response_event'), ('late_response'), ('attempt_grade'), ('graded_item'), ('exposure'), ('audit_event'),
                 ('key_correction'), ('key_correction_item'), ('key_ruling'), ('grade_change'), ('attempt_act')) t(name)
    CROSS JOIN (VALUES ('app_rw'), ('app_jobs'), ('app_hr')) r(rolname)
    CROSS JOIN (VALUES ('DELETE'), ('TRUNCATE')) p(privilege)
    WHERE has_table_privilege(r.rolname, 'public.' || t.name, p.privilege)
    UNION ALL
    SELECT r.rolname || ': UPDATE on ' || t.name
    FROM (VALUES ('audit_event'), ('item_version'), ('item_key'), ('stimulus_version'), ('attempt_form'), ('response_event'), ('exposure'),
                 ('key_correction'), ('key_correction_item'), ('grade_change'), ('attempt_act')) t(name)
    CROSS JOIN (VALUES ('app_rw'), ('app_jobs'), ('app_hr')) r(rolname)
    WHERE has_table_privilege(r.rolname, 'public.' || t.name, 'UPDATE')`,
} as const;

/** Every hole in the tenant boundary of a database, as `kind: place`. Empty when there is none. */
export async function findHoles(admin: pg.Pool): Promise<string[]> {
  const holes: string[] = [];
  for (const [kind, sql] of Object.entries(HOLES)) {
    const { rows } = await admin.query<{ hole: string }>(sql);
    holes.push(...rows.map(({ hole }) => `${kind}: ${hole}`));
  }
  return holes;
}

/** The tables of the public schema that belong to tenants. */
export async function tenantTables(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
       AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}
