/** What a learner gets in the hand when an attempt closes. Made by the database (app.attempt_receipt). */
export interface AttemptReceipt {
  readonly attemptId: string;
  /** ISO 8601, by the server's clock. */
  readonly closedAt: string;
  readonly closedBy: 'submitted' | 'expired' | 'voided' | 'left';
  readonly items: number;
  readonly answered: number;
  /** Hexadecimal SHA-256 over `item:rev:option,option` lines in the order of the form. */
  readonly sha256: string;
}

/** One stored answer as the receipt counts it, in the order of the form. */
export interface ReceiptLine {
  readonly itemId: string;
  readonly rev: number;
  /** Option ids, ascending. */
  readonly selected: readonly string[];
}

/** The text that the receipt's hash is taken over; items without a stored answer are left out. */
export function receiptText(lines: readonly ReceiptLine[]): string {
  return lines.map(({ itemId, rev, selected }) => `${itemId}:${rev}:${selected.join(',')}`).join('\n');
}
