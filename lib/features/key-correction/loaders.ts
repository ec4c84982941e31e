import 'server-only';
import { notFound } from 'next/navigation';
import { can } from '@/lib/domain/access/policy';
import { type ListQuery, readListQuery } from '@/lib/domain/kernel/page';
import { CORRECTION_POLICIES, type CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { ShutKeys } from '../shut-keys/contract';
import { findShutKeys } from '../shut-keys/data';
import type { CorrectionView, ImportProposal, KeyChange, KeyProposal } from './contract';
import {
  findCorrection,
  findImportKeyChanges,
  findItemKey,
  listItemCorrections,
  previewKeyChanges,
} from './data';

interface Reader {
  readonly timeZone: string;
  /** Whether this person may also decide. Instructors read, and see their own learners. */
  readonly canManage: boolean;
}

type Param = string | string[] | undefined;
const all = (value: Param): readonly string[] => (value === undefined ? [] : [value].flat());
const policyOf = (value: Param): CorrectionPolicy | null =>
  CORRECTION_POLICIES.find((policy) => policy === value) ?? null;

async function reader() {
  const { scope, membership } = await requireVisitor('bank:read');
  return { scope, timeZone: membership.timeZone, canManage: can(scope.actor, 'bank:manage') };
}

/** What the address of an item's key page asks for: a new key, and with a policy the page that confirms it. */
export interface ItemKeyQuery {
  readonly key?: Param;
  readonly policy?: Param;
}

/** An item's key with its history or, once another one is proposed, what that would change. At most two round trips. */
export async function loadItemKey(itemId: string, query: ItemKeyQuery): Promise<KeyProposal | ShutKeys> {
  const { scope, canManage, timeZone } = await reader();
  if (!isId(itemId)) notFound();
  const item = await findItemKey(scope, itemId);
  if (item === null) return (await findShutKeys(scope, { kind: 'item', id: itemId })) ?? notFound();
  const { content, latestVersion } = item;
  const asked = new Set(all(query.key));
  const proposed = content.options.map(({ id }) => id).filter((id) => asked.has(id));
  const isOther = proposed.length > 0 && proposed.join() !== content.key.join();
  const policy = policyOf(query.policy);
  const change: KeyChange = { itemId, below: latestVersion + 1, key: proposed, policy };
  const preview = isOther ? await previewKeyChanges(scope, [change]) : null;
  const history = isOther ? [] : await listItemCorrections(scope, itemId);
  return { canManage, timeZone, history, item, newKey: isOther ? proposed : null, preview, policy };
}

/** One policy for all changed keys, and exceptions as one parameter per item, named by its id. */
export type KeyChangesQuery = Readonly<Record<string, Param>>;

/** The keys that an import changed and what deciding on the open ones would do. At most two round trips. */
export async function loadKeyChanges(
  importId: string,
  query: KeyChangesQuery,
): Promise<ImportProposal | ShutKeys> {
  const { scope, canManage } = await reader();
  const shut = isId(importId) ? await findShutKeys(scope, { kind: 'import', id: importId }) : null;
  if (shut) return shut;
  const found = isId(importId) ? await findImportKeyChanges(scope, importId) : null;
  if (found === null) notFound();
  const policy = policyOf(query.policy);
  const open = found.changes.filter(({ state }) => state === 'open');
  const exceptions = new Map(
    open.flatMap(({ itemId }) => {
      const own = policyOf(query[itemId]);
      return own !== null && own !== policy ? [[itemId, own] as const] : [];
    }),
  );
  const changes = open.map(
    ({ itemId, toVersion, after }): KeyChange => ({
      itemId,
      below: toVersion,
      key: after.key,
      policy: policy === null ? null : (exceptions.get(itemId) ?? policy),
    }),
  );
  const preview = changes.length > 0 ? await previewKeyChanges(scope, changes) : null;
  return { canManage, ...found, preview, policy, exceptions };
}

/** A correction with what it did: the receipt. The address narrows its results. */
export async function loadCorrection(
  correctionId: string,
  search: Readonly<Record<string, unknown>>,
): Promise<Reader & { readonly query: ListQuery; readonly correction: CorrectionView | ShutKeys }> {
  const { scope, ...rest } = await reader();
  if (!isId(correctionId)) notFound();
  const query = readListQuery(search);
  const correction =
    (await findShutKeys(scope, { kind: 'key_correction', id: correctionId })) ??
    (await findCorrection(scope, correctionId, query));
  return { ...rest, query, correction: correction ?? notFound() };
}
