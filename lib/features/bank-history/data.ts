import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import {
  ACTIONS_BY_KIND,
  type BankThen,
  type HistoryEntry,
  type HistoryKind,
  type HistoryPage,
} from './contract';

const PAGE_SIZE = 50;
const MAX_DIFFERING = 200;

/**
 * Who did what to a bank, its items and its imports, newest first, from the audit trail that every act writes; null for a bank that isn't
 * there. One round trip.
 */
export async function listBankHistory(
  scope: TenantScope,
  bankId: string,
  { kind, page }: { readonly kind: HistoryKind | null; readonly page: number },
): Promise<HistoryPage | null> {
  const { organisationId } = scope;
  const isKind =
    kind === null
      ? Prisma.sql`true`
      : Prisma.sql`e.action LIKE ANY (${ACTIONS_BY_KIND[kind].map((name) => `${name.replaceAll('_', '\\_')}%`)}::text[])`;
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<
      (Omit<HistoryEntry, 'at' | 'id'> & {
        id: string | null;
        at: Date;
        bankName: string;
        total: number;
      })[]
    >`
      WITH subject AS (
        SELECT 'bank' AS kind, id::text AS id FROM bank
        WHERE organisation_id = ${organisationId}::uuid AND id = ${bankId}::uuid
        UNION ALL
        SELECT 'item', id::text FROM item WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid
        UNION ALL
        SELECT 'import', id::text FROM import WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid),
      event AS (
        SELECT e.*, count(*) OVER ()::int AS total FROM audit_event e
        JOIN subject s ON s.kind = e.subject_kind AND s.id = e.subject_id
        WHERE e.organisation_id = ${organisationId}::uuid AND ${isKind}
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE})
      SELECT b.name AS "bankName", e.id, e.occurred_at AS at, e.action, e.subject_kind AS "subjectKind",
        e.subject_id AS "subjectId", m.display_name AS actor, v.title, coalesce(e.total, 0)::int AS total,
        CASE WHEN jsonb_typeof(e.details -> 'items') = 'number' THEN (e.details ->> 'items')::int END AS items
      FROM bank b
      LEFT JOIN event e ON true
      LEFT JOIN membership m ON m.organisation_id = b.organisation_id AND m.id = e.actor_id
      LEFT JOIN item i ON i.organisation_id = b.organisation_id AND e.subject_kind = 'item' AND i.id::text = e.subject_id
      LEFT JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      WHERE b.organisation_id = ${organisationId}::uuid AND b.id = ${bankId}::uuid
      ORDER BY e.occurred_at DESC, e.id DESC`,
  );
  const [first] = rows;
  if (first === undefined) return null;
  const entries = rows.flatMap(({ id, at, bankName: _, total: __, ...row }): HistoryEntry[] =>
    id === null ? [] : [{ ...row, id, at: at.toISOString() }],
  );
  return { bankName: first.bankName, entries, total: first.total, page, pageSize: PAGE_SIZE };
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
