import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type AttemptReceipt, type ReceiptSignature, signedReceiptText } from '@/lib/domain/attempt/receipt';
import { env } from './env';

interface ReceiptKey {
  readonly id: string;
  readonly secret: string | Buffer;
}

/** The first signs, all verify. Without any of its own an installation has one that follows from AUTH_SECRET. */
function receiptKeys(): readonly ReceiptKey[] {
  const { RECEIPT_KEYS, AUTH_SECRET } = env();
  return [
    ...RECEIPT_KEYS,
    { id: 'auth', secret: createHmac('sha256', AUTH_SECRET).update('receipts').digest() },
  ];
}

/** The same for the same receipt, whichever way its moment is written. */
function signatureOf({ secret }: ReceiptKey, receipt: AttemptReceipt, lateAnswers: number): Buffer {
  const closedAt = new Date(receipt.closedAt).toISOString();
  return createHmac('sha256', secret)
    .update(signedReceiptText({ ...receipt, closedAt }, lateAnswers))
    .digest();
}

/** Worked out whenever a receipt is handed out, and the same each time; nothing is stored. */
export function signReceipt(receipt: AttemptReceipt, lateAnswers: number): ReceiptSignature {
  const [key] = receiptKeys();
  if (!key) throw new Error('There is no key for receipts');
  return { keyId: key.id, code: signatureOf(key, receipt, lateAnswers).toString('base64url') };
}

/** Whether this installation handed out that receipt, with a secret that it still has. */
export function isSignedReceipt(
  receipt: AttemptReceipt,
  lateAnswers: number,
  { keyId, code }: ReceiptSignature,
): boolean {
  const given = Buffer.from(code, 'base64url');
  return receiptKeys().some((key) => {
    const right = signatureOf(key, receipt, lateAnswers);
    return key.id === keyId && right.length === given.length && timingSafeEqual(right, given);
  });
}
