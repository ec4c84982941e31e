import 'server-only';
import { dbPools } from '../db/pools';
import { log } from '../log';
import { dangerousSystemScope, type TenantScope } from '../tenant-scope';

/** How often jobs are looked for that other processes made, or that had to wait. */
const LOOK_EVERY_MS = 1500;

/** Writes one import of an organisation, as the system; false when none waits. */
export type ImportWork = (scope: TenantScope) => Promise<boolean>;

interface DoneRow {
  readonly kind: string | null;
  readonly organisation_id: string;
  readonly subject_id: string;
  readonly failure: string | null;
  readonly tries: number;
}

const kept = globalThis as typeof globalThis & { cutscoreWorker?: { wake: () => void } };

/** Has a job that was just made taken up at once, when this process does jobs at all. */
export const wakeWorker = (): void => kept.cutscoreWorker?.wake();

interface Doing {
  readonly isStopped?: () => boolean;
  /** Begins an import and returns at once. */
  readonly beginImport?: (organisationId: string, importJobId: string) => void;
}

/** Does one job that is due, of whatever organisation; false when there is none. What failed is set aside and said in the log. */
async function doJob({ beginImport }: Doing): Promise<boolean> {
  const { rows } = await dbPools().jobs.query<DoneRow>(
    'SELECT kind, organisation_id, subject_id, failure, tries FROM app.do_job()',
  );
  const [job] = rows;
  if (!job || job.kind === null) return false;
  const { kind, organisation_id: organisationId, subject_id: subjectId, failure, tries } = job;
  if (kind === 'import') beginImport?.(organisationId, subjectId);
  if (failure !== null)
    log().error(
      { job: kind, organisationId, subjectId, failure, tries },
      'a job failed; it is set aside and will be tried again, nothing of it is lost',
    );
  return true;
}

/** Does what is due now, one job after the other. */
export async function doJobs(doing: Doing = {}): Promise<void> {
  while (!doing.isStopped?.() && (await doJob(doing)));
}

/** Imports take minutes: one after the other, beside the jobs that take milliseconds. */
function importsInTurn(work: ImportWork, isStopped: () => boolean): NonNullable<Doing['beginImport']> {
  let last: Promise<void> = Promise.resolve();
  const write = async (organisationId: string, importJobId: string): Promise<void> => {
    try {
      const scope = dangerousSystemScope(organisationId, 'background job');
      while (!isStopped() && (await work(scope)));
      await dbPools().jobs.query('SELECT app.end_import_turn($1, $2)', [organisationId, importJobId]);
    } catch (error) {
      log().warn({ err: error }, 'an import could not be written; will try again');
    }
  };
  return (organisationId, importJobId) => {
    last = last.then(() => write(organisationId, importJobId));
  };
}

/**
 * Does jobs in this process, one at a time, until the returned function is called: at once when one was made here, and whenever
 * it looks. Any number of processes may do so; who is killed in the middle leaves a job as it was.
 */
export function startWorker(work: ImportWork): () => void {
  let stopped = false;
  let isWorking = false;
  let isWoken = false;
  const isStopped = () => stopped;
  const doing = { isStopped, beginImport: importsInTurn(work, isStopped) };
  const run = async (): Promise<void> => {
    isWoken = true;
    if (isWorking) return;
    isWorking = true;
    while (isWoken && !stopped) {
      isWoken = false;
      try {
        await doJobs(doing);
      } catch (error) {
        log().warn({ err: error }, 'jobs could not be done; will try again');
      }
    }
    isWorking = false;
  };
  const wake = (): void => void run();
  const timer = setInterval(wake, LOOK_EVERY_MS).unref();
  kept.cutscoreWorker = { wake };
  wake();
  return () => {
    stopped = true;
    clearInterval(timer);
    delete kept.cutscoreWorker;
  };
}
