import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';

const IV_BYTES = 12;

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

const keyOf = ({ key }: AnswerSeal): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64Url(key), 'AES-GCM', false, ['encrypt', 'decrypt']);

const howTo = ({ owner }: AnswerSeal, place: string, iv: Uint8Array<ArrayBuffer>) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(JSON.stringify([owner, place])),
});

/** A text that only its person can read, bound to the place where it stands. */
export async function sealText(
  seal: AnswerSeal,
  place: string,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const bytes = new TextEncoder().encode(text);
  const sealed = await crypto.subtle.encrypt(howTo(seal, place, iv), await keyOf(seal), bytes);
  const whole = new Uint8Array(IV_BYTES + sealed.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(sealed), IV_BYTES);
  return whole;
}

/** Null for what isn't this person's, was moved, or was changed. */
export async function openText(seal: AnswerSeal, place: string, whole: ArrayBuffer): Promise<string | null> {
  try {
    const iv = new Uint8Array(whole.slice(0, IV_BYTES));
    const text = await crypto.subtle.decrypt(
      howTo(seal, place, iv),
      await keyOf(seal),
      whole.slice(IV_BYTES),
    );
    return new TextDecoder().decode(text);
  } catch {
    return null;
  }
}
