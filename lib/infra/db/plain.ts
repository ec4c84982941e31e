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
  pool: Pick<GatedPool | pg.PoolClient, 'query'>,
  name: FunctionName,
  args: readonly unknown[],
): Promise<Row[]> {
  const places = args.map((_, index) => `$${index + 1}`).join(', ');
  const { rows } = await pool.query<Row>(`SELECT * FROM ${name}(${places})`, [...args]).catch(rethrowMarked);
  return rows;
}

export type CallInTransaction = <Row extends pg.QueryResultRow>(
  name: FunctionName,
  args: readonly unknown[],
) => Promise<Row[]>;

/** Several functions of a running exam that stand or fall together. What they set for the transaction ends with it. */
export async function inExamTransaction<T>(work: (call: CallInTransaction) => Promise<T>): Promise<T> {
  const client: pg.PoolClient = await dbPools().exam.connect().catch(rethrowMarked);
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const done = await work((name, args) => callThrough(client, name, args));
    await client.query('COMMIT');
    return done;
  } catch (error) {
    await client.query('ROLLBACK').catch((reason: Error) => {
      broken = reason;
    });
    return rethrowMarked(error);
  } finally {
    client.release(broken);
  }
}
