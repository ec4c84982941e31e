import 'server-only';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import type { MemberScope, TenantScope } from '@/lib/infra/tenant-scope';
import type { KeysOf, ShutKeys } from './contract';

const sql = Prisma.sql;

/** The items that somebody wants to read about. */
function itemsOf({ organisationId }: TenantScope, { kind, id }: KeysOf): Prisma.Sql {
  const org = sql`${organisationId}::uuid`;
  switch (kind) {
    case 'item':
      return sql`SELECT ${id}::uuid`;
    case 'bank':
      return sql`SELECT i.id FROM item i WHERE i.organisation_id = ${org} AND i.bank_id = ${id}::uuid`;
    case 'report':
      return sql`SELECT r.item_id FROM problem_report r WHERE r.organisation_id = ${org} AND r.id = ${id}::uuid`;
    case 'key_correction':
      return sql`
        SELECT d.item_id FROM key_correction_item d WHERE d.organisation_id = ${org} AND d.correction_id = ${id}::uuid`;
    case 'import':
      return sql`SELECT v.item_id FROM item_version v WHERE v.organisation_id = ${org} AND v.import_id = ${id}::uuid`;
  }
}

/**
 * The running exam of this person that asks for one of these items, in whatever version; null when their keys are open. Row-level
 * security shuts the keys themselves (ctx.shut_versions); this says why and until when. Of several, the one that ends last. One round
 * trip, none for the system.
 */
export function findShutKeys(scope: TenantScope, of: KeysOf): Promise<ShutKeys | null> {
  return findRunning(scope, itemsOf(scope, of));
}

/** The same for items by their ids. */
export function findShutAmong(scope: TenantScope, itemIds: readonly string[]): Promise<ShutKeys | null> {
  return findRunning(scope, sql`SELECT unnest(${[...itemIds]}::uuid[])`);
}

async function findRunning(scope: TenantScope, items: Prisma.Sql): Promise<ShutKeys | null> {
  if (scope.actor.kind === 'system') return null;
  const [row] = await withTenant(scope, (db) => db.$queryRaw<ShutKeys[]>(runningExam(scope, items)));
  return row ?? null;
}

/** In JSON and in rows alike: as JavaScript writes moments. */
const UNTIL = sql`to_char(a.deadline_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The same as a column `shut` of a query, for pages that ask more: JSON, or NULL. */
export const shutColumn = (scope: TenantScope, of: KeysOf): Prisma.Sql =>
  sql`(SELECT to_jsonb(running) FROM (${runningExam(scope, itemsOf(scope, of))}) running) AS shut`;

function runningExam({ organisationId, actor }: TenantScope, items: Prisma.Sql): Prisma.Sql {
  const member = actor.kind === 'member' ? actor.membershipId : null;
  return sql`
    SELECT a.id AS "attemptId", x.name AS "examName", ${UNTIL} AS until, clock_timestamp() > a.deadline_at AS "isOverdue",
      o.time_zone AS "timeZone",
      (SELECT count(DISTINCT ri.item_id)::int FROM attempt r
       JOIN attempt_item ri ON ri.organisation_id = r.organisation_id AND ri.attempt_id = r.id
       WHERE r.organisation_id = a.organisation_id AND r.membership_id = a.membership_id
         AND r.state IN ('in_progress', 'paused') AND ri.item_id IN (${items})) AS count
    FROM attempt a
    JOIN organisation o ON o.id = a.organisation_id
    JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
    JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
    WHERE a.organisation_id = ${organisationId}::uuid AND a.membership_id = ${member}::uuid
      AND a.state IN ('in_progress', 'paused')
      AND EXISTS (SELECT 1 FROM attempt_item ai WHERE ai.organisation_id = a.organisation_id AND ai.attempt_id = a.id
                    AND ai.item_id IN (${items}))
    ORDER BY a.deadline_at DESC, a.id LIMIT 1`;
}

/** The items of the running exams of this taker, with each exam as JSON. */
const runningItems = ({ organisationId, actor }: MemberScope): Prisma.Sql => sql`
  SELECT wi.item_id, w.deadline_at, jsonb_build_object('examName', wx.name, 'until', w.deadline_at) AS shut
  FROM attempt w
  JOIN attempt_item wi ON wi.organisation_id = w.organisation_id AND wi.attempt_id = w.id
  JOIN assignment ws ON ws.organisation_id = w.organisation_id AND ws.id = w.assignment_id
  JOIN exam wx ON wx.organisation_id = ws.organisation_id AND wx.id = ws.exam_id
  WHERE w.organisation_id = ${organisationId}::uuid AND w.membership_id = ${actor.membershipId}::uuid
    AND w.state IN ('in_progress', 'paused')`;

/**
 * The running exam of this taker that asks for the item of `ai` as well, as JSON; for a query that calls it so. It is part of
 * the queries that show what was answered before, so that they stay one round trip.
 */
export const shutItem = (scope: MemberScope): Prisma.Sql => sql`(
  SELECT w.shut FROM (${runningItems(scope)}) w WHERE w.item_id = ai.item_id ORDER BY w.deadline_at DESC LIMIT 1)`;

/** Why somebody may not change, copy or take away these items now; null when they may. */
export async function refuseShut(
  scope: TenantScope,
  of: KeysOf | readonly string[],
): Promise<Failure | null> {
  const shut = await ('kind' in of ? findShutKeys(scope, of) : findShutAmong(scope, of));
  if (shut === null) return null;
  const { examName: exam, until, timeZone } = shut;
  return refuse('conflict', 'keys_shut', { exam, until, timeZone });
}
