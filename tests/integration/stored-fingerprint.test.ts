import { expect, it } from 'vitest';
import { readIncoming } from '@/lib/domain/scenario-import/incoming-item';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { createItem } from '@/lib/features/item-editor/commands';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { newId } from '@/lib/infra/id';
import { sha256 } from '@/lib/infra/stored-item';
import { startApplication } from '../support/application';
import { createBank, createMember, createOrganisation } from '../support/factories';

const database = startApplication();

const POST = `Question 1: Late

What helps?

A A watermark
B More cores

Answer: A
`;

it('is the same for a question from the editor and for the same question in a source', async () => {
  const organisation = await createOrganisation();
  const { scope } = await createMember(organisation, { role: 'admin' });
  const { bankId } = await createBank(organisation);
  const options = ['A watermark', 'More cores'].map((text, at) => ({
    id: newId(),
    text,
    isKey: at === 0,
    rationale: '',
  }));
  const item = { title: 'Late', stem: 'What helps?', options, overall: '', shuffle: 'auto' as const };
  const draft = { item, stimulus: { kind: 'none' as const }, topicId: null, licenceNote: '', changeNote: '' };
  const made = await createItem(scope, { bankId, draft });
  expect(made).toMatchObject({ ok: true });

  const [incoming] = parseScenarioPost(POST).items.map((each) => readIncoming(each, sha256));
  const { rows } = await database().admin.query(
    'SELECT fingerprint FROM item_version WHERE organisation_id = $1',
    [scope.organisationId],
  );
  expect(rows).toEqual([{ fingerprint: incoming?.fingerprint }]);

  const imported = await commitImport(scope, {
    sourceName: 'post.txt',
    sourceText: POST,
    bank: { kind: 'existing', id: bankId },
    licenceNote: '',
    topics: [],
    topicOfItem: {},
  });
  expect(imported).toMatchObject({
    ok: true,
    value: { importId: null, counts: { created: 0, changed: 0, same: 1 } },
  });
});
