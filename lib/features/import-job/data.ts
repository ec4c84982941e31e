import 'server-only';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { JobView } from '../import-draft/contract';
import { type JobRecord, toJobView } from './mappers';

/** The job that writes a draft, also after the draft is gone; null when nobody started one. One round trip. */
export async function findJob(scope: TenantScope, draftId: string): Promise<JobView | null> {
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<JobRecord[]>`
      SELECT id, draft_id, state::text AS state, total, done, cancel_requested, started_at, finished_at, failure, import_id,
        bank_id, extract(epoch FROM clock_timestamp() - started_at)::float8 AS seconds
      FROM import_job WHERE organisation_id = ${scope.organisationId}::uuid AND draft_id = ${draftId}::uuid`,
  );
  return row === undefined ? null : toJobView(row);
}
