import pg from 'pg';
import { withClient } from './database-client';
import { dropObjects } from './drop-objects';
import { byFile, type CatalogueObject, madeHash, readCatalogue, readPlaces } from './function-catalogue';
import {
  type FunctionFile,
  functionsFolder,
  holdsPolicies,
  readFunctionTexts,
  toFunctionFiles,
} from './function-files';

/** Serialises two commands that migrate one database; the number has no meaning. */
const lockKey = 7_203_416;
/** What PostgreSQL says when CREATE OR REPLACE can't make the old shape the new one: another type, name or column. */
const otherShape: ReadonlySet<string | undefined> = new Set(['42P13', '42P16', '42809']);
/** One round trip per file. */
const begin = 'SAVEPOINT file;\n';
/** Roles that own what files make. What somebody else made in these schemas is theirs, and is left alone. */
const owners: ReadonlySet<string> = new Set(['app_owner', 'app_auth', 'app_exam']);

interface State {
  readonly stale: readonly FunctionFile[];
  /** Left by migrations, or by files that are gone. */
  readonly orphans: readonly CatalogueObject[];
  /** Recorded, though there is no such file any more. */
  readonly gone: readonly string[];
  readonly objects: readonly CatalogueObject[];
}

/** Two reads: what was applied when, and what the database holds now. A file is stale when either differs. */
async function readState(client: pg.ClientBase, files: readonly FunctionFile[]): Promise<State> {
  const recorded = await client.query<{ path: string; text_hash: string; made_hash: string }>(
    'SELECT path, text_hash, made_hash FROM migrator.function_file',
  );
  const objects = await readCatalogue(client);
  const made = byFile(objects);
  const applied = new Map(recorded.rows.map((row) => [row.path, row]));
  const paths = new Set(files.map(({ path }) => path));
  const isCurrent = ({ path, hash }: FunctionFile) => {
    const row = applied.get(path);
    return row?.text_hash === hash && row.made_hash === madeHash(made.get(path) ?? []);
  };
  return {
    stale: files.filter((file) => !isCurrent(file)),
    orphans: objects.filter(({ path, owner }) => !paths.has(path) && owners.has(owner)),
    gone: [...applied.keys()].filter((path) => !paths.has(path)),
    objects,
  };
}

/**
 * Makes the functions, views, triggers and policies of a migrated database what the files say, and drops those that
 * no file names. One transaction; two reads and nothing else when all is as it should be.
 * @returns the paths of the files that were applied now
 */
export async function applyFunctions(
  adminUrl: string,
  files: readonly FunctionFile[] = toFunctionFiles(readFunctionTexts()),
): Promise<readonly string[]> {
  return withClient(adminUrl, async (client) => {
    await client.query('SET ROLE app_owner; SET search_path = public');
    const now = await readState(client, files);
    if (now.stale.length + now.orphans.length + now.gone.length === 0) return [];
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const applied = await bringTo(client, files, await readState(client, files));
    await client.query('COMMIT');
    return applied;
  });
}

async function bringTo(
  client: pg.ClientBase,
  files: readonly FunctionFile[],
  state: State,
): Promise<readonly string[]> {
  const applied = new Set<string>();
  let { objects } = state;
  let pending: ReadonlySet<string> = new Set(state.stale.map(({ path }) => path));
  // Only who may create in a schema can be given a function in it.
  await client.query('GRANT CREATE ON SCHEMA identity TO app_auth; GRANT CREATE ON SCHEMA app TO app_exam');
  while (pending.size > 0) {
    const round = files.filter(({ path }) => pending.has(path));
    for (const { path } of round) applied.add(path);
    pending = await applyRound(
      client,
      round,
      objects.filter(({ path }) => pending.has(path)),
    );
    if (pending.size > 0) objects = await readCatalogue(client);
  }
  const touched = await dropObjects(client, state.orphans);
  if (touched.length > 0) {
    throw new Error(`What no file of ${functionsFolder} makes is still needed by ${touched.join(', ')}.`);
  }
  await client.query(
    'REVOKE CREATE ON SCHEMA identity FROM app_auth; REVOKE CREATE ON SCHEMA app FROM app_exam',
  );
  await record(client, files);
  return [...applied];
}

/** Applies files in their order over what there is of theirs. Returns the paths of files that lost something to them. */
async function applyRound(
  client: pg.ClientBase,
  round: readonly FunctionFile[],
  before: readonly CatalogueObject[],
): Promise<ReadonlySet<string>> {
  await client.query(before.flatMap(asNew).join(';\n'));
  const old = await readPlaces(client, before);
  const lost = new Set<string>();
  for (const file of round) {
    for (const path of await applyFile(
      client,
      file,
      before.filter(({ path }) => path === file.path),
    ))
      lost.add(path);
    lost.delete(file.path);
  }
  const now = await readPlaces(client, before);
  const strays = before.filter(({ oid }) => now.has(oid) && now.get(oid) === old.get(oid));
  for (const path of await dropObjects(client, strays)) lost.add(path);
  return lost;
}

/** Applies one file. Returns the paths of others that lost something to it. */
async function applyFile(
  client: pg.ClientBase,
  file: FunctionFile,
  before: readonly CatalogueObject[],
): Promise<readonly string[]> {
  const run = () => client.query(`${begin}${file.text};\nRELEASE SAVEPOINT file`);
  try {
    await run();
    return [];
  } catch (error) {
    const replaceable = error instanceof pg.DatabaseError && otherShape.has(error.code);
    if (!replaceable || before.length === 0) throw readableFailure(file, error);
  }
  await client.query('ROLLBACK TO SAVEPOINT file');
  const lost = await dropObjects(client, before);
  await run().catch((error: unknown) => {
    throw readableFailure(file, error);
  });
  return lost;
}

/** Takes from an object what CREATE OR REPLACE would keep though its file no longer says it. */
function asNew({ kind, name, owner, grantees }: CatalogueObject): string[] {
  if (kind === 'POLICY') return [`DROP POLICY IF EXISTS ${name}`];
  if (kind === 'TRIGGER') return [];
  const table = kind === 'VIEW' ? 'TABLE' : kind;
  return [
    ...(owner === 'app_owner' ? [] : [`ALTER ${kind} ${name} OWNER TO app_owner`]),
    ...(grantees.length === 0 ? [] : [`REVOKE ALL ON ${table} ${name} FROM ${grantees.join(', ')}`]),
  ];
}

async function record(client: pg.ClientBase, files: readonly FunctionFile[]): Promise<void> {
  const objects = await readCatalogue(client);
  const made = byFile(objects);
  const paths = new Set(files.map(({ path }) => path));
  const homeless = objects.filter(({ path, owner }) => !paths.has(path) && owners.has(owner));
  if (homeless.length > 0) {
    const list = homeless.map(({ kind, name, path }) => `${kind} ${name} (belongs in ${path})`);
    throw new Error(`A file of ${functionsFolder} makes what is not its own: ${list.join(', ')}.`);
  }
  const empty = files.filter(({ path }) => !made.get(path)?.some(({ kind }) => kind !== 'TRIGGER'));
  if (empty.length > 0) {
    const list = empty.map(({ path }) => (holdsPolicies(path) ? `${path} (a policy)` : path));
    throw new Error(
      `A file of ${functionsFolder} does not make what it is called after: ${list.join(', ')}.`,
    );
  }
  await client.query('DELETE FROM migrator.function_file WHERE path <> ALL ($1)', [[...paths]]);
  await client.query(
    `INSERT INTO migrator.function_file (path, text_hash, made_hash)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
     ON CONFLICT (path) DO UPDATE SET text_hash = excluded.text_hash, made_hash = excluded.made_hash, applied_at = now()
       WHERE (function_file.text_hash, function_file.made_hash) <> (excluded.text_hash, excluded.made_hash)`,
    [
      files.map(({ path }) => path),
      files.map(({ hash }) => hash),
      files.map(({ path }) => madeHash(made.get(path) ?? [])),
    ],
  );
}

/** PostgreSQL's message with the file and the line that it speaks of. */
function readableFailure(file: FunctionFile, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
  const line = Number.isNaN(position)
    ? ''
    : `:${file.text.slice(0, position - begin.length).split('\n').length}`;
  return new Error(`${functionsFolder}/${file.path}${line}: ${message}`, { cause: error });
}
