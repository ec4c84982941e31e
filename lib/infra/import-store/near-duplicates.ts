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
      WITH mine AS MATERIALIZED (
        SELECT x.index, app.search_text(x.stem, x.options) AS text
        FROM jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS x(index int, stem jsonb, options jsonb)),
      my_marks AS MATERIALIZED (SELECT m.index, unnest(app.sketch(m.text)) AS mark FROM mine m),
      wanted AS MATERIALIZED (SELECT DISTINCT mark FROM my_marks),
      marks AS MATERIALIZED (
        SELECT s.version_id, s.item_id, s.mark FROM (
          SELECT v.id AS version_id, v.item_id, unnest(v.sketch) AS mark
          FROM item i
          JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
          WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid AND i.state <> 'retired') AS s
        JOIN wanted USING (mark)),
      rare AS MATERIALIZED (SELECT mark FROM marks GROUP BY mark HAVING count(*) <= ${COMMON}),
      pairs AS (
        SELECT m.index, t.version_id, t.item_id, count(*) AS shared
        FROM my_marks m JOIN rare USING (mark) JOIN marks t USING (mark)
        GROUP BY 1, 2, 3 HAVING count(*) >= ${SHARED}),
      closest AS MATERIALIZED (
        SELECT p.index, p.version_id, p.item_id,
          row_number() OVER (PARTITION BY p.index ORDER BY p.shared DESC, p.item_id) AS place FROM pairs p)
      SELECT c.index, c.item_id, s.similarity::float8 AS similarity
      FROM closest c
      JOIN mine m ON m.index = c.index
      JOIN item_version v ON v.organisation_id = ${organisationId}::uuid AND v.id = c.version_id
      CROSS JOIN LATERAL (SELECT similarity(m.text, v.search_text) AS similarity) s
      WHERE c.place <= ${CLOSEST} AND s.similarity >= ${NEAR_DUPLICATE}`;
    found.push(...rows.map(({ index, item_id, similarity }) => ({ index, itemId: item_id, similarity })));
  }
  return found;
}
