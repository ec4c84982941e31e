import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { balanceKeys } from '@/lib/domain/cue-lint/balance-keys';
import { CUE_RULES_VERSION } from '@/lib/domain/cue-lint/cue-facts';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { KEPT, writeVersions } from '@/lib/infra/item-versions';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import { refuseShut } from '../shut-keys/data';
import type { Balance } from './contract';
import { readLiveContents } from './data';
import { type ContentRow, planDigest, toBalanceItem, toCueRow, toReordered } from './mappers';

/** Looked at in one transaction, which stays short, and in one visit; a larger bank takes several visits. */
const CHUNK = 2000;
const MAX_CHUNKS = 6;

/**
 * Works out what wordings give away and stores it beside their versions, for those of a bank that have nothing stored under the
 * current rules. Versions never change, so each is looked at once. Derived data: there is nothing to audit.
 *
 * @returns how many versions were looked at
 */
export async function refreshCues(scope: TenantScope, bankId: string): Promise<number> {
  if (!can(scope.actor, 'bank:read')) return 0;
  let total = 0;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk += 1) {
    const done = await refreshChunk(scope, bankId);
    total += done;
    if (done < CHUNK) break;
  }
  return total;
}

function refreshChunk(scope: TenantScope, bankId: string): Promise<number> {
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const rows = await tx.$queryRaw<ContentRow[]>`
      SELECT i.id AS "itemId", v.id AS "versionId", v.title, v.stem, v.options, v.shuffle_locked AS "shuffleLocked",
        k.option_ids AS "optionIds", k.rationales
      FROM item i
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid
        AND NOT EXISTS (SELECT 1 FROM item_version_cues c WHERE c.organisation_id = v.organisation_id
                          AND c.item_version_id = v.id AND c.rules = ${CUE_RULES_VERSION})
      LIMIT ${CHUNK}`;
    if (rows.length === 0) return 0;
    const cues = JSON.stringify(rows.map(toCueRow));
    await tx.$executeRaw`
      INSERT INTO item_version_cues (organisation_id, item_version_id, rules, codes, option_count, key_position,
        shuffle_locked, numeric_options, longest, hits, stem_hash)
      SELECT ${organisationId}::uuid, item_version_id, rules, codes, option_count, key_position, shuffle_locked,
        numeric_options, longest, hits, stem_hash
      FROM jsonb_populate_recordset(NULL::item_version_cues, ${cues}::jsonb)
      ON CONFLICT (organisation_id, item_version_id) DO UPDATE SET rules = excluded.rules, codes = excluded.codes,
        option_count = excluded.option_count, key_position = excluded.key_position,
        shuffle_locked = excluded.shuffle_locked, numeric_options = excluded.numeric_options,
        longest = excluded.longest, hits = excluded.hits, stem_hash = excluded.stem_hash`;
    return rows.length;
  });
}

/**
 * Gives the live items of a bank new versions whose options stand in another order, so that keys stand in every place equally
 * often. Option ids stay, so keys, rationales and answers stay right; frozen forms keep the versions that they have. The plan is made
 * anew under a lock and has to be the one that was shown. Fails with `conflict` (the bank changed, or is balanced), `not_found` or
 * `forbidden`.
 */
export async function balanceBank(
  scope: TenantScope,
  { bankId, digest }: Balance,
): Promise<Result<{ readonly items: number; readonly editId: string }, Failure>> {
  if (!can(scope.actor, 'bank:manage'))
    return err(failure('forbidden', 'Only owners and admins change banks.'));
  const shut = await refuseShut(scope, { kind: 'bank', id: bankId });
  if (shut) return err(shut);
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    if (!(await lockContents(tx, organisationId, bankId))) return err(notFound('bank'));
    const rows = await readLiveContents(scope, bankId, tx);
    const plan = balanceKeys(rows.map(toBalanceItem));
    if (plan.moves.length === 0) return err(failure('conflict', 'The keys are as balanced as they can be.'));
    if (planDigest(plan, rows) !== digest) {
      return err(failure('conflict', 'The bank changed since this was shown. Look at the new proposal.'));
    }
    const byId = new Map(rows.map((row) => [row.itemId, row]));
    const made = plan.moves.flatMap(({ id, order }) => {
      const row = byId.get(id);
      return row === undefined
        ? []
        : [{ itemId: id, from: row.versionId, to: newId(), ...toReordered(row, order) }];
    });
    await writeVersions(
      tx,
      organisationId,
      made.map(({ itemId, from, to: id, options, fingerprint }) => ({
        ...{ id, itemId, from, says: { options, fingerprint }, key: KEPT },
        provenance: {
          ...{ source: KEPT, importId: null, licenceNote: KEPT },
          ...{ authorId: actingMembershipId(scope), reason: '' },
        },
      })),
    );
    const editId = newId();
    const before = made.map(({ itemId, from, to }) => ({ id: itemId, from, to }));
    await tx.bankEdit.createMany({
      data: [
        {
          organisationId,
          id: editId,
          bankId,
          kind: 'balance',
          actorId: actingMembershipId(scope),
          itemCount: made.length,
          after: { positions: [...plan.after] },
          before,
        },
      ],
    });
    await recordAudit(tx, scope, {
      action: 'bank.keys_balanced',
      subjectKind: 'bank',
      subjectId: bankId,
      details: { edit: editId, items: made.length, before: [...plan.before], after: [...plan.after] },
    });
    return ok({ items: made.length, editId });
  });
}

/**
 * Locks a bank, its backgrounds and its items, in the order of those who write questions, and each in a statement of its own: what is
 * read afterwards is what they saved last, and what they save later starts from the new versions. False when there is no such bank.
 */
async function lockContents(tx: Tx, organisationId: string, bankId: string): Promise<boolean> {
  // No key update: whoever holds an item and adds a row that refers to the bank doesn't wait for it.
  const banks = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM bank WHERE organisation_id = ${organisationId}::uuid AND id = ${bankId}::uuid FOR NO KEY UPDATE`;
  if (banks.length === 0) return false;
  await tx.$executeRaw`
    SELECT 1 FROM stimulus WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid
    ORDER BY id FOR UPDATE`;
  await tx.$executeRaw`
    SELECT 1 FROM item WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid
    ORDER BY id FOR NO KEY UPDATE`;
  return true;
}
