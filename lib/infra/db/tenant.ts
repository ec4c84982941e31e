import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/lib/generated/prisma/client';
import { rethrowMarked } from '../http/database-down';
import type { TenantScope } from '../tenant-scope';
import { dbPools } from './pools';
import { currentScope } from './tenant-pool';

const clients = globalThis as typeof globalThis & { cutscorePrisma?: PrismaClient };

function prisma(): PrismaClient {
  clients.cutscorePrisma ??= new PrismaClient({ adapter: new PrismaPg(dbPools().tenant) });
  return clients.cutscorePrisma;
}

/** Reads inside one tenant. Each call on it is one round trip. */
export type Db = Omit<PrismaClient, '$transaction' | '$connect' | '$disconnect' | '$extends' | '$on'>;
/** Writes inside one tenant: everything in it happens, or nothing. */
export type Tx = Prisma.TransactionClient;

/**
 * Runs reads as `scope`. Use findFirst or findMany, never findUnique: Prisma merges findUnique calls of the same tick, also
 * those of two tenants.
 */
export function withTenant<T>(scope: TenantScope, read: (db: Db) => Promise<T>): Promise<T> {
  return currentScope.run(scope, async () => await read(prisma()).catch(rethrowMarked));
}

/** Runs a change and its audit event as `scope` in one transaction. A thrown error takes everything back. */
export function inTransaction<T>(scope: TenantScope, change: (tx: Tx) => Promise<T>): Promise<T> {
  return currentScope.run(
    scope,
    async () => await prisma().$transaction(change, { maxWait: 2000, timeout: 10_000 }),
  );
}
