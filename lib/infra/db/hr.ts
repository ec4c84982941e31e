import 'server-only';
import type pg from 'pg';
import { rethrowMarked } from '../http/database-down';
import type { TenantScope } from '../tenant-scope';
import { dbPools } from './pools';
import { currentScope } from './tenant-pool';

/** Reads the readiness views as app_hr, a role that has no privilege on items, keys, attempts or answers. */
export async function queryAsHr<Row extends pg.QueryResultRow>(
  scope: TenantScope,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const result: pg.QueryResult<Row> = await currentScope.run(scope, () =>
    dbPools()
      .hr.query(text, [...values])
      .catch(rethrowMarked),
  );
  return result.rows;
}
