import type pg from 'pg';
import { type CatalogueObject, readCatalogue } from './function-catalogue';

/** What hangs on the named objects, directly or through one another, and is neither view, policy, trigger nor function. */
const outsidersQuery = `
  WITH RECURSIVE hanging (classid, objid) AS (
    SELECT classid::oid, objid FROM unnest($1::regclass[], $2::oid[]) AS named (classid, objid)
    UNION
    SELECT CASE WHEN r.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass::oid END, coalesce(r.ev_class, d.objid)
    FROM hanging h
    JOIN pg_depend d ON d.refclassid = h.classid AND d.refobjid = h.objid
    -- A view is made of a rule, and it is the rule that depends.
    LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
  )
  SELECT pg_describe_object(h.classid, h.objid, 0) AS outsider FROM hanging h
  WHERE h.classid NOT IN ('pg_policy'::regclass, 'pg_trigger'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)
    AND NOT EXISTS (SELECT 1 FROM pg_class v WHERE h.classid = 'pg_class'::regclass AND v.oid = h.objid AND v.relkind = 'v')
  ORDER BY 1`;

const catalogues = {
  FUNCTION: 'pg_proc',
  VIEW: 'pg_class',
  TRIGGER: 'pg_trigger',
  POLICY: 'pg_policy',
} as const;

/**
 * Drops objects, and with them the views, policies and triggers that hang on them: their files make them again.
 * Refuses when a table hangs on one (a default, a check, an index, a generated column), because no file could mend that.
 * @returns the files that lost something and have to be applied again
 */
export async function dropObjects(
  client: pg.ClientBase,
  objects: readonly CatalogueObject[],
): Promise<readonly string[]> {
  if (objects.length === 0) return [];
  const { rows } = await client.query<{ outsider: string }>(outsidersQuery, [
    objects.map(({ kind }) => catalogues[kind]),
    objects.map(({ oid }) => oid),
  ]);
  if (rows.length > 0) {
    const names = objects.map(({ name }) => name).join(', ');
    const outsiders = rows.map(({ outsider }) => outsider).join(', ');
    throw new Error(
      `${names} has to be dropped, but a table needs it: ${outsiders}. A migration has to free the table first.`,
    );
  }
  const before = await readCatalogue(client);
  const drop = objects.map(({ kind, name }) =>
    kind === 'FUNCTION' || kind === 'VIEW'
      ? `DROP ${kind} IF EXISTS ${name} CASCADE`
      : `DROP ${kind} IF EXISTS ${name}`,
  );
  await client.query(drop.join(';\n'));
  const left = new Set((await readCatalogue(client)).map(({ oid }) => oid));
  const own = new Set(objects.map(({ path }) => path));
  const lost = before.filter(({ oid, path }) => !left.has(oid) && !own.has(path)).map(({ path }) => path);
  return [...new Set(lost)];
}
