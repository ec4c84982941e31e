import { dbPools } from '@/lib/infra/db/pools';
import { sweepOnce } from '@/lib/infra/jobs/sweeper';
import { doJobs } from '@/lib/infra/jobs/worker';
import * as door from '@/lib/infra/running-attempt';

/** Does what waits for marking and for the sums, also what would only be due in a moment. What was set aside stays aside. */
export async function markAll(): Promise<void> {
  for (;;) {
    await dbPools().jobs.query(
      'UPDATE jobs.job SET run_at = statement_timestamp() WHERE tries = 0 AND kind <> $1 AND run_at > statement_timestamp()',
      ['import'],
    );
    await doJobs();
    const { rowCount } = await dbPools().jobs.query(
      'SELECT 1 FROM jobs.job WHERE tries = 0 AND kind <> $1 LIMIT 1',
      ['import'],
    );
    if (rowCount === 0) return;
  }
}

/** Sweeps, and does what comes of it: closes, marks, releases and forgets what is due. Returns how many jobs the sweep made. */
export async function sweepAndMark(): Promise<number> {
  const made = await sweepOnce();
  await markAll();
  return made;
}

/** Hands in as a learner does, and waits until it is marked. */
export async function handIn(
  ...given: Parameters<typeof door.submitAttempt>
): ReturnType<typeof door.submitAttempt> {
  const outcome = await door.submitAttempt(...given);
  await markAll();
  return outcome;
}
