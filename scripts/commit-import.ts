import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { commitReading } from '@/lib/features/scenario-import/commands';
import { type CommitOutcome, type ImportTarget, importTarget } from '@/lib/features/scenario-import/contract';
import { closePools, dbPools } from '@/lib/infra/db/pools';
import { withTenant } from '@/lib/infra/db/tenant';
import type { SourceReading } from '@/lib/infra/source-reading/read-source';
import { dangerousSystemScope } from '@/lib/infra/tenant-scope';
import { administratorUrl } from './administrator';
import { loginEnvironment, loginUrls } from './cluster-roles';
import { localSecrets, usesOwnServer } from './local-database';
import { rememberedPlace } from './reachable-folder';

export interface CommitRequest {
  readonly file: string;
  readonly reading: SourceReading;
  readonly organisation: string;
  readonly bank: string;
  readonly licence: string;
  readonly topic: string | null;
  /** Learners meet new questions at once; otherwise they are drafts. */
  readonly isLive: boolean;
}

/** Folders in which `npm run demo` and `npm run dev` keep their databases, in the order in which they are looked at. */
const LOCAL_FOLDERS = ['.cutscore/demo', '.cutscore/dev'] as const;

/**
 * Writes a source into a bank as the installation itself, with the connections of the running application. Throws an Error
 * with a sentence when it can't.
 */
export async function commitFile(request: CommitRequest): Promise<CommitOutcome> {
  chooseConnections();
  try {
    const scope = dangerousSystemScope(await findOrganisationId(request.organisation), 'command line import');
    const outcome = await commitReading(scope, readInput(request), request.reading);
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.value;
  } finally {
    await closePools();
  }
}

function readInput({ file, bank, licence, topic, isLive }: CommitRequest): ImportTarget {
  const parsed = importTarget.safeParse({
    sourceName: basename(file),
    bank: { kind: 'named', name: bank, certificationId: null },
    licenceNote: licence,
    topics: topic === null ? [] : [{ kind: 'named', name: topic, blueprintDomainId: null }],
    topicOfItem: {},
    topicOfOthers: topic === null ? null : 0,
    itemState: isLive ? 'live' : 'draft',
  });
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'The import is not complete.');
  return parsed.data;
}

/** APP_DATABASE_URL and its companions; else the logins beside DATABASE_URL; else the demonstration that is running here. */
function chooseConnections(): void {
  if (!process.env.APP_DATABASE_URL) {
    const folder = LOCAL_FOLDERS.find((one) => usesOwnServer() || localPort(one) !== null);
    if (folder === undefined) {
      throw new Error(
        'There is no database to write to. Start "npm run demo" or "npm run dev" in another terminal, or set\n' +
          'APP_DATABASE_URL, HR_DATABASE_URL and JOBS_DATABASE_URL as for the server (see .env.example).',
      );
    }
    const address = usesOwnServer()
      ? administratorUrl()
      : `postgresql://localhost:${localPort(folder)}/cutscore`;
    const { passwords } = localSecrets(resolve(folder));
    Object.assign(process.env, loginEnvironment(loginUrls(address, passwords)));
  }
  // The importer signs nobody in; the configuration is checked as a whole all the same.
  process.env.APP_URL ??= 'http://localhost:3000';
  process.env.AUTH_SECRET ??= 'not-used-by-the-command-line-importer';
  process.env.LOG_LEVEL ??= 'silent';
}

/** The port of the embedded database that runs in a folder; null when none does. */
function localPort(folder: string): number | null {
  const wanted = resolve(folder, 'database');
  const file = join(rememberedPlace(wanted) ?? wanted, 'data', 'postmaster.pid');
  if (!existsSync(file)) return null;
  // Line 4 of PostgreSQL's lock file is the port it listens on.
  const port = Number(readFileSync(file, 'utf8').split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

/** Organisations see only themselves, so each is asked in turn whether it has this short name. */
async function findOrganisationId(slug: string): Promise<string> {
  const { rows } = await dbPools().jobs.query<{ id: string }>('SELECT identity.tenant_ids() AS id');
  for (const { id } of rows) {
    const found = await withTenant(dangerousSystemScope(id, 'find an organisation'), (db) =>
      db.organisation.findFirst({ where: { id, slug }, select: { id: true } }),
    );
    if (found !== null) return found.id;
  }
  throw new Error(`There is no organisation with the short name ${slug}.`);
}
