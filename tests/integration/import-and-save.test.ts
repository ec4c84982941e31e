import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { findItem } from '@/lib/features/question-bank/data';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { inTransaction } from '@/lib/infra/db/tenant';
import { startApplication } from '../support/application';
import { createMember, createOrganisation } from '../support/factories';
import { saveTitle } from '../support/save-title';

const database = startApplication();
const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

it('refuses an import whose question somebody saves while it is written, and keeps what they saved', async () => {
  const { scope } = await createMember(await createOrganisation(), { role: 'admin' });
  const input = (sourceText: string) => ({
    sourceName: 'sample.txt',
    sourceText,
    bank: { kind: 'named' as const, name: 'Sample', certificationId: null },
    licenceNote: '',
    topics: [],
    topicOfItem: {},
  });
  expect(await commitImport(scope, input(sample))).toMatchObject({ ok: true });
  const { rows } = await database().admin.query<{ id: string }>(
    'SELECT id FROM item WHERE organisation_id = $1 ORDER BY position LIMIT 1',
    [scope.organisationId],
  );
  const itemId = rows[0]?.id ?? '';
  const corrected = sample.replace('Answer: A', 'Answer: B').replace(/^A is correct/m, 'A is incorrect');
  const changed = corrected.replace(/^B is incorrect/m, 'B is correct');
  const { importing } = await inTransaction(scope, async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM item WHERE id = ${itemId}::uuid FOR UPDATE`;
    const begun = commitImport(scope, input(changed));
    await setTimeout(1000);
    await saveTitle(tx, itemId, 'Saved meanwhile');
    // An author who adds a background refers to the bank; the import must not hold it against them.
    await tx.$executeRaw`SELECT 1 FROM bank WHERE organisation_id = ${scope.organisationId}::uuid FOR KEY SHARE`;
    return { importing: begun };
  });
  expect(await importing).toMatchObject({
    ok: false,
    error: { code: 'invalid', message: expect.stringContaining('1 question was saved by somebody else') },
  });
  expect(await findItem(scope, itemId)).toMatchObject({ content: { title: 'Saved meanwhile' } });
});
