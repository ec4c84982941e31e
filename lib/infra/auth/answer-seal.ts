import 'server-only';
import { createHmac } from 'node:crypto';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { env } from '../env';

/**
 * The same for a person on every device and after every sign-in, so that answers left on a device open again for them and for
 * nobody else. It is worked out, not stored: nothing to leak from the database.
 */
export function answerSealOf(personId: string): AnswerSeal {
  const derive = (what: string) =>
    createHmac('sha256', env().AUTH_SECRET).update(`unsent answers, ${what}: ${personId}`).digest();
  return {
    owner: derive('owner').subarray(0, 16).toString('base64url'),
    key: derive('key').toString('base64url'),
  };
}
