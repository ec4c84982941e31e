import { Prisma } from '@/lib/generated/prisma/client';
import { inTransaction, LONG_WRITE } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';

/** A row by the names of its columns; the organisation is added. */
export type Row = Readonly<Record<string, unknown>>;

/** So many rows travel as one parameter. */
const ROWS_AT_ONCE = 2000;

/** Writes many rows of a table with one statement for thousands of them. Tables that refer to each other come in one call. */
export async function writeRows(
  scope: TenantScope,
  tables: Readonly<Record<string, readonly Row[]>>,
): Promise<void> {
  await inTransaction(
    scope,
    async (tx) => {
      for (const [table, rows] of Object.entries(tables)) {
        const columns = ['organisation_id', ...Object.keys(rows[0] ?? {})]
          .map((name) => `"${name}"`)
          .join(', ');
        for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
          const some = rows
            .slice(at, at + ROWS_AT_ONCE)
            .map((row) => ({ organisation_id: scope.organisationId, ...row }));
          await tx.$executeRaw`
            INSERT INTO ${Prisma.raw(`public."${table}" (${columns})`)}
            SELECT ${Prisma.raw(columns)}
            FROM jsonb_populate_recordset(${Prisma.raw(`NULL::public."${table}"`)}, ${JSON.stringify(some)}::jsonb)`;
        }
      }
    },
    LONG_WRITE,
  );
}
