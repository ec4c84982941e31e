import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { type RoundTripProxy, startRoundTripProxy } from '@/tests/support/round-trip-proxy';

let database: TestDatabase;
let proxy: RoundTripProxy;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startRoundTripProxy(database.urls.admin);
  client = new pg.Client({ connectionString: proxy.url(database.urls.admin), pipeline: true });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await proxy.close();
  await database.drop();
});
beforeEach(() => proxy.reset());

it('counts nothing for signing in', () => {
  expect(proxy.count()).toBe(0);
});

it('counts each question that waits for the answer before', async () => {
  for (const n of [1, 2, 3]) await client.query('SELECT $1::int', [n]);
  expect(proxy.count()).toBe(3);
});

it('counts a long answer that comes in many packets once', async () => {
  const { rows } = await client.query("SELECT repeat('x', 100000) FROM generate_series(1, 20)");
  expect(rows).toHaveLength(20);
  expect(proxy.count()).toBe(1);
});

it('counts messages that are sent without waiting once', async () => {
  await Promise.all([client.query('BEGIN'), client.query('SELECT $1::int', [1]), client.query('COMMIT')]);
  expect(proxy.count()).toBe(1);
});
