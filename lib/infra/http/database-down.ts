import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { BUSY_DIGEST } from '@/lib/domain/kernel/busy-digest';

/** What is remembered of a request while it is answered. */
interface Course {
  metBusy: boolean;
}

// On globalThis, because pages and the start of the server are bundled apart.
const kept = globalThis as typeof globalThis & { cutscoreCourse?: AsyncLocalStorage<Course> };
kept.cutscoreCourse ??= new AsyncLocalStorage<Course>();
/** Set where a request is let in (shed-pages.ts): what fails deep in a page decides about the status of its answer. */
export const courseOfRequest = kept.cutscoreCourse;

/** SQLSTATE classes and socket errors that mean "not now": the request is fine and may be sent again. */
const DOWN = /^(08|53|57P0|58)|^(55P03|57014|40001|40P01)$|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const DOWN_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable/;

/** What Prisma knows of an error that a raw statement ended with: it wraps PostgreSQL's own in one that has no cause. */
interface RawError {
  readonly code?: unknown;
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly originalCode?: unknown } } };
}

/** The SQLSTATE, socket error or Prisma code that an error carries, the most exact first; null for none. */
function codeOf(error: Error & RawError): string | null {
  const code = error.meta?.driverAdapterError?.cause?.originalCode ?? error.code;
  return typeof code === 'string' ? code : null;
}

/** Whether somebody else held a lock for too long: the work itself was never at fault. */
export function isLockWait(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return code === '55P03' || code === '40P01' || isLockWait(error.cause);
}

/** Whether an error says "not now", mostly because the database could not answer, rather than that the program is wrong. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('digest' in error && error.digest === BUSY_DIGEST) return true;
  const code = codeOf(error);
  if (code !== null && (DOWN.test(code) || ['P1001', 'P2024', 'P2028', 'P2034'].includes(code))) return true;
  return DOWN_MESSAGES.test(error.message) || (error.cause !== undefined && isDatabaseDown(error.cause));
}

/** Marks an error that means "not now", so that an error page can say so, and throws it on. */
export function rethrowMarked(error: unknown): never {
  if (error instanceof Error && isDatabaseDown(error)) {
    Object.assign(error, { digest: BUSY_DIGEST });
    const course = courseOfRequest.getStore();
    if (course) course.metBusy = true;
  }
  throw error;
}
