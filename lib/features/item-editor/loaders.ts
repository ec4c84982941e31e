import 'server-only';
import { notFound } from 'next/navigation';
import { can } from '@/lib/domain/access/policy';
import { mayEdit, type StepBy } from '@/lib/domain/item/item-life';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId, newId } from '@/lib/infra/id';
import { isShut, type ShutKeys } from '../shut-keys/contract';
import { findShutKeys } from '../shut-keys/data';
import type { EditableItem, EditorChoices, VersionPair } from './contract';
import { findEditableItem, findEditorChoices, findVersionPair } from './data';

interface Author {
  /** Under which the browser keeps what isn't saved yet. */
  readonly membershipId: string;
  readonly timeZone: string;
  readonly actor: StepBy;
}

async function requireAuthor() {
  const { scope, membership } = await requireVisitor('item:propose');
  const actor: StepBy = can(scope.actor, 'item:manage') ? 'manager' : 'author';
  return { scope, author: { membershipId: scope.actor.membershipId, timeZone: membership.timeZone, actor } };
}

/** An item to be changed; `mayEdit` is false when only others may, and then nothing is offered. */
export async function loadEditableItem(
  itemId: string,
): Promise<Author & { readonly item: EditableItem | ShutKeys; readonly mayEdit: boolean }> {
  const { scope, author } = await requireAuthor();
  if (!isId(itemId)) notFound();
  const item =
    (await findEditableItem(scope, itemId)) ?? (await findShutKeys(scope, { kind: 'item', id: itemId }));
  if (item === null) notFound();
  return { ...author, item, mayEdit: !isShut(item) && mayEdit(item.state, author.actor) };
}

/** For a new item in this bank; `optionIds` are for the options that it begins with. */
export async function loadEditorChoices(
  bankId: string,
): Promise<Author & { readonly choices: EditorChoices; readonly optionIds: readonly string[] }> {
  const { scope, author } = await requireAuthor();
  if (!isId(bankId)) notFound();
  const choices = await findEditorChoices(scope, bankId);
  if (choices === null) notFound();
  return { ...author, choices, optionIds: [newId(), newId(), newId(), newId()] };
}

/** Two versions side by side; a number that is missing or makes no sense is "not found". */
export async function loadVersionPair(
  itemId: string,
  query: { readonly from?: string; readonly to?: string },
): Promise<Author & { readonly pair: VersionPair | ShutKeys }> {
  const { scope, author } = await requireAuthor();
  const [from, to] = [toNumber(query.from), toNumber(query.to)];
  if (!isId(itemId) || from === null || to === null) notFound();
  const pair =
    (await findVersionPair(scope, itemId, from, to)) ??
    (await findShutKeys(scope, { kind: 'item', id: itemId }));
  if (pair === null) notFound();
  return { ...author, pair };
}

const toNumber = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;
