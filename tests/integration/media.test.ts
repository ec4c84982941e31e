import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Inline, RichText } from '@/lib/domain/text/rich-text';
import type { FeedbackPolicy } from '@/lib/features/assignment/contract';
import { addPicture } from '@/lib/features/media/commands';
import { findPicture } from '@/lib/features/media/data';
import { inTransaction, withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { removeUnusedMedia } from '@/lib/infra/media/store';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { createGradedAttempt, createOpenAttempt, noAnswer } from '../support/attempt-factories';
import {
  createAssignment,
  createBank,
  createExam,
  createMember,
  createOrganisation,
} from '../support/factories';
import { createItem } from '../support/item-factories';
import { createPicture, drawPicture } from '../support/media-factories';

startApplication();

const showing = (media: string): RichText => {
  const image: Inline = { type: 'image', media, alt: 'A diagram' };
  return [{ type: 'list', ordered: false, items: [[{ type: 'paragraph', children: [image] }]] }];
};

async function createStaff() {
  const scope = await createOrganisation();
  return { scope, admin: await createMember(scope, { role: 'admin' }) };
}

const isFound = async (scope: MemberScope, sha256: string): Promise<boolean> =>
  (await findPicture(scope, sha256)) !== null;

describe('a picture that comes in', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('is kept as what it is: %s', async (format) => {
    const { admin } = await createStaff();
    const added = await addPicture(admin.scope, await drawPicture({ format }));
    expect(added).toMatchObject({ ok: true, value: { width: 12, height: 8 } });
    const kept = await findPicture(admin.scope, added.ok ? added.value.sha256 : '');
    expect(kept?.mime).toBe(`image/${format}`);
    expect((await sharp(kept?.bytes).metadata()).format).toBe(format);
  });

  it('loses its metadata and whatever stood behind the pixels', async () => {
    const { admin } = await createStaff();
    const secret = 'taken at 51.5 N by Ada';
    const photo = await sharp(await drawPicture({ format: 'jpeg' }))
      .withExif({ IFD0: { Copyright: secret } })
      .toBuffer();
    expect(photo.includes(secret)).toBe(true);
    const added = await addPicture(admin.scope, Buffer.concat([photo, Buffer.from('<script>1</script>')]));
    const kept = await findPicture(admin.scope, added.ok ? added.value.sha256 : '');
    expect(Buffer.from(kept?.bytes ?? []).toString('latin1')).not.toMatch(/Ada|script/);
  });

  it('is one picture, however often it comes', async () => {
    const { admin } = await createStaff();
    const file = await drawPicture();
    const [first, second] = [await addPicture(admin.scope, file), await addPicture(admin.scope, file)];
    expect(first).toEqual(second);
    expect(await withTenant(admin.scope, (db) => db.media.count())).toBe(1);
  });

  it('is scaled down to 4096 pixels', async () => {
    const { admin } = await createStaff();
    const added = await addPicture(admin.scope, await drawPicture({ width: 5000, height: 50 }));
    expect(added).toMatchObject({ ok: true, value: { width: 4096 } });
  });

  const animatedGif = async () => {
    const frames = ['red', 'blue'].map((background) =>
      sharp({ create: { width: 2, height: 4, channels: 3, background } })
        .png()
        .toBuffer(),
    );
    return sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
  };
  const refused: readonly (readonly [what: string, file: () => Promise<Buffer>, words: RegExp])[] = [
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG/],
    ['an SVG behind a declaration', async () => Buffer.from('\ufeff<?xml version="1.0"?><svg/>'), /SVG/],
    ['an animation', animatedGif, /animated/],
    [
      'an animated PNG',
      async () =>
        Buffer.from((await drawPicture()).toString('latin1').replace('IDAT', 'acTL....IDAT'), 'latin1'),
      /animated/,
    ],
    ['text', async () => Buffer.from('hello'), /not a picture/],
    ['nothing', async () => Buffer.alloc(0), /not a picture/],
    [
      'half a picture',
      async () => (await drawPicture({ width: 400, height: 400 })).subarray(0, 120),
      /not a picture/,
    ],
    ['more than 5 MB', async () => Buffer.alloc(5 * 1024 * 1024 + 1), /5 MB/],
    ['a bomb of pixels', () => drawPicture({ width: 9000, height: 9000 }), /50 million pixels/],
  ];
  it.each(refused)('is refused in words when it is %s', async (_what, file, words) => {
    const { admin } = await createStaff();
    const answer = await addPicture(admin.scope, await file());
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'invalid', message: expect.stringMatching(words) },
    });
  });

  it.each(['hr', 'learner'] as const)('is refused from the role %s', async (role) => {
    const { scope } = await createStaff();
    const member = await createMember(scope, { role });
    expect(await addPicture(member.scope, await drawPicture())).toMatchObject({
      error: { code: 'forbidden' },
    });
  });
});

/** A learner with an attempt at an item whose stem, rationale and an option show a picture each. */
async function createSitting(given: { policy: FeedbackPolicy; closed: boolean }) {
  const { scope, admin } = await createStaff();
  const learner = await createMember(scope, { role: 'learner' });
  const [stem, option, rationale] = [
    await createPicture(admin.scope),
    await createPicture(admin.scope),
    await createPicture(admin.scope),
  ];
  const { bankId } = await createBank(scope);
  const item = await createItem(scope, {
    bankId,
    stem: showing(stem),
    options: [showing(option), showing(option)],
    rationale: showing(rationale),
  });
  const { examId } = await createExam(scope, { items: [item] });
  const { assignmentId } = await createAssignment(scope, {
    examId,
    assignedById: admin.membershipId,
    membershipId: learner.membershipId,
    feedbackPolicy: given.policy,
    releaseRule: 'on_submit',
  });
  const attempt = { assignmentId, membershipId: learner.membershipId, answers: [noAnswer(item)] };
  await (given.closed ? createGradedAttempt(scope, attempt) : createOpenAttempt(scope, attempt));
  return { scope, admin, learner, stem, option, rationale };
}

describe('a picture', () => {
  it('is shown to a learner only by a version of an own attempt', async () => {
    const { scope, learner, stem, option } = await createSitting({ policy: 'full', closed: false });
    const other = await createMember(scope, { role: 'learner' });
    expect(await isFound(learner.scope, stem)).toBe(true);
    expect(await isFound(learner.scope, option)).toBe(true);
    expect(await isFound(other.scope, stem)).toBe(false);
  });

  it('in a rationale is as closed as the rationale', async () => {
    const before = await createSitting({ policy: 'full', closed: false });
    expect(await isFound(before.learner.scope, before.rationale)).toBe(false);
    const partly = await createSitting({ policy: 'right_wrong', closed: true });
    expect(await isFound(partly.learner.scope, partly.rationale)).toBe(false);
    const after = await createSitting({ policy: 'full', closed: true });
    expect(await isFound(after.learner.scope, after.rationale)).toBe(true);
  });

  it('that no version shows is for staff only', async () => {
    const { scope, admin } = await createStaff();
    const picture = await createPicture(admin.scope);
    for (const role of ['owner', 'admin', 'instructor'] as const) {
      expect(await isFound((await createMember(scope, { role })).scope, picture), role).toBe(true);
    }
    for (const role of ['hr', 'learner'] as const) {
      expect(await isFound((await createMember(scope, { role })).scope, picture), role).toBe(false);
    }
  });

  it('of another organisation is as unknown as one that nobody has, also when both have it', async () => {
    const [north, south] = [await createStaff(), await createStaff()];
    const picture = await createPicture(north.admin.scope);
    expect(await findPicture(south.admin.scope, picture)).toBeNull();
    expect(await findPicture(south.admin.scope, 'f'.repeat(64))).toBeNull();
  });

  it('in a stimulus is shown with it, and HR never reaches it by its own role', async () => {
    const { scope, admin, learner } = await createSitting({ policy: 'full', closed: false });
    const picture = await createPicture(admin.scope);
    await inTransaction(admin.scope, async (tx) => {
      const { organisationId } = scope;
      const bank = await tx.bank.findFirstOrThrow({ select: { id: true } });
      const [id, versionId] = [newId(), newId()];
      await tx.stimulus.createMany({
        data: [{ organisationId, id, bankId: bank.id, currentVersionId: versionId }],
      });
      const body = JSON.parse(JSON.stringify(showing(picture)));
      await tx.stimulusVersion.createMany({
        data: [{ organisationId, id: versionId, stimulusId: id, version: 1, body, fingerprint: 'x' }],
      });
    });
    const links = await withTenant(admin.scope, (db) =>
      db.stimulusVersionMedia.findMany({ select: { sha256: true } }),
    );
    expect(links).toEqual([{ sha256: picture }]);
    // No item of the attempt stands under it.
    expect(await isFound(learner.scope, picture)).toBe(false);
    const hr = await createMember(scope, { role: 'hr' });
    expect(await withTenant(hr.scope, (db) => db.stimulusVersionMedia.count())).toBe(0);
    expect(await withTenant(hr.scope, (db) => db.itemVersionMedia.count())).toBe(0);
  });
});

describe('tidying up', () => {
  it('removes what no version shows and nothing else', async () => {
    const { admin, stem, rationale } = await createSitting({ policy: 'full', closed: true });
    const loose = await createPicture(admin.scope);
    const removed = await inTransaction(admin.scope, (tx) => removeUnusedMedia(tx, [stem, rationale, loose]));
    expect(removed).toBe(1);
    expect([await isFound(admin.scope, stem), await isFound(admin.scope, rationale)]).toEqual([true, true]);
    expect(await isFound(admin.scope, loose)).toBe(false);
  });

  it('is not for instructors, and never takes a picture away from a version', async () => {
    const { scope, admin, stem } = await createSitting({ policy: 'full', closed: true });
    const instructor = await createMember(scope, { role: 'instructor' });
    const loose = await createPicture(admin.scope);
    expect(await inTransaction(instructor.scope, (tx) => removeUnusedMedia(tx, [loose]))).toBe(0);
    const forced = inTransaction(
      admin.scope,
      (tx) => tx.$executeRaw`DELETE FROM media WHERE sha256 = ${stem}`,
    );
    await expect(forced).rejects.toThrow(/foreign key/i);
  });

  it('leaves no link behind when a version goes, as the undo of an import lets it go', async () => {
    const { scope, admin } = await createStaff();
    const picture = await createPicture(admin.scope);
    const { bankId } = await createBank(scope);
    const given = { bankId, stem: showing(picture), rationale: showing(picture) };
    const { itemId, itemVersionId } = await createItem(scope, given);
    const removed = await inTransaction(admin.scope, async (tx) => {
      await tx.$executeRaw`DELETE FROM item_key WHERE item_version_id = ${itemVersionId}::uuid`;
      await tx.$executeRaw`
        WITH gone AS (DELETE FROM item_version WHERE item_id = ${itemId}::uuid)
        DELETE FROM item WHERE id = ${itemId}::uuid`;
      return removeUnusedMedia(tx, [picture]);
    });
    expect(removed).toBe(1);
    expect(await withTenant(admin.scope, (db) => db.itemVersionMedia.count())).toBe(0);
    expect(await withTenant(admin.scope, (db) => db.itemKeyMedia.count())).toBe(0);
  });
});
