import type pg from 'pg';
import { sweepAndMark } from './mark';

/** Lets the time of running attempts run out and closes and marks them as the sweeper and the jobs do. */
export async function closeByClock(admin: pg.Pool, attemptIds: readonly string[]): Promise<void> {
  await admin.query(
    `UPDATE attempt SET started_at = started_at - interval '1 day', deadline_at = now() - interval '1 minute'
     WHERE id = ANY ($1::uuid[]) AND state = 'in_progress'`,
    [attemptIds],
  );
  for (;;) {
    await sweepAndMark();
    const open = await admin.query(
      `SELECT 1 FROM attempt WHERE id = ANY ($1::uuid[]) AND state IN ('in_progress', 'submitted', 'expired')`,
      [attemptIds],
    );
    if (open.rowCount === 0) return;
  }
}
