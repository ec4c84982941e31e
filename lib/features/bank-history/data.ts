import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import {
  ACTIONS_BY_KIND,
  type BankThen,
  type HistoryEntry,
  type HistoryPage,
  type HistoryQuery,
} from './contract';

const PAGE_SIZE = 50;
const MAX_DIFFERING = 200;

type EventRow = Omit<HistoryEntry, 'at'> & { readonly at: Date; readonly total: number };

/**
 * Who did what to a bank, its items and its imports, newest first, by who did it and what it was about, from the audit trail that every
 * act writes; null for a bank that isn't there. Two round trips.
 */
export async function listBankHistory(
  scope: TenantScope,
  bankId: string,
  { kind, ...query }: HistoryQuery,
): Promise<HistoryPage | null> {
  const { organisationId } = scope;
  const isKind =
    kind === null
      ? Prisma.sql`true`
      : Prisma.sql`e.action LIKE ANY (${ACTIONS_BY_KIND[kind].map((name) => `${name.replaceAll('_', '\\_')}%`)}::text[])`;
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<EventRow[]>`
        WITH subject AS (
          SELECT 'bank' AS kind, id::text AS id, NULL AS title FROM bank
          WHERE organisation_id = ${organisationId}::uuid AND id = ${bankId}::uuid
          UNION ALL
          SELECT 'item', i.id::text, v.title FROM item i
          JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
          WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid
          UNION ALL
          SELECT 'import', id::text, source_name FROM import
          WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid)
        SELECT e.id, e.occurred_at AS at, e.action, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
          ${personLabel(scope, 'm')} AS actor, s.title, (count(*) OVER ())::int AS total,
          CASE WHEN jsonb_typeof(e.details -> 'items') = 'number' THEN (e.details ->> 'items')::int END AS items
        FROM audit_event e
        JOIN subject s ON s.kind = e.subject_kind AND s.id = e.subject_id
        LEFT JOIN membership m ON m.organisation_id = e.organisation_id AND m.id = e.actor_id
        WHERE e.organisation_id = ${organisationId}::uuid AND ${isKind}
          AND ${isNamed(Prisma.sql`coalesce(m.display_name, '') || ' ' || coalesce(s.title, '')`, query)}
        ORDER BY e.occurred_at DESC, e.id DESC ${part}`,
    );
  const [bank, history] = await Promise.all([
    withTenant(scope, (db) =>
      db.bank.findFirst({ where: { organisationId, id: bankId }, select: { name: true } }),
    ),
    readPage({ ...query, pageSize: PAGE_SIZE }, read, ({ total: _, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
    })),
  ]);
  return bank && { ...history, bankName: bank.name };
}

/** What a bank held at a moment (ISO 8601), and what differs from it now. Only shown: nothing is put back. One round trip. */
export async function findBankThen(scope: TenantScope, bankId: string, at: string): Promise<BankThen> {
  const { organisationId } = scope;
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<Omit<BankThen, 'at'>[]>`
      WITH told AS (
        SELECT i.id, v.title, v.version AS now, v.id AS now_id, o.version AS "then", o.id AS then_id, i.position
        FROM item i
        JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
        LEFT JOIN LATERAL (
          SELECT h.id, h.version FROM item_version h
          WHERE h.organisation_id = i.organisation_id AND h.item_id = i.id AND h.created_at <= ${at}::timestamptz
          ORDER BY h.version DESC LIMIT 1) o ON true
        WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid)
      SELECT count(*) FILTER (WHERE then_id IS NOT NULL)::int AS items,
        count(*) FILTER (WHERE then_id = now_id)::int AS unchanged,
        count(*) FILTER (WHERE then_id <> now_id)::int AS changed,
        count(*) FILTER (WHERE then_id IS NULL)::int AS added,
        coalesce((SELECT json_agg(d) FROM (
          SELECT id AS "itemId", title, "then" AS "versionThen", now AS "versionNow" FROM told
          WHERE then_id IS DISTINCT FROM now_id ORDER BY position, id LIMIT ${MAX_DIFFERING}) d), '[]') AS differing
      FROM told`,
  );
  if (row === undefined) throw new Error('A count over no rows has a row');
  return { ...row, at };
}
