import type { MadeUpon, PendingAnswer } from '@/lib/domain/attempt/answer';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';

/** What an unsent answer is to people: the exam by name, the question by number. */
export interface AnswerName {
  readonly exam: string;
  readonly question: number;
}

/** An answer that waits, with what it is called. */
export interface NamedAnswer extends PendingAnswer {
  readonly attemptId: string;
  readonly name: AnswerName;
}

/**
 * An unsent answer as the device keeps it. What was answered, and to which exam, can be read with the key of its person only;
 * the rest is what finding and replacing it takes.
 */
export interface SealedAnswer {
  readonly owner: string;
  readonly attemptId: string;
  readonly itemId: string;
  readonly rev: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/** What an answer of an earlier build was made upon, as far as it can be known: the revision before it, under no lease. */
export const madeBefore = (rev: number): MadeUpon => ({
  epoch: 0,
  base: Math.max(0, rev - 1),
  atMs: Date.now(),
  chose: true,
});

/** Bound to person, attempt, question and revision: a record that was moved to another of them doesn't open. */
const boundTo = ({ owner, attemptId, itemId, rev }: Omit<SealedAnswer, 'iv' | 'sealed'>) =>
  new TextEncoder().encode(JSON.stringify([owner, attemptId, itemId, rev]));

/** Seals and opens with the key of one person. Where the page isn't secure, browsers have no cryptography and this throws. */
export class AnswerSealer {
  readonly owner: string;
  readonly #key: Promise<CryptoKey>;

  constructor({ owner, key }: AnswerSeal) {
    this.owner = owner;
    this.#key = (async () =>
      crypto.subtle.importKey('raw', fromBase64Url(key), 'AES-GCM', false, ['encrypt', 'decrypt']))();
    // Whoever seals or opens hears of it.
    this.#key.catch(() => {});
  }

  async seal({ attemptId, itemId, rev, made, selected, flagged, name }: NamedAnswer): Promise<SealedAnswer> {
    const record = { owner: this.owner, attemptId, itemId, rev };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify({ made, selected, flagged, name }));
    const how = { name: 'AES-GCM', iv, additionalData: boundTo(record) };
    return { ...record, iv, sealed: await crypto.subtle.encrypt(how, await this.#key, text) };
  }

  /** Null for a record that isn't this person's, or that somebody has changed. */
  async open(record: SealedAnswer): Promise<NamedAnswer | null> {
    const key = await this.#key;
    try {
      const how = { name: 'AES-GCM', iv: record.iv, additionalData: boundTo(record) };
      const text = new TextDecoder().decode(await crypto.subtle.decrypt(how, key, record.sealed));
      const { made, selected, flagged, name } = JSON.parse(text);
      const { attemptId, itemId, rev } = record;
      return { attemptId, itemId, rev, made: made ?? madeBefore(rev), selected, flagged, name };
    } catch {
      return null;
    }
  }
}
