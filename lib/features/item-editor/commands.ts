import 'server-only';
import { can } from '@/lib/domain/access/policy';
import type { ItemContent } from '@/lib/domain/item/item-content';
import { type ItemState, isKeyLocked, mayEdit } from '@/lib/domain/item/item-life';
import { checkItemText, imagesIn, mediaOf, toContentOf } from '@/lib/domain/item/item-text';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { changedParts } from '@/lib/domain/scenario-import/fingerprint';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { KEPT, WRITTEN_HERE, writeVersions } from '@/lib/infra/item-versions';
import { lockStimulus, placeUnderStimulus } from '@/lib/infra/stimulus-versions';
import { itemFingerprint } from '@/lib/infra/stored-item';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import { refuseShut } from '../shut-keys/data';
import type { CreateItem, ItemDraft, RestoreVersion, SaveItem } from './contract';
import { type ContentRow, toContent } from './mappers';

const notAllowed = failure('forbidden', 'Only those who write questions change them.');
const invalid = (field: string, message: string): Failure =>
  failure('invalid', 'Check the marked fields.', { [field]: message });

const KEY_IS_LOCKED =
  'The key of a question that is or was in use is corrected on a page of its own, because it changes results.';

/** Reads a draft and says what is wrong with it. */
function readDraft({ item, stimulus }: ItemDraft): Result<ItemContent, Failure> {
  const problems = checkItemText(item).map(({ field, message }) => [field, message] as const);
  // In the order of the page; the first problem of a field is the one to be said.
  if (stimulus.kind !== 'none' && parseRichText(stimulus.text).length === 0) {
    problems.unshift(['stimulus', 'Write the background, or choose none.']);
  }
  if (problems.length === 0) return ok(toContentOf(item));
  const fields: Record<string, string> = {};
  for (const [field, message] of problems) fields[field] ??= message;
  return err(failure('invalid', 'Check the marked fields.', fields));
}

interface Place {
  readonly organisationId: string;
  readonly bankId: string;
}

/** What the draft names has to be there: its topic and its pictures. */
async function findMissing(
  tx: Tx,
  { organisationId }: Place,
  draft: ItemDraft,
  content: ItemContent,
): Promise<Failure | null> {
  const { topicId, stimulus } = draft;
  if (topicId !== null && (await tx.topic.count({ where: { organisationId, id: topicId } })) === 0) {
    return invalid('topic', 'That topic is not there any more. Choose another.');
  }
  const background = stimulus.kind === 'none' ? [] : imagesIn(parseRichText(stimulus.text));
  const shown = [...new Set([...mediaOf(content), ...background.map(({ media }) => media)])];
  if (shown.length === 0) return null;
  const kept = await tx.media.count({ where: { organisationId, sha256: { in: shown } } });
  return kept === shown.length ? null : invalid('stem', 'A picture is not there any more. Insert it again.');
}

/** What an author says, of the question itself and of its key. */
const saidBy = (content: ItemContent, stimulusVersionId: string | null) => ({
  says: {
    title: content.title ?? '',
    stem: content.stem,
    options: content.options,
    stimulus_version_id: stimulusVersionId,
    key_count: content.key.length,
    shuffle_locked: content.shuffleLocked,
    fingerprint: itemFingerprint(content),
  },
  key: { option_ids: content.key, rationales: content.rationales },
});

/** Locks a bank and gives the place behind its last item; null when there is no such bank in use. */
async function nextPlace(tx: Tx, { organisationId, bankId }: Place): Promise<number | null> {
  const banks = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM bank WHERE organisation_id = ${organisationId}::uuid AND id = ${bankId}::uuid AND archived_at IS NULL
    FOR UPDATE`;
  if (banks.length === 0) return null;
  // A statement of its own: one that has waited for the lock still sees what was there before.
  const { _max } = await tx.item.aggregate({ where: { organisationId, bankId }, _max: { position: true } });
  return (_max.position ?? 0) + 1;
}

/** Writes a new item into a bank as a draft. Fails with `invalid` (at its fields), `not_found` (bank) or `forbidden`. */
export async function createItem(
  scope: TenantScope,
  { bankId, draft }: CreateItem,
): Promise<Result<{ readonly itemId: string }, Failure>> {
  if (!can(scope.actor, 'item:propose')) return err(notAllowed);
  const content = readDraft(draft);
  if (!content.ok) return content;
  const { organisationId } = scope;
  const [itemId, versionId] = [newId(), newId()];
  return inTransaction(scope, async (tx) => {
    const position = await nextPlace(tx, { organisationId, bankId });
    if (position === null) return err(notFound('bank'));
    const missing = await findMissing(tx, { organisationId, bankId }, draft, content.value);
    if (missing !== null) return err(missing);
    const authorId = actingMembershipId(scope);
    const stimulus = await placeUnderStimulus(
      tx,
      { organisationId, bankId, authorId, itemId, mayMoveAll: can(scope.actor, 'item:manage') },
      draft.stimulus,
    );
    if (!stimulus.ok) return stimulus;
    await tx.item.createMany({
      data: [
        {
          organisationId,
          id: itemId,
          bankId,
          stimulusId: stimulus.value.id,
          topicId: draft.topicId,
          currentVersionId: versionId,
          position,
          state: 'draft',
        },
      ],
    });
    const { licenceNote, changeNote } = draft;
    await writeVersions(tx, organisationId, [
      {
        ...{ id: versionId, itemId, from: null },
        ...saidBy(content.value, stimulus.value.versionId),
        provenance: {
          ...{ source: WRITTEN_HERE, importId: null, licenceNote: { said: licenceNote } },
          ...{ authorId, reason: changeNote },
        },
      },
    ]);
    await tx.itemEvent.createMany({
      data: [{ organisationId, id: newId(), itemId, toState: 'draft', actorId: authorId }],
    });
    await recordAudit(tx, scope, {
      action: 'item.created',
      subjectKind: 'item',
      subjectId: itemId,
      details: { bank: bankId, othersMoved: stimulus.value.othersMoved },
    });
    return ok({ itemId });
  });
}

interface OpenItem extends ContentRow {
  readonly bankId: string;
  readonly state: ItemState;
  readonly versionId: string;
  readonly version: number;
  readonly latest: number;
  readonly stimulusVersionId: string | null;
  readonly topicId: string | null;
  readonly licenceNote: string;
  readonly answered: boolean;
  readonly author: string | null;
}

/** Locks an item that this person may change and that still has the version they began with. */
async function openItem(
  tx: Tx,
  scope: TenantScope,
  itemId: string,
  expectedVersion: number,
): Promise<Result<OpenItem, Failure>> {
  // A statement of its own: one that has waited for the lock would still see the versions of before.
  await tx.$queryRaw`
    SELECT 1 FROM item WHERE organisation_id = ${scope.organisationId}::uuid AND id = ${itemId}::uuid FOR UPDATE`;
  const [item] = await tx.$queryRaw<OpenItem[]>`
    SELECT i.bank_id AS "bankId", i.state::text AS state, v.id AS "versionId", v.version, i.topic_id AS "topicId", v.title, v.stem, v.options,
      v.shuffle_locked AS "shuffleLocked", k.option_ids AS "optionIds", k.rationales,
      v.stimulus_version_id AS "stimulusVersionId", v.licence_note AS "licenceNote", m.display_name AS author,
      (SELECT max(o.version)::int FROM item_version o
       WHERE o.organisation_id = i.organisation_id AND o.item_id = i.id) AS latest,
      EXISTS (SELECT 1 FROM item_version w JOIN app.form_use u ON u.organisation_id = w.organisation_id AND u.item_version_id = w.id
              WHERE w.organisation_id = i.organisation_id AND w.item_id = i.id) AS answered
    FROM item i
    JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
    JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
    LEFT JOIN membership m ON m.organisation_id = v.organisation_id AND m.id = v.author_id
    WHERE i.organisation_id = ${scope.organisationId}::uuid AND i.id = ${itemId}::uuid`;
  if (item === undefined) return err(notFound('question'));
  if (!mayEdit(item.state, can(scope.actor, 'item:manage') ? 'manager' : 'author')) {
    return err(failure('forbidden', 'Only owners and admins change a question that is in review or in use.'));
  }
  if (item.version !== expectedVersion) {
    const words = `${item.author ?? 'Somebody'} saved version ${item.version} while you were writing. Nothing of yours was saved yet.`;
    return err(failure('conflict', words));
  }
  return ok(item);
}

/** The key stays where results depend on it: the same options are right as before, and all of them are still there. */
function keyRefusal(item: OpenItem, content: ItemContent): Failure | null {
  if (!isKeyLocked(item.state, item.answered)) return null;
  const isSame = [...content.key].sort().join() === [...item.optionIds].sort().join();
  return isSame ? null : invalid('key', KEY_IS_LOCKED);
}

/**
 * Saves a change of an item as its new current version; the topic belongs to the item and isn't versioned. Fails with `invalid` (at its
 * fields, or the key is locked), `conflict` (somebody saved meanwhile), `not_found` or `forbidden`.
 */
export async function saveItem(
  scope: TenantScope,
  { itemId, expectedVersion, draft }: SaveItem,
): Promise<Result<{ readonly version: number; readonly othersMoved: number }, Failure>> {
  if (!can(scope.actor, 'item:propose')) return err(notAllowed);
  const content = readDraft(draft);
  if (!content.ok) return content;
  const shut = await refuseShut(scope, { kind: 'item', id: itemId });
  if (shut) return err(shut);
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    await lockStimulus(tx, organisationId, draft.stimulus);
    const opened = await openItem(tx, scope, itemId, expectedVersion);
    if (!opened.ok) return opened;
    const item = opened.value;
    const place = { organisationId, bankId: item.bankId };
    const refused = (await findMissing(tx, place, draft, content.value)) ?? keyRefusal(item, content.value);
    if (refused !== null) return err(refused);
    const authorId = actingMembershipId(scope);
    const mayMoveAll = can(scope.actor, 'item:manage');
    const stimulus = await placeUnderStimulus(tx, { ...place, authorId, itemId, mayMoveAll }, draft.stimulus);
    if (!stimulus.ok) return stimulus;
    const { licenceNote, changeNote } = draft;
    const topicId = draft.topicId === draft.topicWas ? item.topicId : draft.topicId;
    const parts = changedParts(toContent(item), content.value);
    const isMoved = stimulus.value.versionId !== item.stimulusVersionId;
    const isNew = parts.length > 0 || isMoved || licenceNote !== item.licenceNote;
    const version = isNew ? item.latest + 1 : item.version;
    if (isNew) {
      await writeVersions(tx, organisationId, [
        {
          ...{ id: newId(), itemId, from: item.versionId },
          ...saidBy(content.value, stimulus.value.versionId),
          provenance: {
            ...{ source: KEPT, importId: null, licenceNote: { said: licenceNote } },
            ...{ authorId, reason: changeNote },
          },
        },
      ]);
    }
    await tx.item.updateMany({
      where: { organisationId, id: itemId },
      data: { topicId, stimulusId: stimulus.value.id },
    });
    const { othersMoved } = stimulus.value;
    if (isNew || topicId !== item.topicId) {
      await recordAudit(tx, scope, {
        action: 'item.edited',
        subjectKind: 'item',
        subjectId: itemId,
        details: { version, parts: [...parts], state: item.state, changeNote, othersMoved },
      });
    }
    return ok({ version, othersMoved });
  });
}

/**
 * Makes what an older version said current again, as a new version; its background is the one of today. Fails as `saveItem` does, and
 * when the older version has another key than one that is locked.
 */
export async function restoreVersion(
  scope: TenantScope,
  { itemId, expectedVersion, version }: RestoreVersion,
): Promise<Result<{ readonly version: number }, Failure>> {
  if (!can(scope.actor, 'item:propose')) return err(notAllowed);
  const shut = await refuseShut(scope, { kind: 'item', id: itemId });
  if (shut) return err(shut);
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const opened = await openItem(tx, scope, itemId, expectedVersion);
    if (!opened.ok) return opened;
    const item = opened.value;
    const [old] = await tx.$queryRaw<(ContentRow & { readonly licenceNote: string })[]>`
      SELECT v.title, v.stem, v.options, v.shuffle_locked AS "shuffleLocked", k.option_ids AS "optionIds", k.rationales,
        v.licence_note AS "licenceNote"
      FROM item_version v
      JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      WHERE v.organisation_id = ${organisationId}::uuid AND v.item_id = ${itemId}::uuid AND v.version = ${version}`;
    if (old === undefined) return err(notFound('version'));
    const content = toContent(old);
    const refused = keyRefusal(item, content);
    if (refused !== null)
      return err(failure('conflict', `Version ${version} has another key. ${KEY_IS_LOCKED}`));
    await writeVersions(tx, organisationId, [
      {
        ...{ id: newId(), itemId, from: item.versionId },
        ...saidBy(content, item.stimulusVersionId),
        provenance: {
          ...{ source: KEPT, importId: null, licenceNote: { said: old.licenceNote } },
          ...{ authorId: actingMembershipId(scope), reason: `Version ${version} restored.` },
        },
      },
    ]);
    await recordAudit(tx, scope, {
      action: 'item.restored',
      subjectKind: 'item',
      subjectId: itemId,
      details: { version: item.latest + 1, restored: version, state: item.state },
    });
    return ok({ version: item.latest + 1 });
  });
}
