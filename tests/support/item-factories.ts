import { createHash } from 'node:crypto';
import { letterAt } from '@/lib/domain/item/item-content';
import type { RichText } from '@/lib/domain/text/rich-text';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { numbered } from './factories';

/** Text as the one-paragraph rich text that an importer would make of it. */
export const paragraph = (text: string): RichText => [
  { type: 'paragraph', children: [{ type: 'text', text }] },
];

export interface ItemFixture {
  readonly itemId: string;
  readonly itemVersionId: string;
  readonly topicId: string | null;
  /** In the order of the source: the first is A. */
  readonly optionIds: readonly string[];
  readonly keyIds: readonly string[];
}

interface ItemInput {
  readonly bankId: string;
  readonly topicId?: string | null;
  readonly title?: string;
  readonly stem?: RichText;
  readonly options?: readonly RichText[];
  /** Positions of the keys among the options, from 0; the first option by default. */
  readonly keyPositions?: readonly number[];
  /** Of every option; a sentence by default. */
  readonly rationale?: RichText;
  readonly position?: number;
}

/** A live item with its first version, key and a rationale per option. */
export async function createItem(scope: TenantScope, given: ItemInput): Promise<ItemFixture> {
  const [item] = await createItems(scope, [given]);
  if (!item) throw new Error('No item was made');
  return item;
}

/** Several items in one transaction. */
export async function createItems(scope: TenantScope, given: readonly ItemInput[]): Promise<ItemFixture[]> {
  const { organisationId } = scope;
  const items = given.map((input) => ({ input, item: newItem(input) }));
  await inTransaction(scope, async (tx) => {
    // Items and versions refer to each other; the check waits for the end of the transaction.
    await tx.item.createMany({
      data: items.map(({ input, item }, index) => ({
        organisationId,
        id: item.itemId,
        bankId: input.bankId,
        topicId: item.topicId,
        currentVersionId: item.itemVersionId,
        position: input.position ?? index + 1,
      })),
    });
    await writeVersions(
      tx,
      organisationId,
      items.map(({ input, item }) => ({ ...item, input, version: 1 })),
    );
  });
  return items.map(({ item }) => item);
}

/** A further version of an item with options and a key of its own; it becomes the current one. */
export async function createItemVersion(
  scope: TenantScope,
  item: ItemFixture,
  given: Omit<ItemInput, 'bankId' | 'topicId'> & { version: number },
): Promise<ItemFixture> {
  const { organisationId } = scope;
  const next: ItemFixture = {
    ...newItem({ ...given, bankId: '' }),
    itemId: item.itemId,
    topicId: item.topicId,
  };
  await inTransaction(scope, async (tx) => {
    await writeVersions(tx, organisationId, [{ ...next, input: given, version: given.version }]);
    await tx.item.updateMany({
      where: { organisationId, id: item.itemId },
      data: { currentVersionId: next.itemVersionId },
    });
  });
  return next;
}

function newItem(input: ItemInput): ItemFixture {
  const optionIds = (input.options ?? ['', '', '', '']).map(() => newId());
  const keyIds = (input.keyPositions ?? [0]).flatMap((position) => optionIds[position] ?? []);
  return { itemId: newId(), itemVersionId: newId(), topicId: input.topicId ?? null, optionIds, keyIds };
}

type VersionInput = ItemFixture & { readonly input: Omit<ItemInput, 'bankId'>; readonly version: number };

async function writeVersions(tx: Tx, organisationId: string, versions: readonly VersionInput[]) {
  await tx.itemVersion.createMany({
    data: versions.map(({ input, ...item }) => {
      const title = input.title ?? numbered('Question');
      return {
        organisationId,
        id: item.itemVersionId,
        itemId: item.itemId,
        version: item.version,
        title,
        stem: asJson(input.stem ?? paragraph(`${title}: which statement holds?`)),
        options: item.optionIds.map((id, position) => ({
          id,
          body: asJson(input.options?.[position] ?? paragraph(`Statement ${letterAt(position)}`)),
        })),
        keyCount: item.keyIds.length,
        fingerprint: createHash('sha256').update(item.itemVersionId).digest('hex'),
      };
    }),
  });
  await tx.itemKey.createMany({
    data: versions.map(({ input, ...item }) => ({
      organisationId,
      itemVersionId: item.itemVersionId,
      optionIds: [...item.keyIds].sort(),
      rationales: Object.fromEntries(
        item.optionIds.map((id) => [
          id,
          asJson(
            input.rationale ??
              paragraph(item.keyIds.includes(id) ? 'It holds in every case.' : 'It fails when data is late.'),
          ),
        ]),
      ),
    })),
  });
}

/** Rich text is read-only in TypeScript, which Prisma's JSON input type doesn't accept as it is. */
const asJson = (text: RichText) => JSON.parse(JSON.stringify(text));
