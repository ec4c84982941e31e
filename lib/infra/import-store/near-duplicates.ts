import 'server-only';
import type { IncomingItem } from '@/lib/domain/scenario-import/incoming-item';
import { NEAR_DUPLICATE } from '@/lib/domain/scenario-import/near-duplicate';
import type { NearMatch } from '@/lib/domain/scenario-import/plan';
import type { Db, Tx } from '../db/tenant';

/** Keeps each statement well within its time. */
const BATCH = 500;
/** A mark that more items share says nothing: "which of the following". */
const COMMON = 300;
/** Marks that two items have to share before their texts are compared. */
const SHARED = 2;
/** How many items each incoming one is compared with at most. */
const CLOSEST = 5;

interface Row {
  readonly index: number;
  readonly item_id: string;
  readonly similarity: number;
}

/**
 * Items of a bank that are much like incoming ones: stored sketches choose whom to compare, trigram similarity of the texts
 * decides. `indexes` are those of the incoming items that the bank doesn't hold.
 */
export async function findNearDuplicates(
  db: Db | Tx,
  { organisationId, bankId }: { readonly organisationId: string; readonly bankId: string },
  incoming: readonly IncomingItem[],
  indexes: readonly number[],
): Promise<readonly NearMatch[]> {
  const found: NearMatch[] = [];
  for (let from = 0; from < indexes.length; from += BATCH) {
    const texts = indexes.slice(from, from + BATCH).flatMap((index) => {
      const content = incoming[index]?.content;
      return content === undefined ? [] : [{ index, stem: content.stem, options: content.options }];
    });
    const rows = await db.$queryRaw<Row[]>`
      SELECT index, item_id, similarity FROM app.near_duplicates(${organisationId}::uuid, ${bankId}::uuid,
        ${JSON.stringify(texts)}::jsonb, ${COMMON}::int, ${SHARED}::int, ${CLOSEST}::int, ${NEAR_DUPLICATE}::float8)`;
    found.push(...rows.map(({ index, item_id, similarity }) => ({ index, itemId: item_id, similarity })));
  }
  return found;
}
