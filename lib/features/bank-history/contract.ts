import type { ListQuery, Page } from '@/lib/domain/kernel/page';

export const HISTORY_KINDS = ['imports', 'questions', 'bulk', 'exports'] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** Which acts belong to which kind: the beginnings of their names in the audit trail. */
export const ACTIONS_BY_KIND: Readonly<Record<HistoryKind, readonly string[]>> = {
  imports: ['import.'],
  questions: ['item.', 'key.', 'report.'],
  bulk: [
    'item.topic_set',
    'item.state_set',
    'item.right_set',
    'item.licence_set',
    'bank.keys_',
    'bank.edit_',
  ],
  exports: ['bank.exported'],
};

export interface HistoryEntry {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Null: the installation itself. */
  readonly actor: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** What the item or the source is called that it was about; null for the bank. */
  readonly title: string | null;
  /** Items that it was about, where it says so. */
  readonly items: number | null;
}

export interface HistoryPage extends Page<HistoryEntry> {
  readonly bankName: string;
}

export interface HistoryQuery extends ListQuery {
  readonly kind: HistoryKind | null;
}

/** An item that says something else now than it did then. */
export interface ChangedItem {
  readonly itemId: string;
  readonly title: string;
  /** Null: it wasn't there yet. */
  readonly versionThen: number | null;
  readonly versionNow: number;
}

/** What a bank held at one time, told by the versions that there were. */
export interface BankThen {
  readonly at: string;
  readonly items: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly added: number;
  /** The first of those that changed or were added. */
  readonly differing: readonly ChangedItem[];
}
