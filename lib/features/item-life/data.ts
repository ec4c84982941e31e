import 'server-only';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { ItemRecord, RecordQuery } from './contract';
import { type RecordRow, toItemRecord } from './mappers';

const WHOLE_RECORD: RecordQuery = { versions: WHOLE_LIST, steps: WHOLE_LIST, comments: WHOLE_LIST };

/** The steps of an item's life and its comments, as far as this reader may see them: one round trip. */
export async function findItemRecord(
  scope: TenantScope,
  itemId: string,
  query: RecordQuery = WHOLE_RECORD,
): Promise<ItemRecord> {
  const { organisationId } = scope;
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<RecordRow[]>`
      SELECT
        coalesce((SELECT json_agg(x ORDER BY x.at DESC, x.id DESC) FROM (
          SELECT e.id, e.from_state::text AS "from", e.to_state::text AS "to", e.note, ${personLabel(scope, 'm')} AS by,
            e.occurred_at AS at
          FROM item_event e
          LEFT JOIN membership m ON m.organisation_id = e.organisation_id AND m.id = e.actor_id
          WHERE e.organisation_id = ${organisationId}::uuid AND e.item_id = ${itemId}::uuid
            AND ${isNamed(Prisma.sql`e.note || ' ' || coalesce(m.display_name, '')`, query.steps)}
          ORDER BY e.occurred_at DESC, e.id DESC) x), '[]') AS events,
        coalesce((SELECT json_agg(x ORDER BY x.at DESC, x.id DESC) FROM (
          SELECT c.id, c.body, ${personLabel(scope, 'm')} AS by, c.created_at AS at, v.version
          FROM item_comment c
          JOIN item_version v ON v.organisation_id = c.organisation_id AND v.id = c.item_version_id
          LEFT JOIN membership m ON m.organisation_id = c.organisation_id AND m.id = c.author_id
          WHERE c.organisation_id = ${organisationId}::uuid AND c.item_id = ${itemId}::uuid
            AND ${isNamed(Prisma.sql`c.body || ' ' || coalesce(m.display_name, '')`, query.comments)}
          ORDER BY c.created_at DESC, c.id DESC) x), '[]') AS comments,
        (SELECT count(*)::int FROM problem_report r
         WHERE r.organisation_id = ${organisationId}::uuid AND r.item_id = ${itemId}::uuid AND r.state = 'open')
          AS "openReports"`,
  );
  if (row === undefined) throw new Error('Reading the record gave no row');
  return toItemRecord(row, query);
}
