import 'server-only';
import { type ImportMessage, importMessage } from '@/lib/domain/scenario-import/message';

export interface DecodedSource {
  readonly text: string;
  /** What the bytes were taken for, when that was not UTF-8. */
  readonly messages: readonly ImportMessage[];
}

/**
 * Bytes as text: UTF-8 if they are valid UTF-8, UTF-16 if a byte order mark says so, else windows-1252, in which any byte is
 * some character. Letters that were written as base and accent become one character each.
 */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  const marked = decodeMarked(bytes);
  if (marked !== null) return marked;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text: compose(text), messages: [] };
  } catch {
    return decodeOther(bytes);
  }
}

function decodeMarked(bytes: Uint8Array): DecodedSource | null {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  if (encoding === null) return null;
  const text = new TextDecoder(encoding).decode(bytes);
  const unknown = text.match(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{Cf}\s]/gu)?.length ?? 0;
  if (unknown > text.length / 20) return null;
  const message = `The source is ${encoding.toUpperCase()} and was read as such. Nothing needs to be done.`;
  return { text: compose(text), messages: [importMessage('text/encoding', { line: 1 }, message)] };
}

/** Bytes that no text in windows-1252 has. */
function isNoText(byte: number): boolean {
  const isControl = byte < 0x20 && (byte < 0x09 || byte > 0x0d);
  return isControl || [0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte);
}

function decodeOther(bytes: Uint8Array): DecodedSource {
  // Single faults in what is UTF-8 otherwise: replacing them loses less than taking every other letter for two.
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const faults = lenient.split('\ufffd').length - 1;
  const good = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (good > faults || bytes.some(isNoText)) return { text: compose(lenient), messages: [] };
  const text = new TextDecoder('windows-1252').decode(bytes);
  const before = text.slice(0, text.search(/[^ -~\s]/)).split(/\r\n|\n|\r/);
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const message =
    'The source is not valid UTF-8. It was read as windows-1252; check letters with accents, and save it as UTF-8 if they are wrong.';
  return { text: compose(text), messages: [importMessage('text/encoding', place, message)] };
}

const COMBINING = /\p{M}/u;

/** NFC, where there is something to compose; lines and signs other than letters with accents are left alone. */
function compose(text: string): string {
  return COMBINING.test(text)
    ? text.replaceAll(/[\p{L}]\p{M}+/gu, (letters) => letters.normalize('NFC'))
    : text;
}
