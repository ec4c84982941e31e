import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type {
  MigrationList,
  SchemaContainer,
  SchemaEngine,
} from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { SchemaEnginePg } from './schema-engine-adapter';

/**
 * Prisma's schema engine, from the package that carries it as WebAssembly. The `prisma migrate` commands download a
 * binary instead, which fails wherever only the package registry can be reached. Both write the same
 * `_prisma_migrations` table, so either may be used on one database.
 */

const schemaFolder = 'prisma/schema';
const migrationsFolder = 'prisma/migrations';
const enginePackage = '@prisma/schema-engine-wasm/schema_engine_bg';
const noFilters = { externalTables: [], externalEnums: [] };

type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');

interface EngineBinding extends EngineModule {
  readonly __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
}

let loaded: Promise<EngineModule> | undefined;

async function loadEngine(): Promise<EngineModule> {
  const binding = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as EngineBinding;
  const file = createRequire(import.meta.url)
    .resolve(enginePackage)
    .replace(/\.js$/, '.wasm');
  const imports = { './schema_engine_bg.js': { ...binding } as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(await readFile(file), imports);
  binding.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return binding;
}

/** The Prisma schema, one file per noun, sorted by name. */
function readSchema(): SchemaContainer[] {
  return readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({
      path: join(schemaFolder, name),
      content: readFileSync(join(schemaFolder, name), 'utf8'),
    }));
}

function readMigrations(folder: string): MigrationList {
  const lock = join(folder, 'migration_lock.toml');
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/** One connection, so that the engine's lock and its work share a session, and every new object belongs to app_owner. */
async function withEngine<T>(adminUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const pool = new pg.Pool({ connectionString: adminUrl, options: '-c role=app_owner', max: 1 });
  pool.on('error', () => {});
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(new SchemaEnginePg(pool));
    const datamodels = readSchema().map(({ path, content }): [string, string] => [path, content]);
    const engine = await SchemaEngine.new({ datamodels }, () => {}, factory);
    return await work(engine).finally(() => engine.free());
  } catch (error) {
    throw readableFailure(error);
  } finally {
    await pool.end();
  }
}

/** PostgreSQL's message and the migration it belongs to, without the engine's stack of Rust functions. */
export function readableFailure(error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  const migration = /migration_name="([^"]+)"/.exec(text)?.[1];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const end = lines.findIndex((line) => /^\s+\d+: /.test(line));
  const message = lines.slice(0, end === -1 ? lines.length : end).join('\n');
  return new Error(migration ? `Migration ${migration} failed.\n${message}` : message, { cause: error });
}

/**
 * Applies the migrations that this database has not seen yet, as app_owner.
 * @returns the names of the applied ones, in order. Throws an Error with the failing migration and PostgreSQL's message.
 */
export async function applyMigrations(
  adminUrl: string,
  folder = migrationsFolder,
): Promise<readonly string[]> {
  return withEngine(adminUrl, async (engine) => {
    const output = await engine.applyMigrations({
      migrationsList: readMigrations(folder),
      filters: noFilters,
    });
    return output.appliedMigrationNames;
  });
}

/**
 * The SQL that would turn a migrated database into the Prisma schema: the draft of the next migration, and empty when
 * both are equal. Prisma sees tables, columns, keys, indexes and enums; policies, functions, views and checks it does not.
 */
export async function schemaDrift(adminUrl: string): Promise<string> {
  return withEngine(adminUrl, async (engine) => {
    const files = readSchema();
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    const statements = (stdout ?? '').trim();
    return statements === '-- This is an empty migration.' ? '' : statements;
  });
}
