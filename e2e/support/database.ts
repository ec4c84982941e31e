import type pg from 'pg';
import { withClient } from '@/scripts/database-client';
import { application } from './application';

/** Asks the database behind the application as its administrator: for arranging what no screen can, and for comparing. */
export function query<Row extends pg.QueryResultRow>(
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return withClient(
    application().adminUrl,
    async (client) => (await client.query<Row>(sql, [...values])).rows,
  );
}

/** The one row of a question that has one. */
export async function queryOne<Row extends pg.QueryResultRow>(
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row> {
  const [row] = await query<Row>(sql, values);
  if (!row) throw new Error(`No row: ${sql}`);
  return row;
}
