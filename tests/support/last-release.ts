import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';

/** The dump of a database of the last release; tests/fixtures/releases/README.md says how the next one is made. */
const DUMP = 'tests/fixtures/releases/2026-12-01.sql.gz';

/** Fills an empty database that the roles of this cluster may enter, as whoever restores a dump does. */
export async function restoreLastRelease(admin: pg.Pool): Promise<void> {
  const client = await admin.connect();
  await client.query(gunzipSync(readFileSync(DUMP)).toString('utf8'));
  // The dump sets what a session finds without naming its schema.
  client.release(true);
}

/** What the last release kept of a table: what is read of it, under which name it stands today. */
export interface KeptTable {
  readonly table: string;
  readonly columns: string;
}

/** Every table of the restored database with all of its columns, but for what each installation counts for itself. */
export async function tablesOf(admin: pg.Pool): Promise<readonly KeptTable[]> {
  const { rows } = await admin.query<KeptTable>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS "table", string_agg(format('t.%I', a.attname), ', ' ORDER BY a.attnum) AS columns
     FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'app', 'identity') AND c.relname <> '_prisma_migrations'
     GROUP BY 1 ORDER BY 1`,
  );
  return rows;
}

/** How many rows a query gives and a hash over them, whatever their order. */
export async function digest(admin: pg.Pool, query: string): Promise<string> {
  const { rows } = await admin.query<{ digest: string }>(
    `SELECT count(*) || ' ' || encode(sha256(convert_to(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE "C"), ''), 'UTF8')), 'hex') AS digest
     FROM (${query}) r`,
  );
  return rows[0]?.digest ?? '';
}
