import 'server-only';
import type pg from 'pg';
import { rethrowMarked } from '../http/database-down';
import { dbPools } from './pools';

/**
 * Calls a database function that proves the session or names the tenant itself: `SELECT * FROM app.x($1, ...)`, one round
 * trip. Statements are prepared under the function's name.
 */
export async function callFunction<Row extends pg.QueryResultRow>(
  name: `${'app' | 'identity'}.${string}`,
  args: readonly unknown[],
): Promise<Row[]> {
  const places = args.map((_, index) => `$${index + 1}`).join(', ');
  const { rows } = await dbPools()
    .plain.query<Row>({ name, text: `SELECT * FROM ${name}(${places})`, values: [...args] })
    .catch(rethrowMarked);
  return rows;
}
