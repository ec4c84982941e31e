import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { toItemText } from '@/lib/domain/item/item-text';
import { balanceBank } from '@/lib/features/bank-cues/commands';
import { previewBalance } from '@/lib/features/bank-cues/data';
import { restoreVersion, saveItem } from '@/lib/features/item-editor/commands';
import type { ItemDraft } from '@/lib/features/item-editor/contract';
import { findEditableItem } from '@/lib/features/item-editor/data';
import { correctKey } from '@/lib/features/key-correction/commands';
import { findItemKey } from '@/lib/features/key-correction/data';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { KEPT, writeVersions } from '@/lib/infra/item-versions';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { createMember, createOrganisation } from '../support/factories';

/* Whoever changes a question writes a version from the one before. Played with the sample, as its banks are made and changed. */

const database = startApplication();
const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

interface Row {
  readonly id: string;
  readonly version_id: string;
  readonly stimulus_id: string | null;
  readonly stimulus_version_id: string | null;
  readonly version: number;
  readonly source_number: string;
  readonly first_line: number | null;
  readonly licence_note: string;
  readonly change_note: string;
  readonly import_id: string | null;
}

let admin: MemberScope;
let bankId: string;

async function commit(sourceText: string, bank: Parameters<typeof commitImport>[1]['bank']): Promise<string> {
  const given = { sourceName: 'sample.txt', licenceNote: 'By permission.', topics: [], topicOfItem: {} };
  const done = await commitImport(admin, { ...given, sourceText, bank });
  if (!done.ok) throw new Error(done.error.message);
  return done.value.bankId;
}

beforeEach(async () => {
  admin = (await createMember(await createOrganisation(), { role: 'admin' })).scope;
  bankId = await commit(sample, { kind: 'named', name: 'Sample', certificationId: null });
});

/** The questions of the bank as they are now, in its order. */
async function current(columns = ''): Promise<readonly (Row & Record<string, unknown>)[]> {
  const { rows } = await database().admin.query<Row & Record<string, unknown>>(
    `SELECT i.id, v.id AS version_id, i.stimulus_id, v.stimulus_version_id, v.version, v.source_number, v.first_line, v.licence_note,
       v.change_note, v.import_id ${columns}
     FROM item i JOIN item_version v ON v.id = i.current_version_id WHERE i.bank_id = $1 ORDER BY i.position`,
    [bankId],
  );
  return rows;
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!result.ok) throw new Error(result.error.message || JSON.stringify(result.error));
  return result.value;
}

/** Saves a question as its editor does, with a reason, and with another text of its background if one is given. */
async function edit(itemId: string, changeNote: string, background?: string): Promise<void> {
  const item = await findEditableItem(admin, itemId);
  const row = (await current()).find(({ id }) => id === itemId);
  if (!item || !row) throw new Error('The question is gone');
  const text = toItemText(item.content);
  const draft: ItemDraft = {
    item: { ...text, stem: `${text.stem} Really?`, options: [...text.options] },
    stimulus:
      background === undefined || row.stimulus_id === null || row.stimulus_version_id === null
        ? { kind: 'none' }
        : { kind: 'existing', id: row.stimulus_id, versionId: row.stimulus_version_id, text: background },
    ...{ topicId: null, topicWas: null, licenceNote: item.licenceNote, changeNote },
  };
  must(await saveItem(admin, { itemId, expectedVersion: item.version, draft }));
}

async function correct(itemId: string, reason: string): Promise<void> {
  const now = await findItemKey(admin, itemId);
  if (!now) throw new Error('The question is gone');
  const key = now.content.options.filter(({ id }) => !now.content.key.includes(id)).slice(0, 1);
  const given = { policy: 'current_key' as const, rationaleOf: [], rationale: [], reason };
  must(
    await correctKey(admin, {
      ...{ itemId, fromVersionId: now.versionId, key: key.map(({ id }) => id), ...given },
    }),
  );
}

const fourth = (rows: readonly Row[]): Row => {
  const row = rows.find(({ stimulus_id }) => stimulus_id !== null);
  if (!row) throw new Error('No question has a background');
  return row;
};

describe('a version that is made from another one', () => {
  it('keeps number and lines of the source, whoever makes it, and is no import’s', async () => {
    const before = await current();
    const one = fourth(before);
    await edit(one.id, 'Clearer', 'Another background.');
    await correct(before[0]?.id ?? '', 'The guide says so');
    must(await balanceBank(admin, { bankId, digest: (await previewBalance(admin, bankId)).digest }));
    const after = await current();
    const kept = ({ id, source_number, first_line, licence_note }: Row) => ({
      ...{ id, source_number, first_line, licence_note },
    });
    expect(after.map(kept)).toEqual(before.map(kept));
    const made = after.filter(({ version }) => version > 1);
    expect(made.length).toBeGreaterThan(3);
    expect(made.filter(({ import_id }) => import_id !== null)).toEqual([]);
  });

  it('says its own reason, not that of the version before', async () => {
    const [first] = await current();
    const itemId = first?.id ?? '';
    await edit(itemId, 'Clearer');
    await correct(itemId, 'The guide says so');
    const notes = async () => {
      const { rows } = await database().admin.query<{ change_note: string }>(
        'SELECT change_note FROM item_version WHERE item_id = $1 ORDER BY version',
        [itemId],
      );
      return rows.map(({ change_note }) => change_note);
    };
    expect(await notes()).toEqual(['', 'Clearer', 'The guide says so']);
    must(await restoreVersion(admin, { itemId, expectedVersion: 3, version: 3 }));
    expect(await notes()).toEqual(['', 'Clearer', 'The guide says so', 'Version 3 restored.']);
  });

  it('is refused when it is made from one that there is not', async () => {
    const [first] = await current();
    const write = {
      ...{ id: newId(), itemId: first?.id ?? '', from: newId(), says: {}, key: KEPT },
      provenance: { source: KEPT, importId: null, licenceNote: KEPT, authorId: null, reason: '' },
    } as const;
    await expect(
      inTransaction(admin, (tx) => writeVersions(tx, admin.organisationId, [write])),
    ).rejects.toThrow('Of 1 versions 0 were written');
  });
});

describe('a column that item_version gets some day', () => {
  afterAll(async () => {
    await database().admin.query('ALTER TABLE item_version DROP COLUMN IF EXISTS difficulty');
  });

  it('goes along through edits, backgrounds, balances, corrections and imports', async () => {
    const { admin: client } = database();
    await client.query('ALTER TABLE item_version ADD COLUMN difficulty integer NOT NULL DEFAULT 7');
    await client.query('UPDATE item_version SET difficulty = 100 + first_line WHERE organisation_id = $1', [
      admin.organisationId,
    ]);
    const before = await current(', v.difficulty');
    await edit(fourth(before).id, '', 'Another background.');
    await correct(before[0]?.id ?? '', 'The guide says so');
    must(await balanceBank(admin, { bankId, digest: (await previewBalance(admin, bankId)).digest }));
    const balanced = await current(', v.difficulty');
    expect(balanced.map(({ difficulty }) => difficulty)).toEqual(before.map(({ difficulty }) => difficulty));
    await commit(sample.replaceAll(' is correct. ', ' is correct indeed. '), {
      kind: 'existing',
      id: bankId,
    });
    const imported = await current(', v.difficulty');
    const known = imported.slice(0, before.length);
    expect(known.map(({ difficulty }) => difficulty)).toEqual(before.map(({ difficulty }) => difficulty));
    expect(imported.some(({ import_id, version }) => import_id !== null && version > 1)).toBe(true);
  });
});
