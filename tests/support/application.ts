import { afterAll, beforeAll } from 'vitest';
import { closePools } from '@/lib/infra/db/pools';
import { createTestDatabase, type TestDatabase } from './database';

/**
 * Gives a test file its own database and points the application at it, as its own roles. Call it at the top of a
 * `describe` or of the file; the returned function gives the database once tests run. `through` may replace the
 * application's URL, for example by one that leads through a proxy. An `empty` database is the file's own to fill.
 */
export function startApplication(
  through: (url: string) => string = (url) => url,
  from: 'migrated' | 'empty' = 'migrated',
): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase(from);
    Object.assign(process.env, {
      APP_URL: 'http://localhost:3000',
      AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
      LOG_LEVEL: 'silent',
      APP_DATABASE_URL: through(database.urls.app),
      HR_DATABASE_URL: through(database.urls.hr),
      JOBS_DATABASE_URL: through(database.urls.jobs),
    });
  });
  afterAll(async () => {
    await closePools();
    await database?.drop();
  });
  return () => {
    if (!database) throw new Error('The database exists only while tests run');
    return database;
  };
}
