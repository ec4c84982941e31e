import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import type { TenantScope } from '@/lib/infra/tenant-scope';

/**
 * The items that still have what an edit set, with what each had before: these undoing gives back, and its button counts. What
 * somebody changed since isn't among them, and steps of state never are. A subquery.
 */
export const restorable = (scope: TenantScope, editId: string | null): Prisma.Sql => Prisma.sql`(
  SELECT b.* FROM bank_edit e
  CROSS JOIN LATERAL jsonb_to_recordset(e.before)
    AS b (id uuid, value text, "by" uuid, at timestamptz, "from" uuid, "to" uuid)
  JOIN item i ON i.organisation_id = e.organisation_id AND i.id = b.id
  WHERE e.organisation_id = ${scope.organisationId}::uuid AND e.id = ${editId}::uuid AND CASE e.kind
    WHEN 'topic' THEN i.topic_id IS NOT DISTINCT FROM (e.after ->> 'value')::uuid
    WHEN 'right' THEN i.right_to_use::text = e.after ->> 'value'
    WHEN 'licence' THEN i.licence_note IS NOT DISTINCT FROM e.after ->> 'value'
    WHEN 'balance' THEN i.current_version_id = b."to"
    ELSE false END)`;
