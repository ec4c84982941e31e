import 'server-only';
import { dbPools } from './db/pools';

export interface HealthReport {
  readonly ready: boolean;
  /** Name of the check -> 'ok' or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
  /** What keeps nobody from being served and somebody should look at. */
  readonly notes: readonly string[];
}

/** A job that is due is begun within two seconds; much later, nobody does any. */
const LATE_SECONDS = 60;
/** With fewer, answers would soon lie in the part for everything else: nothing is lost there, but it only grows. */
const LEAST_MONTHS_AHEAD = 3;

/** A frozen database doesn't refuse, it just never answers; whoever asks for readiness gives up before long. */
const PATIENCE_MS = 2500;

async function check(ask: () => Promise<unknown>): Promise<string> {
  // The reason of a failure may name hosts; it is in the log of whoever runs the database.
  const asked = ask().then(
    () => 'ok',
    () => 'not available',
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'not available');
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

interface JobState {
  readonly set_aside: number;
  readonly late_seconds: number;
  readonly months_ahead: number;
}

function notesOf(state: JobState): readonly string[] {
  const { set_aside: aside, late_seconds: late, months_ahead: ahead } = state;
  return [
    ...(aside > 0 ? [`jobs that failed and will be tried again: ${aside}; the log says why`] : []),
    ...(ahead < LEAST_MONTHS_AHEAD
      ? [`parts of the history of answers are made for ${ahead} more months; "npm run migrate" makes more`]
      : []),
    ...(late > LATE_SECONDS ? [`the oldest job that is due has waited for ${late} s`] : []),
  ];
}

const server = globalThis as typeof globalThis & { cutscoreStopping?: true };

/** Asks what a request needs: the database, its functions (hence the migrations), and the role of the jobs. */
export async function checkReadiness(): Promise<HealthReport> {
  // Told to end: it still answers, and whoever balances should send nothing more.
  if (server.cutscoreStopping) return { ready: false, checks: { process: 'stopping' }, notes: [] };
  const { plain, jobs } = dbPools();
  let notes: readonly string[] = [];
  const [database, migrations, jobsRole] = await Promise.all([
    check(() => plain.query('SELECT 1')),
    check(() => plain.query("SELECT 'app.save_response'::regproc, 'identity.resolve_session'::regproc")),
    check(async () => {
      const { rows } = await jobs.query<JobState>(
        'SELECT set_aside, late_seconds, app.partitions_ahead() AS months_ahead FROM app.job_state()',
      );
      notes = rows.flatMap(notesOf);
    }),
  ]);
  const checks = { database, migrations, jobs: jobsRole };
  return { ready: Object.values(checks).every((state) => state === 'ok'), checks, notes };
}
