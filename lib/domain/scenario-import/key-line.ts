import { readLabelList } from './label-list';

const LEAD = String.raw`^\s{0,12}(?:#{1,6}\s{1,4}|[-*+>]\s{1,4})?[*_]{0,3}(?:the\s{1,3})?`;
/** "Answer: ..." is a key whatever follows; a value that can't be read is an error worth telling. */
const ANSWER = new RegExp(
  String.raw`${LEAD}(?:(?:correct|right|suggested|expected|best|official)\s{1,3})?(?:answers?|ans\.?)(?:\(s\))?\s{0,3}[*_]{0,3}\s{0,3}[:=]\s{0,3}[*_]{0,3}\s{0,3}`,
  'i',
);
/** "Correct answer is B", "Correct option - C", "Key: A", "Answer B": keys only when letters follow, otherwise prose. */
const LOOSE = new RegExp(
  String.raw`${LEAD}(?:(?:correct|right)\s{1,3}(?:answers?|options?|choices?)(?:\(s\))?[*_]{0,3}\s{0,3}(?:is|are|[:=–—-])?|answer\s{0,3}[–—-]|key\s{0,3}[:=])\s{0,3}[*_]{0,3}\s{0,3}`,
  'i',
);
const LOOSE_ANSWER = new RegExp(String.raw`${LEAD}answers?\s{1,3}[*_]{0,3}`, 'i');

export interface KeyLine {
  readonly value: string;
  /** Column of the value, from 1. */
  readonly valueColumn: number;
}

/** Reads a line that states the key, or gives null. */
export function readKeyLine(text: string): KeyLine | null {
  const start = text.slice(0, 200);
  const answer = ANSWER.exec(start);
  if (answer !== null) return valueAfter(text, answer[0].length);
  const stated = LOOSE.exec(start);
  const loose = stated ?? LOOSE_ANSWER.exec(start);
  if (loose === null) return null;
  const key = valueAfter(text, loose[0].length);
  const isListed = stated !== null && LISTED.test(key.value.slice(0, 20));
  return isLettersOnly(key.value) || isListed ? key : null;
}

/** A sentence such as "The correct answer is 3. It ..." may be one about a number. */
export function isDoubtfulKey(text: string): boolean {
  const start = text.slice(0, 200);
  const stated = ANSWER.test(start) ? null : LOOSE.exec(start);
  if (stated === null) return false;
  const { value } = valueAfter(text, stated[0].length);
  return LISTED.test(value.slice(0, 20)) && !isLettersOnly(value);
}

/** "3. Three", as an option in a list of numbers reads. */
const LISTED = /^[*_`(]{0,4}\d{1,2}[.)]\s/;

function valueAfter(text: string, length: number): KeyLine {
  return { value: text.slice(length).trim(), valueColumn: length + 1 };
}

/** Strips bold print, back quotes and full stops around a value. */
export function bareValue(value: string): string {
  return value
    .slice(0, 2000)
    .replace(/^[*_`\s]{1,8}/, '')
    .replace(/[*_`.\s]{1,8}$/, '');
}

export const GLUED = /^[A-J]{2,6}$/;

/** True for "A", "b", "A, C", "A and C", "AC": letters and nothing else. */
export function isLettersOnly(value: string): boolean {
  const bare = bareValue(value);
  return GLUED.test(bare) || readLabelList(bare)?.length === bare.length;
}
