import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/lib/generated/prisma/client';
import { rethrowMarked } from '../http/database-down';
import type { TenantScope } from '../tenant-scope';
import { dbPools } from './pools';
import { currentScope, type TenantPool } from './tenant-pool';

type Urgency = 'tenant' | 'reports' | 'background';

interface Kept {
  readonly pool: TenantPool;
  readonly client: PrismaClient;
}
const kept = globalThis as typeof globalThis & { cutscorePrisma?: Partial<Record<Urgency, Kept>> };

function prisma(urgency: Urgency): PrismaClient {
  const pool = dbPools()[urgency];
  kept.cutscorePrisma ??= {};
  const { [urgency]: known } = kept.cutscorePrisma;
  // A script may close the pools and go on with new ones.
  if (known?.pool === pool) return known.client;
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  kept.cutscorePrisma[urgency] = { pool, client };
  return client;
}

/** Nobody waits for what the system does on its own. */
const urgencyOf = ({ actor }: TenantScope): Urgency => (actor.kind === 'system' ? 'background' : 'tenant');

/** Reads inside one tenant. Each call on it is one round trip. */
export type Db = Omit<PrismaClient, '$transaction' | '$connect' | '$disconnect' | '$extends' | '$on'>;
/** Writes inside one tenant: everything in it happens, or nothing. */
export type Tx = Prisma.TransactionClient;

/**
 * Runs reads as `scope`. Use findFirst or findMany, never findUnique: Prisma merges findUnique calls of the same tick, also
 * those of two tenants.
 */
export function withTenant<T>(scope: TenantScope, read: (db: Db) => Promise<T>): Promise<T> {
  return currentScope.run(scope, async () => await read(prisma(urgencyOf(scope))).catch(rethrowMarked));
}

/** The same for what goes through much of an organisation: it waits for its like, and no page waits for it. */
export function withReport<T>(scope: TenantScope, read: (db: Db) => Promise<T>): Promise<T> {
  return currentScope.run(scope, async () => await read(prisma('reports')).catch(rethrowMarked));
}

/** Carries a refusal out of a transaction, so that the transaction is rolled back. */
class Refusal extends Error {
  constructor(readonly result: unknown) {
    super('The change was refused');
  }
}

const isRefusal = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'ok' in result && result.ok === false;

/** How long to wait for a connection and for the whole transaction, in milliseconds. */
interface TransactionLimits {
  readonly maxWait: number;
  readonly timeout: number;
}
const SHORT_WRITE: TransactionLimits = { maxWait: 2000, timeout: 10_000 };
/** For thousands of rows in many statements, each of which is still bound by the limit of a statement. */
export const LONG_WRITE: TransactionLimits = { maxWait: 10_000, timeout: 600_000 };

/**
 * Runs a change and its audit event as `scope` in one transaction. A thrown error takes everything back, and so does a failed
 * `Result`: what was refused has written nothing.
 */
export function inTransaction<T>(
  scope: TenantScope,
  change: (tx: Tx) => Promise<T>,
  limits: TransactionLimits = SHORT_WRITE,
): Promise<T> {
  return currentScope.run(scope, async () => {
    try {
      return await prisma(urgencyOf(scope)).$transaction(async (tx) => {
        const result = await change(tx);
        if (isRefusal(result)) throw new Refusal(result);
        return result;
      }, limits);
    } catch (error) {
      if (error instanceof Refusal) return error.result as T;
      throw error;
    }
  });
}
