import 'server-only';
import type { PreparedSource } from './source-reading';

/** A few drafts are being worked on at a time; each may be some 100 MB when it is as large as can be. */
const MAX_KEPT = 3;
const KEPT_MS = 120_000;

interface Kept {
  readonly sourceRev: number;
  readonly reading: PreparedSource;
  readonly timer: NodeJS.Timeout;
}

const kept = new Map<string, Kept>();

const nameOf = (organisationId: string, draftId: string): string => `${organisationId}/${draftId}`;

function forget(name: string): void {
  clearTimeout(kept.get(name)?.timer);
  kept.delete(name);
}

/** Keeps what was read of a draft for two minutes after its last use, so that paging through a preview doesn't read it again. */
export function keepReading(
  organisationId: string,
  draftId: string,
  sourceRev: number,
  reading: PreparedSource,
): void {
  const name = nameOf(organisationId, draftId);
  forget(name);
  const [oldest] = kept.keys();
  if (kept.size >= MAX_KEPT && oldest !== undefined) forget(oldest);
  kept.set(name, { sourceRev, reading, timer: setTimeout(() => kept.delete(name), KEPT_MS).unref() });
}

/** What is kept of a draft, and of which state of its source; null when nothing is. */
export function keptReading(
  organisationId: string,
  draftId: string,
): { readonly sourceRev: number; readonly reading: PreparedSource } | null {
  const name = nameOf(organisationId, draftId);
  const found = kept.get(name);
  if (found === undefined) return null;
  // Last used, last forgotten.
  kept.delete(name);
  found.timer.refresh();
  kept.set(name, found);
  return found;
}

export const forgetReading = (organisationId: string, draftId: string): void =>
  forget(nameOf(organisationId, draftId));
