import { expect, it } from 'vitest';
import { readableFailure } from './schema-engine';

it('tells which migration failed and what PostgreSQL said, and nothing of the engine’s inside', () => {
  const raw = [
    'external connector error',
    'Error querying the database: ERROR: relation "bank" already exists',
    '   0: sql_schema_connector::apply_migration::apply_script',
    '           with migration_name="20260101000000_tables"',
    '             at schema-engine/connectors/apply_migration.rs:113',
  ].join('\n');
  expect(readableFailure(new Error(raw)).message).toBe(
    'Migration 20260101000000_tables failed.\nexternal connector error\n' +
      'Error querying the database: ERROR: relation "bank" already exists',
  );
});

it('keeps a message of another shape whole', () => {
  expect(readableFailure('no connection').message).toBe('no connection');
});
