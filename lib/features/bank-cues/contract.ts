import * as z from 'zod';
import type { KeptReason } from '@/lib/domain/cue-lint/balance-keys';
import type { BankCues } from '@/lib/domain/cue-lint/bank-cues';
import type { ItemCueCode } from '@/lib/domain/cue-lint/cue-check';

/** What the live items of a bank give away. */
export interface BankCueView {
  readonly cues: BankCues;
  /** Live items that weren't looked at yet, because there are too many for one visit. */
  readonly missing: number;
}

/** One thing that an item is flagged for. */
export interface ItemCueView {
  readonly code: ItemCueCode;
  readonly optionIds: readonly string[];
  /** Words as they stand, a ratio, or how many chose the option. */
  readonly found: readonly string[];
}

/** What balancing the keys would do. */
export interface BalanceView {
  readonly moves: readonly {
    readonly itemId: string;
    readonly title: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly total: number;
  readonly kept: Readonly<Record<KeptReason, number>>;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Of the whole plan: what was shown is what is done. */
  readonly digest: string;
}

export const balanceInput = z.object({ bankId: z.guid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });
export type Balance = z.infer<typeof balanceInput>;
