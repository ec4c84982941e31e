import 'server-only';
import { BUSY_DIGEST } from '@/lib/domain/kernel/busy-digest';

/** SQLSTATE classes and socket errors that mean "not now": the request is fine and may be sent again. */
const DOWN = /^(08|53|57P0|58)|^(55P03|57014|40001|40P01)$|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const DOWN_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable/;

/** Whether an error says that the database could not answer, rather than that the program is wrong. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as Error & { code?: unknown }).code;
  if (typeof code === 'string' && (DOWN.test(code) || ['P1001', 'P2024', 'P2028'].includes(code)))
    return true;
  return DOWN_MESSAGES.test(error.message) || (error.cause !== undefined && isDatabaseDown(error.cause));
}

/** Marks an error that means "not now", so that an error page can say so, and throws it on. */
export function rethrowMarked(error: unknown): never {
  if (error instanceof Error && isDatabaseDown(error)) Object.assign(error, { digest: BUSY_DIGEST });
  throw error;
}
