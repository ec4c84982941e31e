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

/** What stands on a receipt beside what it says: which secret it was signed with, and the signature. */
export interface ReceiptSignature {
  readonly keyId: string;
  /** HMAC-SHA256 over the text of the receipt, base64url. */
  readonly code: string;
}

/**
 * What the application puts its signature to: everything that the receipt says, and how many answers had come after the end when it was
 * handed out. The first line is the version of the text. `closedAt` in UTC with milliseconds, as `Date` writes it.
 */
export function signedReceiptText(receipt: AttemptReceipt, lateAnswers: number): string {
  const { attemptId, closedAt, closedBy, items, answered, sha256 } = receipt;
  return [
    'cutscore receipt 1',
    `attempt ${attemptId}`,
    `closed ${closedAt} ${closedBy}`,
    `answered ${answered} of ${items}`,
    `late ${lateAnswers}`,
    `sha256 ${sha256}`,
  ].join('\n');
}
