import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { KEPT, writeVersions } from '@/lib/infra/item-versions';
import { type ContentColumns, itemFingerprint } from '@/lib/infra/stored-item';
import {
  actingMembershipId,
  asExamTaker,
  type MemberScope,
  type TenantScope,
} from '@/lib/infra/tenant-scope';
import { refuseShut } from '../shut-keys/data';
import type { CorrectionCounts, CorrectKey, DecideImport } from './contract';
import { toContent, withKey } from './mappers';

const notAllowed = failure('forbidden', 'Only owners and admins change keys.');
const changedMeanwhile = failure(
  'conflict',
  'The question was changed in the meantime. Look at the consequences again before you decide.',
);

export interface Decided {
  readonly correctionId: string;
  readonly counts: CorrectionCounts;
}

interface DecidedChange {
  readonly item_id: string;
  readonly from_version_id: string;
  readonly to_version_id: string;
  readonly below: number;
  readonly key: readonly string[];
  readonly policy: CorrectionPolicy;
}

/**
 * Gives an item another key as a new version and scores what was answered before by a policy: version, ruling, grades and
 * roll-ups in one transaction. Running attempts keep what they show and are graded by the ruling. Undoing it is another
 * correction. Fails with `conflict` (changed since it was previewed), `invalid` (no other key), `not_found` or `forbidden`.
 */
export async function correctKey(scope: TenantScope, input: CorrectKey): Promise<Result<Decided, Failure>> {
  if (!can(scope.actor, 'bank:manage')) return err(notAllowed);
  const shut = await refuseShut(scope, { kind: 'item', id: input.itemId });
  if (shut) return err(shut);
  return inTransaction(scope, async (tx) => {
    const item = await lockItem(tx, scope, input.itemId);
    if (item === null) return err(notFound('question'));
    if (item.version_id !== input.fromVersionId) return err(changedMeanwhile);
    const before = toContent(item);
    const known = new Set(before.options.map(({ id }) => id));
    const key = [...new Set(input.key)].sort();
    if (!key.every((id) => known.has(id))) return err(notFound('option'));
    if (key.join() === [...item.option_ids].sort().join()) {
      const words = 'This is the key already. Choose another option.';
      return err(failure('invalid', words, { key: words }));
    }
    const written = new Map(input.rationaleOf.map((id, at) => [id, input.rationale[at] ?? '']));
    const content = withKey(before, key, new Map([...written].filter(([id]) => known.has(id))));
    const versionId = newId();
    await writeVersions(tx, scope.organisationId, [
      {
        ...{ id: versionId, itemId: input.itemId, from: item.version_id },
        says: { key_count: key.length, fingerprint: itemFingerprint(content) },
        key: { option_ids: key, rationales: content.rationales },
        provenance: {
          ...{ source: KEPT, importId: null, licenceNote: KEPT },
          ...{ authorId: actingMembershipId(scope), reason: input.reason },
        },
      },
    ]);
    return decide(tx, scope, { reason: input.reason, importId: null }, [
      {
        item_id: input.itemId,
        from_version_id: item.version_id,
        to_version_id: versionId,
        // The version that is current may not be the latest: the undo of a balance goes back to the one before.
        below: item.latest + 1,
        key,
        policy: input.policy,
      },
    ]);
  });
}

/**
 * Decides on the keys that an import changed: one policy for all, with exceptions. The versions are there already; this
 * rules on the answers that were given before. Fails with `conflict` (nothing left to decide), `not_found` or `forbidden`.
 */
export async function decideKeyChanges(
  scope: TenantScope,
  { importId, policy, exception, reason }: DecideImport,
): Promise<Result<Decided, Failure>> {
  if (!can(scope.actor, 'bank:manage')) return err(notAllowed);
  const shut = await refuseShut(scope, { kind: 'import', id: importId });
  if (shut) return err(shut);
  const exceptions = new Map(exception.map((each) => [each.itemId, each.policy]));
  return inTransaction(scope, async (tx) => {
    const changes = await lockOpenChanges(tx, scope, importId);
    if (changes === null) return err(notFound('import'));
    if (changes.length === 0) {
      return err(failure('conflict', 'There is nothing left to decide: every changed key was decided on.'));
    }
    return decide(
      tx,
      scope,
      { reason, importId },
      changes.map((change) => ({ ...change, policy: exceptions.get(change.item_id) ?? policy })),
    );
  });
}

/** Remembers that the learner has read how corrections changed a result of theirs. */
export async function markChangesSeen(
  scope: MemberScope,
  attemptId: string,
): Promise<Result<{ readonly seen: number }, Failure>> {
  return inTransaction(asExamTaker(scope), async (tx) => {
    const seen = await tx.$executeRaw`
      UPDATE grade_change SET seen_at = clock_timestamp()
      WHERE organisation_id = ${scope.organisationId}::uuid AND attempt_id = ${attemptId}::uuid
        AND membership_id = ${scope.actor.membershipId}::uuid AND seen_at IS NULL`;
    return ok({ seen });
  });
}

interface LockedItem extends ContentColumns {
  readonly version_id: string;
  readonly version: number;
  readonly latest: number;
}

/** The bank first, as an import does, then the item: whoever changes keys of a bank waits for whoever does already. */
async function lockItem(tx: Tx, { organisationId }: TenantScope, itemId: string): Promise<LockedItem | null> {
  await tx.$queryRaw`
    SELECT b.id FROM bank b
    WHERE b.organisation_id = ${organisationId}::uuid AND b.id = (
      SELECT i.bank_id FROM item i WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ${itemId}::uuid)
    FOR UPDATE`;
  const [row] = await tx.$queryRaw<LockedItem[]>`
    SELECT v.id AS version_id, v.version, v.title, v.stem, v.options, v.shuffle_locked, k.option_ids, k.rationales,
      (SELECT max(o.version) FROM item_version o
       WHERE o.organisation_id = i.organisation_id AND o.item_id = i.id)::int AS latest
    FROM item i
    JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
    JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
    WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ${itemId}::uuid
    FOR NO KEY UPDATE OF i`;
  return row ?? null;
}

/** What of an import's key changes is still to be decided, with its bank locked; null when there is no such import. */
async function lockOpenChanges(
  tx: Tx,
  { organisationId }: TenantScope,
  importId: string,
): Promise<readonly Omit<DecidedChange, 'policy'>[] | null> {
  const banks = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM bank b
    JOIN import p ON p.organisation_id = b.organisation_id AND p.bank_id = b.id
    WHERE p.organisation_id = ${organisationId}::uuid AND p.id = ${importId}::uuid FOR UPDATE OF b`;
  if (banks.length === 0) return null;
  return tx.$queryRaw<Omit<DecidedChange, 'policy'>[]>`
    SELECT v.item_id, b.id AS from_version_id, v.id AS to_version_id, v.version AS below, vk.option_ids::text[] AS key
    FROM item_version v
    JOIN item_key vk ON vk.organisation_id = v.organisation_id AND vk.item_version_id = v.id
    JOIN item_version b ON b.organisation_id = v.organisation_id AND b.item_id = v.item_id AND b.version = (
      SELECT max(e.version) FROM item_version e
      WHERE e.organisation_id = v.organisation_id AND e.item_id = v.item_id AND e.version < v.version)
    JOIN item_key bk ON bk.organisation_id = b.organisation_id AND bk.item_version_id = b.id
    WHERE v.organisation_id = ${organisationId}::uuid AND v.import_id = ${importId}::uuid AND vk.option_ids <> bk.option_ids
      AND NOT EXISTS (
        SELECT 1 FROM key_correction_item d
        JOIN item_version n ON n.organisation_id = d.organisation_id AND n.id = d.to_version_id
        WHERE d.organisation_id = v.organisation_id AND d.item_id = v.item_id AND n.version >= v.version)
    ORDER BY v.item_id`;
}

/** Rules, regrades and records. The last step of both ways to change keys. */
async function decide(
  tx: Tx,
  scope: TenantScope,
  { reason, importId }: { readonly reason: string; readonly importId: string | null },
  changes: readonly DecidedChange[],
): Promise<Result<Decided, Failure>> {
  const correctionId = newId();
  const [row] = await tx.$queryRaw<{ counts: CorrectionCounts }[]>`
    SELECT app.apply_key_correction(
      ${scope.organisationId}::uuid, ${correctionId}::uuid, ${actingMembershipId(scope)}::uuid, ${reason},
      ${importId}::uuid, ${JSON.stringify(changes)}::jsonb) AS counts`;
  if (row === undefined) throw new Error('A correction gives its counts');
  await recordAudit(tx, scope, {
    action: 'key.corrected',
    subjectKind: 'key_correction',
    subjectId: correctionId,
    details: {
      items: changes.map(({ item_id, policy }) => ({ itemId: item_id, policy })),
      importId,
      ...row.counts,
    },
  });
  return ok({ correctionId, counts: row.counts });
}
