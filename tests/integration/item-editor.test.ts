import { beforeEach, describe, expect, it } from 'vitest';
import { type ItemText, toItemText } from '@/lib/domain/item/item-text';
import { editItems } from '@/lib/features/bulk-edit/commands';
import { createItem as createItemIn, restoreVersion, saveItem } from '@/lib/features/item-editor/commands';
import type { ItemDraft } from '@/lib/features/item-editor/contract';
import { findEditableItem, findEditorChoices, findVersionPair } from '@/lib/features/item-editor/data';
import { moveItem } from '@/lib/features/item-life/commands';
import { withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { startApplication } from '../support/application';
import { createOpenAttempt, noAnswer } from '../support/attempt-factories';
import {
  createAssignment,
  createBank,
  createExam,
  createMember,
  createOrganisation,
  createTopic,
  type Member,
  type OrganisationScope,
} from '../support/factories';
import { createItem, type ItemFixture } from '../support/item-factories';
import { createPicture } from '../support/media-factories';

startApplication();

let organisation: OrganisationScope;
let admin: Member;
let bankId: string;
beforeEach(async () => {
  organisation = await createOrganisation();
  admin = await createMember(organisation, { role: 'admin', displayName: 'Ada' });
  ({ bankId } = await createBank(organisation));
});

const options = (...texts: readonly string[]) =>
  texts.map((text, at) => ({ id: newId(), text, isKey: at === 0, rationale: '' }));

const mutable = (item: ItemText): ItemDraft['item'] => ({ ...item, options: [...item.options] });

function newDraft(changes: Omit<Partial<ItemDraft>, 'item'> & { item?: Partial<ItemText> } = {}): ItemDraft {
  const { item, ...rest } = changes;
  const given = { title: 'Late', stem: 'What helps?', options: options('A watermark', 'More cores') };
  return {
    item: mutable({ ...given, overall: '', shuffle: 'auto', ...item }),
    stimulus: { kind: 'none' },
    ...{ topicId: null, licenceNote: '', changeNote: '', ...rest },
  };
}

async function make(draft = newDraft(), by = admin): Promise<string> {
  const made = await createItemIn(by.scope, { bankId, draft });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value.itemId;
}

async function open(itemId: string) {
  const item = await findEditableItem(admin.scope, itemId);
  if (item === null) throw new Error('There is no such item');
  return item;
}

/** The draft that the editor begins with, with changes. */
async function draftOf(itemId: string, changes: Partial<ItemDraft['item']> = {}): Promise<ItemDraft> {
  const item = await open(itemId);
  return newDraft({ item: { ...toItemText(item.content), ...changes }, licenceNote: item.licenceNote });
}

/** An item of the factories, which has an attempt. */
async function createAnswered(): Promise<ItemFixture> {
  const item = await createItem(organisation, { bankId });
  const learner = await createMember(organisation, { role: 'learner' });
  const { examId } = await createExam(organisation, { items: [item] });
  const { membershipId } = learner;
  const { assignmentId } = await createAssignment(organisation, {
    ...{ examId, membershipId, assignedById: admin.membershipId },
  });
  await createOpenAttempt(organisation, { assignmentId, membershipId, answers: [noAnswer(item)] });
  return item;
}

describe('a new question', () => {
  it('is a draft at the end of its bank, with its key, rationales and whatever it was given', async () => {
    const { topicId } = await createTopic(organisation);
    const picture = await createPicture(admin.scope);
    const [first, second] = options('`A`', 'Both');
    if (!first || !second) throw new Error('Two options were made');
    const itemId = await make(
      newDraft({
        item: {
          stem: `Given\n\n\`\`\`sql\nSELECT 1\n\`\`\`\n\n![A plan](media:${picture})`,
          options: [{ ...first, rationale: 'Unlike option B.' }, second],
        },
        topicId,
        licenceNote: 'Own work',
      }),
    );
    const item = await open(itemId);
    expect(item).toMatchObject({
      state: 'draft',
      version: 1,
      topicId,
      licenceNote: 'Own work',
      isKeyLocked: false,
    });
    expect(item.content.key).toEqual([first.id]);
    expect(item.content.rationales[first.id]).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: 'Unlike option ' },
          { type: 'optionReference', optionId: second.id },
          { type: 'text', text: '.' },
        ],
      },
    ]);
    expect(item.content.stem.map(({ type }) => type)).toEqual(['paragraph', 'code', 'paragraph']);
    const linked = await withTenant(admin.scope, (db) =>
      db.itemVersionMedia.count({ where: { sha256: picture } }),
    );
    expect(linked).toBe(1);
  });

  it('may be proposed by an instructor and by nobody below', async () => {
    const instructor = await createMember(organisation, { role: 'instructor' });
    const itemId = await make(newDraft(), instructor);
    const changed = await saveItem(instructor.scope, {
      ...{ itemId, expectedVersion: 1, draft: await draftOf(itemId, { stem: 'What helps most?' }) },
    });
    expect(changed).toMatchObject({ ok: true, value: { version: 2 } });
    for (const role of ['hr', 'learner'] as const) {
      const { scope } = await createMember(organisation, { role });
      expect(await createItemIn(scope, { bankId, draft: newDraft() })).toMatchObject({
        error: { code: 'forbidden' },
      });
      expect(await findEditableItem(scope, itemId)).toBeNull();
      expect(await findVersionPair(scope, itemId, 1, 2)).toBeNull();
    }
  });

  it('is refused at the fields that are wrong, and nothing is written', async () => {
    const refused = await createItemIn(admin.scope, {
      bankId,
      draft: newDraft({
        item: { stem: '', options: options('x', 'x') },
        stimulus: { kind: 'new', text: ' ' },
      }),
    });
    expect(refused.ok ? [] : Object.keys(refused.error.fields ?? {})).toEqual(
      expect.arrayContaining(['stem', 'stimulus', expect.stringMatching(/^option-/)]),
    );
    expect(await withTenant(admin.scope, (db) => db.item.count())).toBe(0);
  });

  it('is refused with a picture that the organisation does not have', async () => {
    const stranger = await createMember(await createOrganisation(), { role: 'admin' });
    const theirs = await createPicture(stranger.scope);
    const draft = newDraft({ item: { stem: `![A plan](media:${theirs})` } });
    expect(await createItemIn(admin.scope, { bankId, draft })).toMatchObject({
      error: { code: 'invalid', fields: { stem: expect.stringMatching(/picture/) } },
    });
  });

  it('gets a place of its own when two are made at once', async () => {
    await Promise.all([make(), make(), make()]);
    const items = await withTenant(admin.scope, (db) => db.item.findMany({ select: { position: true } }));
    expect(items.map(({ position }) => position).sort()).toEqual([1, 2, 3]);
  });
});

describe('a change', () => {
  it('is a new version; the one before stays as it was', async () => {
    const itemId = await make();
    const draft = { ...(await draftOf(itemId, { stem: 'What helps *most*?' })), changeNote: 'Clearer' };
    expect(await saveItem(admin.scope, { itemId, expectedVersion: 1, draft })).toMatchObject({ ok: true });
    const pair = await findVersionPair(admin.scope, itemId, 1, 2);
    expect(pair).toMatchObject({
      currentVersion: 2,
      versions: [2, 1],
      from: { version: 1, author: 'Ada' },
      to: { version: 2, author: 'Ada', changeNote: 'Clearer' },
    });
    expect(pair?.from.content.stem).not.toEqual(pair?.to.content.stem);
  });

  it('that changes nothing makes no version', async () => {
    const itemId = await make();
    const saved = await saveItem(admin.scope, { itemId, expectedVersion: 1, draft: await draftOf(itemId) });
    expect(saved).toEqual({ ok: true, value: { version: 1, othersMoved: 0 } });
    expect(await withTenant(admin.scope, (db) => db.itemVersion.count())).toBe(1);
  });

  it('of the topic alone makes no version either', async () => {
    const itemId = await make();
    const { topicId } = await createTopic(organisation);
    await saveItem(admin.scope, {
      itemId,
      expectedVersion: 1,
      draft: { ...(await draftOf(itemId)), topicId },
    });
    expect(await open(itemId)).toMatchObject({ topicId, version: 1 });
  });

  it('leaves the topic that somebody else gave meanwhile to a question whose author did not touch it', async () => {
    const itemId = await make();
    const draft = { ...(await draftOf(itemId, { title: 'Later' })), topicId: null, topicWas: null };
    const { topicId } = await createTopic(organisation);
    await editItems(admin.scope, { kind: 'topic', topicId, bankId, itemIds: [itemId], filter: '' });
    expect(await saveItem(admin.scope, { itemId, expectedVersion: 1, draft })).toMatchObject({ ok: true });
    expect(await open(itemId)).toMatchObject({ topicId, version: 2 });
  });

  it('from a second tab is refused with who was quicker, and can be sent again on top', async () => {
    const itemId = await make();
    const [one, two] = [await draftOf(itemId, { stem: 'One?' }), await draftOf(itemId, { stem: 'Two?' })];
    const both = await Promise.all([
      saveItem(admin.scope, { itemId, expectedVersion: 1, draft: one }),
      saveItem(admin.scope, { itemId, expectedVersion: 1, draft: two }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      error: { code: 'conflict', message: expect.stringMatching(/Ada saved version 2/) },
    });
    expect(await saveItem(admin.scope, { itemId, expectedVersion: 2, draft: two })).toMatchObject({
      ok: true,
    });
    expect((await open(itemId)).version).toBeLessThanOrEqual(3);
  });

  it('of another organisation’s item finds nothing', async () => {
    const itemId = await make();
    const stranger = await createMember(await createOrganisation(), { role: 'admin' });
    const draft = await draftOf(itemId);
    expect(await saveItem(stranger.scope, { itemId, expectedVersion: 1, draft })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await findEditorChoices(stranger.scope, bankId)).toBeNull();
  });

  it('of a question in review or in use is for owners and admins', async () => {
    const instructor = await createMember(organisation, { role: 'instructor' });
    const itemId = await make();
    await moveItem(instructor.scope, { itemId, from: 'draft', to: 'in_review', note: '' });
    const draft = await draftOf(itemId, { stem: 'Now?' });
    const change = { itemId, expectedVersion: 1, draft };
    expect(await saveItem(instructor.scope, change)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await saveItem(admin.scope, change)).toMatchObject({ ok: true });
  });
});

describe('the key', () => {
  const flipped = (draft: ItemDraft): ItemDraft => ({
    ...draft,
    item: {
      ...draft.item,
      options: draft.item.options.map((option) => ({ ...option, isKey: !option.isKey })),
    },
  });

  it('of a draft changes with its text', async () => {
    const itemId = await make();
    const before = (await open(itemId)).content.key;
    await saveItem(admin.scope, { itemId, expectedVersion: 1, draft: flipped(await draftOf(itemId)) });
    expect((await open(itemId)).content.key).not.toEqual(before);
  });

  it('of a live question is not changed here, its text is', async () => {
    const itemId = await make();
    await moveItem(admin.scope, { itemId, from: 'draft', to: 'live', note: '' });
    const draft = await draftOf(itemId, { stem: 'Clearer?' });
    expect(await saveItem(admin.scope, { itemId, expectedVersion: 1, draft: flipped(draft) })).toMatchObject({
      error: { code: 'invalid', fields: { key: expect.stringMatching(/corrected on a page of its own/) } },
    });
    expect(await saveItem(admin.scope, { itemId, expectedVersion: 1, draft })).toMatchObject({ ok: true });
    expect(await open(itemId)).toMatchObject({ version: 2, isKeyLocked: true });
  });

  it('stays locked after attempts, also when the question goes back to draft', async () => {
    const { itemId } = await createAnswered();
    await moveItem(admin.scope, { itemId, from: 'live', to: 'draft', note: 'Unclear' });
    const draft = flipped(await draftOf(itemId));
    expect(await saveItem(admin.scope, { itemId, expectedVersion: 1, draft })).toMatchObject({
      error: { fields: { key: expect.any(String) } },
    });
  });
});

describe('a background', () => {
  const under = (itemId: string) =>
    open(itemId).then((item) => item.stimuli.find(({ id }) => id === item.stimulusId));

  it('that changes makes a new version for all its items, keys and states kept', async () => {
    const first = await make(newDraft({ stimulus: { kind: 'new', text: 'A shop sells tea.' } }));
    const stimulus = await under(first);
    if (!stimulus) throw new Error('There is no background');
    const existing = { kind: 'existing', id: stimulus.id, versionId: stimulus.versionId } as const;
    const second = await make(newDraft({ stimulus: { ...existing, text: 'A shop sells tea.' } }));
    const keyBefore = (await open(second)).content.key;
    const draft = await draftOf(first);
    const saved = await saveItem(admin.scope, {
      ...{ itemId: first, expectedVersion: 1 },
      draft: { ...draft, stimulus: { ...existing, text: 'A shop sells coffee.' } },
    });
    expect(saved).toEqual({ ok: true, value: { version: 2, othersMoved: 1 } });
    expect(await open(second)).toMatchObject({ version: 2, content: { key: keyBefore } });
    expect(JSON.stringify((await findVersionPair(admin.scope, second, 1, 2))?.to.stimulus)).toContain(
      'coffee',
    );
    const stale = await saveItem(admin.scope, {
      ...{ itemId: second, expectedVersion: 2 },
      draft: { ...(await draftOf(second)), stimulus: { ...existing, text: 'A shop sells cocoa.' } },
    });
    expect(stale).toMatchObject({ error: { code: 'conflict', fields: { stimulus: expect.any(String) } } });
  });

  it('of questions in review or in use is not rewritten by an instructor, nor through a new question', async () => {
    const instructor = await createMember(organisation, { role: 'instructor' });
    const first = await make(newDraft({ stimulus: { kind: 'new', text: 'A shop sells tea.' } }));
    const begun = await under(first);
    if (!begun) throw new Error('There is no background');
    const text = 'A shop sells tea.';
    const given = { kind: 'existing', id: begun.id, versionId: begun.versionId, text } as const;
    const [second, mine] = [
      await make(newDraft({ stimulus: given })),
      await make(newDraft({ stimulus: given }), instructor),
    ];
    const rewrite = async (by: Member, words: string) => {
      const { version } = await open(mine);
      const versionId = (await under(mine))?.versionId ?? '';
      const draft = { ...(await draftOf(mine)), stimulus: { ...given, versionId, text: words } };
      return saveItem(by.scope, { itemId: mine, expectedVersion: version, draft });
    };
    const refusal = {
      error: { code: 'forbidden', fields: { stimulus: expect.stringMatching(/in review or in use stand/) } },
    };
    expect(await rewrite(instructor, 'A shop sells coffee.')).toMatchObject({ value: { othersMoved: 2 } });
    await moveItem(admin.scope, { itemId: first, from: 'draft', to: 'live', note: '' });
    expect(await rewrite(instructor, 'A shop sells cocoa.')).toMatchObject(refusal);
    const versionId = (await under(mine))?.versionId ?? '';
    const around = newDraft({ stimulus: { ...given, versionId, text: 'A shop sells cocoa.' } });
    expect(await createItemIn(instructor.scope, { bankId, draft: around })).toMatchObject(refusal);
    expect((await open(first)).version).toBe(2);
    expect(await rewrite(instructor, 'A shop sells coffee.')).toMatchObject({ value: { othersMoved: 0 } });
    expect(await rewrite(admin, 'A shop sells cocoa.')).toMatchObject({ value: { othersMoved: 2 } });
    await moveItem(admin.scope, { itemId: first, from: 'live', to: 'draft', note: 'Unclear' });
    await moveItem(admin.scope, { itemId: second, from: 'draft', to: 'in_review', note: '' });
    expect(await rewrite(instructor, 'A shop sells milk.')).toMatchObject(refusal);
  });

  it('of another bank is not offered and not taken', async () => {
    const first = await make(newDraft({ stimulus: { kind: 'new', text: 'A shop sells tea.' } }));
    const stimulus = await under(first);
    ({ bankId } = await createBank(organisation));
    expect((await findEditorChoices(admin.scope, bankId))?.stimuli).toEqual([]);
    const draft = newDraft({
      stimulus: {
        kind: 'existing',
        id: stimulus?.id ?? '',
        versionId: stimulus?.versionId ?? '',
        text: 'Given',
      },
    });
    expect(await createItemIn(admin.scope, { bankId, draft })).toMatchObject({
      error: { fields: { stimulus: expect.any(String) } },
    });
  });
});

describe('an older version', () => {
  it('comes back as a new one', async () => {
    const itemId = await make();
    await saveItem(admin.scope, {
      itemId,
      expectedVersion: 1,
      draft: await draftOf(itemId, { stem: 'Other?' }),
    });
    const restored = await restoreVersion(admin.scope, { itemId, expectedVersion: 2, version: 1 });
    expect(restored).toEqual({ ok: true, value: { version: 3 } });
    const pair = await findVersionPair(admin.scope, itemId, 1, 3);
    expect(pair?.to.content).toEqual(pair?.from.content);
    expect(pair?.to.changeNote).toBe('Version 1 restored.');
  });

  it('with another key does not come back while the key is locked', async () => {
    const itemId = await make();
    const draft = await draftOf(itemId);
    const other = draft.item.options.map((option) => ({ ...option, isKey: !option.isKey }));
    const changed = { ...draft, item: { ...draft.item, options: other } };
    await saveItem(admin.scope, { itemId, expectedVersion: 1, draft: changed });
    await moveItem(admin.scope, { itemId, from: 'draft', to: 'live', note: '' });
    expect(await restoreVersion(admin.scope, { itemId, expectedVersion: 2, version: 1 })).toMatchObject({
      error: { code: 'conflict', message: expect.stringMatching(/another key/) },
    });
  });

  it('that nobody made is not found', async () => {
    const itemId = await make();
    expect(await findVersionPair(admin.scope, itemId, 1, 9)).toBeNull();
    expect(await restoreVersion(admin.scope, { itemId, expectedVersion: 1, version: 9 })).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});
