import type { TestDatabase } from './database';

/** What the audit trail tells about one thing, oldest first. */
export async function auditedActions({ admin }: TestDatabase, subjectId: string): Promise<string[]> {
  const { rows } = await admin.query<{ action: string }>(
    'SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY occurred_at, id',
    [subjectId],
  );
  return rows.map(({ action }) => action);
}
