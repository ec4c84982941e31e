import 'server-only';
import { dbPools } from './db/pools';

export interface HealthReport {
  readonly ready: boolean;
  /** Name of the check -> 'ok' or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
}

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

const server = globalThis as typeof globalThis & { cutscoreStopping?: true };

/** Asks what a request needs: the database, its functions (hence the migrations), and the role of the jobs. */
export async function checkReadiness(): Promise<HealthReport> {
  // Told to end: it still answers, and whoever balances should send nothing more.
  if (server.cutscoreStopping) return { ready: false, checks: { process: 'stopping' } };
  const { plain, jobs } = dbPools();
  const [database, migrations, jobsRole] = await Promise.all([
    check(() => plain.query('SELECT 1')),
    check(() => plain.query("SELECT 'app.save_response'::regproc, 'identity.resolve_session'::regproc")),
    check(() => jobs.query('SELECT identity.tenant_ids() LIMIT 1')),
  ]);
  const checks = { database, migrations, jobs: jobsRole };
  return { ready: Object.values(checks).every((state) => state === 'ok'), checks };
}
