import { beforeEach, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { addComment, moveItem } from '@/lib/features/item-life/commands';
import { findItemRecord } from '@/lib/features/item-life/data';
import { withTenant } from '@/lib/infra/db/tenant';
import { startApplication } from '../support/application';
import {
  createBank,
  createMember,
  createOrganisation,
  type Member,
  type OrganisationScope,
} from '../support/factories';
import { createItem, createItemVersion, type ItemFixture } from '../support/item-factories';

startApplication();

let organisation: OrganisationScope;
let admin: Member;
let instructor: Member;
let item: ItemFixture;
beforeEach(async () => {
  organisation = await createOrganisation();
  admin = await createMember(organisation, { role: 'admin', displayName: 'Ada' });
  instructor = await createMember(organisation, { role: 'instructor', displayName: 'Ines' });
  item = await createItem(organisation, { bankId: (await createBank(organisation)).bankId });
});

const move = (
  by: Member,
  from: Parameters<typeof moveItem>[1]['from'],
  to: Parameters<typeof moveItem>[1]['to'],
  note = '',
) => moveItem(by.scope, { itemId: item.itemId, from, to, note });

const stateNow = async () =>
  (await withTenant(admin.scope, (db) => db.item.findFirst({ select: { state: true } })))?.state;

describe('the life of an item', () => {
  it('goes from draft through review to live and ends retired, each step with who, when and why', async () => {
    await move(admin, 'live', 'draft', 'Two options say the same.');
    expect(await move(instructor, 'draft', 'in_review')).toMatchObject({ ok: true });
    expect(await move(admin, 'in_review', 'live')).toMatchObject({ ok: true });
    expect(await move(admin, 'live', 'retired', 'The feature is gone.')).toMatchObject({ ok: true });
    const { rows: events } = (await findItemRecord(admin.scope, item.itemId)).events;
    expect(events.map(({ from, to, by, note }) => [from, to, by, note])).toEqual([
      ['live', 'retired', 'Ada', 'The feature is gone.'],
      ['in_review', 'live', 'Ada', ''],
      ['draft', 'in_review', 'Ines', ''],
      ['live', 'draft', 'Ada', 'Two options say the same.'],
    ]);
    const audited = await withTenant(admin.scope, (db) =>
      db.auditEvent.count({ where: { action: 'item.moved', subjectId: item.itemId } }),
    );
    expect(audited).toBe(4);
  });

  it('is decided by owners and admins: an instructor proposes only', async () => {
    expect(await move(instructor, 'live', 'retired', 'Old')).toMatchObject({ error: { code: 'forbidden' } });
    await move(admin, 'live', 'in_review', 'Is the second option wrong?');
    expect(await move(instructor, 'in_review', 'live')).toMatchObject({ error: { code: 'forbidden' } });
    expect(await move(instructor, 'in_review', 'draft', 'I change it.')).toMatchObject({ ok: true });
  });

  it.each(['learner', 'hr'] as const)('is closed to the role %s', async (role) => {
    const member = await createMember(organisation, { role });
    expect(await move(member, 'live', 'retired', 'Old')).toMatchObject({ error: { code: 'forbidden' } });
    expect(await findItemRecord(member.scope, item.itemId)).toMatchObject({
      events: { rows: [], total: 0 },
      comments: { rows: [], total: 0 },
      openReports: 0,
    });
  });

  it('asks for a reason where going back needs one, and changes nothing without', async () => {
    expect(await move(admin, 'live', 'retired')).toMatchObject({
      error: { code: 'invalid', fields: { note: expect.any(String) } },
    });
    expect(await stateNow()).toBe('live');
  });

  it('knows no step from draft to retired', async () => {
    expect(await move(admin, 'draft', 'retired', 'Old')).toMatchObject({ error: { code: 'invalid' } });
  });

  it('lets only the first of two people step, and tells the second what it is by now', async () => {
    const both = await Promise.all([
      move(admin, 'live', 'retired', 'Old'),
      move(admin, 'live', 'draft', 'Wrong'),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = both.find(({ ok }) => !ok);
    expect(refused).toMatchObject({
      error: { code: 'conflict', message: expect.stringMatching(/is (retired|a draft) by now/) },
    });
    expect((await findItemRecord(admin.scope, item.itemId)).events.rows).toHaveLength(1);
  });
});

describe('comments on an item', () => {
  it('stand in the order of the conversation, with the version that each was about', async () => {
    const say = (by: Member, versionId: string, body: string) =>
      addComment(by.scope, { itemId: item.itemId, versionId, body });
    await say(instructor, item.itemVersionId, 'B looks right as well.');
    const next = await createItemVersion(organisation, item, { version: 2 });
    await say(admin, next.itemVersionId, 'B is changed now.');
    const { rows: comments } = (await findItemRecord(instructor.scope, item.itemId)).comments;
    expect(comments.map(({ by, body, version }) => [by, body, version])).toEqual([
      ['Ines', 'B looks right as well.', 1],
      ['Ada', 'B is changed now.', 2],
    ]);
    const found = await findItemRecord(instructor.scope, item.itemId, {
      versions: WHOLE_LIST,
      steps: WHOLE_LIST,
      comments: { q: 'ádà CHANGED', page: 1 },
    });
    expect(found.comments).toMatchObject({ rows: [{ by: 'Ada' }], total: 1 });
  });

  it('begin with the newest ones where they fill more than a page', async () => {
    for (let number = 1; number <= 21; number += 1) {
      const body = `Comment ${number}`;
      await addComment(admin.scope, { itemId: item.itemId, versionId: item.itemVersionId, body });
    }
    const part = async (page: number) => {
      const query = { versions: WHOLE_LIST, steps: WHOLE_LIST, comments: { q: '', page } };
      return (await findItemRecord(admin.scope, item.itemId, query)).comments;
    };
    expect((await part(1)).rows.map(({ body }) => body).at(-1)).toBe('Comment 21');
    expect(await part(2)).toMatchObject({ rows: [{ body: 'Comment 1' }], total: 21 });
  });

  it('are refused on a version of another item', async () => {
    const { bankId } = await createBank(organisation);
    const other = await createItem(organisation, { bankId });
    const mixed = { itemId: item.itemId, versionId: other.itemVersionId, body: 'Hm' };
    expect(await addComment(admin.scope, mixed)).toMatchObject({ error: { code: 'not_found' } });
  });

  it.each(['learner', 'hr'] as const)('are closed to the role %s', async (role) => {
    const member = await createMember(organisation, { role });
    const given = { itemId: item.itemId, versionId: item.itemVersionId, body: 'Hm' };
    expect(await addComment(member.scope, given)).toMatchObject({ error: { code: 'forbidden' } });
    await addComment(admin.scope, given);
    expect(await withTenant(member.scope, (db) => db.itemComment.count())).toBe(0);
    expect(await withTenant(member.scope, (db) => db.itemEvent.count())).toBe(0);
  });
});
