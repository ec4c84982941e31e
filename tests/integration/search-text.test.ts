import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startApplication } from '../support/application';
import { createBank, createOrganisation } from '../support/factories';
import { createItem, paragraph } from '../support/item-factories';

const database = startApplication();

const readRow = async (itemVersionId: string) => {
  const { rows } = await database().admin.query<{ search_text: string; found: boolean; sketch: string[] }>(
    `SELECT search_text, search_vector @@ plainto_tsquery('english', 'partitions') AS found, sketch
     FROM item_version WHERE id = $1`,
    [itemVersionId],
  );
  return rows[0];
};

const writeItem = async () => {
  const scope = await createOrganisation();
  const { bankId } = await createBank(scope);
  return createItem(scope, {
    bankId,
    stem: [
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: 'Which  Partition\nis ' },
          { type: 'strong', children: [{ type: 'text', text: 'read' }] },
          { type: 'image', media: 'a'.repeat(64), alt: 'Three files' },
        ],
      },
      { type: 'code', language: 'sql', text: 'SELECT 1' },
    ],
    options: [paragraph('The first'), paragraph('The second')],
  });
};

it('keeps what an item says as plain text, whoever writes it, for search and for near-duplicates', async () => {
  const { itemVersionId } = await writeItem();
  expect(await readRow(itemVersionId)).toMatchObject({
    search_text: 'which partition is read select 1 three files the first the second',
    found: true,
    sketch: expect.arrayContaining([expect.any(String)]),
  });
});

it('fills the versions that were there before, though security binds the owner too', async () => {
  const { itemVersionId } = await writeItem();
  const before = await readRow(itemVersionId);
  const migration = readFileSync('prisma/migrations/20261127000200_search_text/migration.sql', 'utf8');
  const backfill = migration.slice(migration.indexOf('ALTER TABLE item_version NO FORCE'));
  const { admin } = database();
  await admin.query(`UPDATE item_version SET search_text = '', search_vector = NULL, sketch = '{}'`);
  await admin.query(`BEGIN; SET LOCAL ROLE app_owner; ${backfill}; COMMIT`);
  expect(await readRow(itemVersionId)).toEqual(before);
  const forced = await admin.query(
    `SELECT 1 FROM pg_class WHERE relname = 'item_version' AND relforcerowsecurity`,
  );
  expect(forced.rowCount).toBe(1);
});
