import 'server-only';
import { setImmediate } from 'node:timers/promises';
import {
  EMPTY_BANK,
  type ExistingBank,
  type ImportPlan,
  matchImport,
  planImport,
  unmatched,
} from '@/lib/domain/scenario-import/plan';
import type { Db, Tx } from '../db/tenant';
import { findNearDuplicates } from './near-duplicates';
import { readBank } from './read-bank';
import type { PreparedSource } from './source-reading';

export interface Comparison {
  readonly existing: ExistingBank;
  readonly plan: ImportPlan;
}

interface Wanted {
  readonly organisationId: string;
  /** Null compares with an empty bank. */
  readonly bankId: string | null;
  readonly sourceName: string;
  /** False leaves near-duplicates unmarked: they are kept anyway unless somebody decided otherwise. */
  readonly findNear: boolean;
}

/** Compares a source with a bank: one statement, and one per 500 items that the bank doesn't hold. */
export async function planSource(
  db: Db | Tx,
  { organisationId, bankId, sourceName, findNear }: Wanted,
  { incoming, bodies }: Pick<PreparedSource, 'incoming' | 'bodies'>,
): Promise<Comparison> {
  if (bankId === null) return { existing: EMPTY_BANK, plan: planImport(EMPTY_BANK, incoming, bodies) };
  const fingerprints = incoming.map(({ fingerprint }) => fingerprint);
  const existing = await readBank(db, { organisationId, bankId, fingerprints, sourceName });
  const matching = matchImport(existing, incoming);
  await setImmediate();
  const open = findNear && existing.items.length > 0 ? unmatched(incoming, matching) : [];
  const near = await findNearDuplicates(db, { organisationId, bankId }, incoming, open);
  return { existing, plan: planImport(existing, incoming, bodies, matching, near) };
}
