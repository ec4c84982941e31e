import type pg from 'pg';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, withTenant } from '@/lib/infra/db/tenant';
import { dangerousSystemScope, type TenantScope } from '@/lib/infra/tenant-scope';

/** Written last of all: an organisation with this event in its audit trail has everything. */
const SEEDED = 'demo.seeded';

export const markSeeded = (scope: TenantScope, details: Readonly<Record<string, number>>): Promise<void> =>
  inTransaction(scope, (tx) =>
    recordAudit(tx, scope, {
      action: SEEDED,
      subjectKind: 'organisation',
      subjectId: scope.organisationId,
      details: { ...details },
    }),
  );

/** Whether one organisation of the demonstration is there, complete or not. */
export async function readOrganisationState(administrator: pg.Client, name: string): Promise<SeedState> {
  const { rows } = await administrator.query<{ id: string }>('SELECT id FROM identity.tenant ORDER BY id');
  const facts = await Promise.all(rows.map(({ id }) => readFacts(id)));
  const own = facts.find((each) => each.name === name);
  if (own === undefined) return 'empty';
  return own.seeded ? 'seeded' : 'half-finished';
}

/** `empty`: nothing there. `seeded`: nothing to do. `half-finished`: an earlier run was interrupted. */
export type SeedState = 'empty' | 'seeded' | 'half-finished';

/**
 * What an earlier run has left. Organisations are read one by one, each inside its own boundary; only the register of their
 * ids needs the administrator.
 *
 * @throws Error when the database holds organisations that are no demonstration
 */
export async function readSeedState(administrator: pg.Client): Promise<SeedState> {
  const { rows } = await administrator.query<{ id: string }>('SELECT id FROM identity.tenant ORDER BY id');
  if (rows.length === 0) return 'empty';
  const facts = await Promise.all(rows.map(({ id }) => readFacts(id)));
  if (facts.some(({ seeded }) => seeded)) return 'seeded';
  const real = facts.filter(({ simulated }) => !simulated).map(({ name }) => name);
  if (real.length > 0) {
    throw new Error(
      `The database holds organisations that are no demonstration (${real.join(', ')}), and nothing was changed. ` +
        'Give the demonstration a database of its own.',
    );
  }
  return 'half-finished';
}

async function readFacts(organisationId: string) {
  const scope = dangerousSystemScope(organisationId, 'look for demonstration data');
  const [organisation, marker] = await withTenant(scope, (db) =>
    Promise.all([
      db.organisation.findFirst({
        where: { id: organisationId },
        select: { name: true, simulated: true },
      }),
      db.auditEvent.findFirst({ where: { organisationId, action: SEEDED }, select: { id: true } }),
    ]),
  );
  // An entry without its organisation can't come about; taken as real, it is left alone.
  return {
    name: organisation?.name ?? organisationId,
    simulated: organisation?.simulated ?? false,
    seeded: marker !== null,
  };
}

/** Empties every table but the record of migrations. Only for a database in which everything is simulated. */
export async function emptyDatabase(administrator: pg.Client): Promise<void> {
  const { rows } = await administrator.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'identity') AND tablename <> '_prisma_migrations'`,
  );
  await administrator.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`);
}
