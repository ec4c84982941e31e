import type pg from 'pg';
import { digest, productSchemas } from './function-files';

/** A function, view, trigger or policy as the database holds it. */
export interface CatalogueObject {
  /** The file that it belongs to, by its schema and name. */
  readonly path: string;
  readonly kind: 'FUNCTION' | 'VIEW' | 'TRIGGER' | 'POLICY';
  /** As DROP names it, e.g. `app.sketch(text)` or `tenant ON public.bank`. */
  readonly name: string;
  readonly oid: string;
  readonly owner: string;
  /** Roles but the owner that have a privilege on it. */
  readonly grantees: readonly string[];
  /** All that its file decides: the definition as PostgreSQL prints it, owner and privileges. */
  readonly definition: string;
}

const grantees = (acl: string, owner: string) =>
  `ARRAY(SELECT DISTINCT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END
         FROM aclexplode(${acl}) a WHERE a.grantee <> ${owner} ORDER BY 1)`;
const privileges = (acl: string, owner: string) =>
  `(SELECT coalesce(string_agg(format('%s %s%s', CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END,
                                      a.privilege_type, CASE WHEN a.is_grantable THEN ' with grant option' END), ', '
                               ORDER BY a.grantee::regrole::text, a.privilege_type), 'nobody')
    FROM aclexplode(${acl}) a WHERE a.grantee <> ${owner})`;
const functionAcl = "coalesce(p.proacl, acldefault('f', p.proowner))";
const viewAcl = "coalesce(v.relacl, acldefault('r', v.relowner))";
const notOfExtension = (catalogue: string, oid: string) =>
  `NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;

const catalogueQuery = `
  WITH product AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname IN (${productSchemas.map((name) => `'${name}'`).join(', ')})
  ), own_function AS (
    SELECT p.*, format('%s/%s.sql', n.nspname, p.proname) AS path FROM pg_proc p JOIN product n ON n.oid = p.pronamespace
    WHERE p.prokind IN ('f', 'p') AND ${notOfExtension('pg_proc', 'p.oid')}
  )
  SELECT p.path, 'FUNCTION' AS kind, p.oid::regprocedure::text AS name, p.oid::text,
         pg_get_userbyid(p.proowner)::text AS owner, ${grantees(functionAcl, 'p.proowner')} AS grantees,
         concat_ws(E'\\n', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), ${privileges(functionAcl, 'p.proowner')}) AS definition
  FROM own_function p
  UNION ALL
  SELECT format('%s/%s.sql', n.nspname, v.relname), 'VIEW', format('%I.%I', n.nspname, v.relname), v.oid::text,
         pg_get_userbyid(v.relowner)::text, ${grantees(viewAcl, 'v.relowner')},
         concat_ws(E'\\n', pg_get_viewdef(v.oid), v.reloptions::text, pg_get_userbyid(v.relowner), ${privileges(viewAcl, 'v.relowner')})
  FROM pg_class v JOIN product n ON n.oid = v.relnamespace WHERE v.relkind = 'v' AND ${notOfExtension('pg_class', 'v.oid')}
  UNION ALL
  SELECT p.path, 'TRIGGER', format('%I ON %I.%I', t.tgname, n.nspname, c.relname), t.oid::text,
         pg_get_userbyid(c.relowner)::text, '{}', concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)
  FROM pg_trigger t JOIN own_function p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE t.tgparentid = 0
  UNION ALL
  SELECT format('%s/%s.policies.sql', n.nspname, c.relname), 'POLICY', format('%I ON %I.%I', p.polname, n.nspname, c.relname),
         p.oid::text, pg_get_userbyid(c.relowner)::text, '{}',
         concat_ws(E'\\n', CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, p.polcmd,
                   (SELECT string_agg(r::regrole::text, ', ' ORDER BY r::regrole::text) FROM unnest(p.polroles) r),
                   pg_get_expr(p.polqual, p.polrelid), 'WITH CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid))
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN product n ON n.oid = c.relnamespace
  ORDER BY 1, 2, 3`;

/** Every function, view, policy and trigger of the product schemas. The session's search path has to be `public`. */
export async function readCatalogue(client: pg.ClientBase | pg.Pool): Promise<readonly CatalogueObject[]> {
  return (await client.query<CatalogueObject>(catalogueQuery)).rows;
}

/**
 * Where the rows of functions, triggers and views lie in the catalogue now. One that lies where it lay before a file
 * was run was not made by it.
 */
export async function readPlaces(
  client: pg.ClientBase,
  objects: readonly CatalogueObject[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ oid: string; place: string }>(
    `SELECT oid::text, ctid::text AS place FROM pg_proc WHERE oid = ANY ($1::oid[])
     UNION ALL SELECT oid::text, ctid::text FROM pg_trigger WHERE oid = ANY ($1::oid[])
     UNION ALL SELECT ev_class::text, ctid::text FROM pg_rewrite WHERE ev_class = ANY ($1::oid[]) AND rulename = '_RETURN'`,
    [objects.filter(({ kind }) => kind !== 'POLICY').map(({ oid }) => oid)],
  );
  return new Map(rows.map(({ oid, place }) => [oid, place]));
}

/** Objects by the file that they belong to. */
export function byFile(objects: readonly CatalogueObject[]): ReadonlyMap<string, readonly CatalogueObject[]> {
  const files = new Map<string, CatalogueObject[]>();
  for (const object of objects) {
    const others = files.get(object.path);
    if (others) others.push(object);
    else files.set(object.path, [object]);
  }
  return files;
}

/** One digest for all that a file made. */
export function madeHash(objects: readonly CatalogueObject[]): string {
  return digest(objects.map(({ kind, name, definition }) => `${kind} ${name}\n${definition}`).join('\n\n'));
}
