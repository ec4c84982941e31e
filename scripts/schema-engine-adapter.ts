import { PrismaPg } from '@prisma/adapter-pg';
import {
  type ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** The types of the system catalogue's columns, by the oid that PostgreSQL sends; everything else there reads as text. */
const catalogueTypes: Readonly<Record<number, ColumnType>> = {
  16: ColumnTypeEnum.Boolean,
  18: ColumnTypeEnum.Character,
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  26: ColumnTypeEnum.Int64,
};

/** Reads a catalogue query with a column of the one-letter type "char" (oid 18), which Prisma's adapter refuses. */
async function readCatalogue(pool: pg.Pool, query: SqlQuery): Promise<SqlResultSet> {
  const { fields, rows } = await pool.query({ text: query.sql, values: [...query.args], rowMode: 'array' });
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: fields.map(({ dataTypeID }) => catalogueTypes[dataTypeID] ?? ColumnTypeEnum.Text),
    rows,
  };
}

function isUnreadableType(error: unknown): boolean {
  return error instanceof DriverAdapterError && error.cause.kind === 'UnsupportedNativeDataType';
}

/** PostgreSQL's message with its hint, its context and the line of the script that it points at. */
export function describeDatabaseError(error: unknown, script: string): string {
  if (!(error instanceof pg.DatabaseError)) return error instanceof Error ? error.message : String(error);
  const line = error.position ? script.slice(0, Number(error.position)).split('\n').length : null;
  return [
    `${error.message}${line === null ? '' : ` (line ${line})`}`,
    ...(error.detail ? [`Detail: ${error.detail}`] : []),
    ...(error.hint ? [`Hint: ${error.hint}`] : []),
    ...(error.where ? [`Where: ${error.where}`] : []),
  ].join('\n');
}

/**
 * Prisma's adapter for PostgreSQL with the two corrections that the schema engine needs. It cuts a script at every
 * semicolon, also inside function bodies, and runs the pieces one by one; here a migration is sent whole, as
 * `prisma migrate deploy` does, so PostgreSQL runs it in one transaction and applies it entirely or not at all. And it
 * can't read the catalogue's "char" columns, without which no diff is possible.
 */
export class SchemaEnginePg extends PrismaPg {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super(pool);
    this.#pool = pool;
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const connection = await super.connect();
    connection.executeScript = async (script) => {
      await this.#pool.query(script).catch((error: unknown) => {
        throw new Error(describeDatabaseError(error, script), { cause: error });
      });
    };
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = (query) =>
      queryRaw(query).catch((error: unknown) => {
        if (isUnreadableType(error)) return readCatalogue(this.#pool, query);
        throw error;
      });
    return connection;
  }
}
