import 'server-only';
import { dbPools } from '../db/pools';
import { SILENCE_SECONDS } from '../import-store/job-claim';
import { log } from '../log';
import { dangerousSystemScope, type TenantScope } from '../tenant-scope';

/** Does one job of an organisation, as the system; false when there is none. */
export type Work = (scope: TenantScope) => Promise<boolean>;

/** How often waiting jobs of other processes, and those that lost theirs, are looked for. */
const LOOK_EVERY_MS = 5000;

const kept = globalThis as typeof globalThis & {
  cutscoreJobRunner?: { wake: (organisationId: string) => void };
};

/** Has a job that was just made taken up at once by this process, when it runs jobs at all. */
export const wakeJobRunner = (organisationId: string): void => kept.cutscoreJobRunner?.wake(organisationId);

/** Runs jobs one after the other in this process, until the returned function is called. */
export function startJobRunner(work: Work): () => void {
  const queue = new Set<string>();
  let isWorking = false;
  let stopped = false;
  const drain = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    for (const organisationId of queue) {
      if (stopped) break;
      // Before the work, so that a job that is made meanwhile is seen.
      queue.delete(organisationId);
      try {
        const scope = dangerousSystemScope(organisationId, 'background job');
        while (!stopped && (await work(scope)));
      } catch (error) {
        log().warn({ err: error }, 'a job failed; will try again');
      }
    }
    isWorking = false;
  };
  const wake = (organisationId: string): void => {
    queue.add(organisationId);
    void drain();
  };
  const look = async (): Promise<void> => {
    try {
      const { rows } = await dbPools().jobs.query<{ id: string }>(
        'SELECT app.import_job_organisations(make_interval(secs => $1)) AS id',
        [SILENCE_SECONDS],
      );
      for (const { id } of rows) wake(id);
    } catch (error) {
      log().warn({ err: error }, 'jobs could not be looked for; will try again');
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  kept.cutscoreJobRunner = { wake };
  void look();
  return () => {
    stopped = true;
    clearInterval(timer);
    delete kept.cutscoreJobRunner;
  };
}
