import 'server-only';
import { isUtf8 } from 'node:buffer';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
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
  const lenient = decodeLeniently(bytes);
  const isText = !bytes.some((byte) => byte < 0x80 && isNoText(byte));
  if (isMostlyUtf8(bytes, lenient) || !isText) return { text: compose(lenient), messages: [] };
  const { name, text } = decodeLetters(bytes);
  const before = text.slice(0, text.search(/[^ -~\s]/)).split(/\r\n|\n|\r/);
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const message = `The source is not valid UTF-8. It was read as ${name}; check letters with accents, and save it as UTF-8 if they are wrong.`;
  return { text: compose(text), messages: [importMessage('text/encoding', place, message)] };
}

const decodeLeniently = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** Single faults in what is UTF-8 otherwise: replacing them loses less than taking every other letter for two. */
function isMostlyUtf8(bytes: Uint8Array, lenient = decodeLeniently(bytes)): boolean {
  const faults = lenient.split('\ufffd').length - 1;
  return (lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0) > faults;
}

const OTHER_SCRIPT =
  'The source was not read: it is neither UTF-8 nor UTF-16, and its letters are none of western Europe, so that they would come out wrong. Save it as UTF-8 and import it again.';

/**
 * Refuses what decodeSource would give wrong letters for. Letters with accents stand between others; where most of them stand side by
 * side, every letter is one, and the source is in another script.
 */
export function refuseScript(bytes: Uint8Array): Failure | null {
  if (isUtf8(bytes) || decodeMarked(bytes) !== null || isMostlyUtf8(bytes)) return null;
  let [all, neighbours] = [0, 0];
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0x80) continue;
    all += 1;
    if ((bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80) neighbours += 1;
  }
  return all >= 8 && neighbours > all / 2 ? failure('invalid', OTHER_SCRIPT) : null;
}

/** Letters with accents on an old Mac: in windows-1252 these bytes are signs that hardly stand within words. */
const isMacLetter = (byte: number): boolean => byte >= 0x80 && byte <= 0x9f && byte !== 0x92 && byte !== 0x91;
const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/** Which of the two encodings the bytes beside letters are letters in. */
function decodeLetters(bytes: Uint8Array): { readonly name: string; readonly text: string } {
  let [mac, windows] = [0, 0];
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0x80 || !isLetter(bytes[at + 1])) continue;
    if (isMacLetter(byte)) mac += 1;
    else if (byte >= 0xc0) windows += 1;
  }
  const name = mac > windows ? 'Mac OS Roman' : 'windows-1252';
  return { name, text: new TextDecoder(mac > windows ? 'macintosh' : 'windows-1252').decode(bytes) };
}

const COMBINING = /\p{M}/u;

/** NFC, where there is something to compose; lines and signs other than letters with accents are left alone. */
function compose(text: string): string {
  return COMBINING.test(text)
    ? text.replaceAll(/[\p{L}]\p{M}+/gu, (letters) => letters.normalize('NFC'))
    : text;
}
