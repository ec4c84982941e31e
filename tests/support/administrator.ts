import type pg from 'pg';

let pool: pg.Pool | undefined;

/** Called for the database of a test file, when it is made. */
export function arrangeWith(admin: pg.Pool): void {
  pool = admin;
}

/** The administrator's connections, for what the application can't do: moments of the past, closed sittings that change. */
export function administrator(): pg.Pool {
  if (!pool) throw new Error('The database exists only while tests run');
  return pool;
}
