import 'server-only';
import type pg from 'pg';
import { rethrowMarked } from '../http/database-down';
import type { GatedPool } from './gated-pool';
import { dbPools } from './pools';

type FunctionName = `${'app' | 'identity'}.${string}`;

/**
 * Calls a database function that proves the session or names the tenant itself: `SELECT * FROM app.x($1, ...)`, one round
 * trip. The statement has no name: behind a pooler it would be looked for on a connection that never heard it.
 */
export const callFunction = <Row extends pg.QueryResultRow>(
  name: FunctionName,
  args: readonly unknown[],
): Promise<Row[]> => callThrough<Row>(dbPools().plain, name, args);

/** The same for what a running exam asks, which waits for no page. */
export const callExamFunction = <Row extends pg.QueryResultRow>(
  name: FunctionName,
  args: readonly unknown[],
): Promise<Row[]> => callThrough<Row>(dbPools().exam, name, args);

async function callThrough<Row extends pg.QueryResultRow>(
  pool: GatedPool,
  name: FunctionName,
  args: readonly unknown[],
): Promise<Row[]> {
  const places = args.map((_, index) => `$${index + 1}`).join(', ');
  const { rows } = await pool.query<Row>(`SELECT * FROM ${name}(${places})`, [...args]).catch(rethrowMarked);
  return rows;
}
