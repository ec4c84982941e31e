import { type Act, writeActs } from '@/lib/domain/attempt/activity';
import { type ActsBatch, NO_ACTS } from '@/lib/infra/running-attempt';

/** What happened since the last call, as it is stored. */
export const toActsBatch = (
  given: { readonly batch: number; readonly list: readonly Act[] } | undefined,
): ActsBatch => (given ? { batch: given.batch, acts: writeActs(given.list) } : NO_ACTS);
