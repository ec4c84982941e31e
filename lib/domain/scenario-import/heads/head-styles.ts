import type { Head } from '../line-shape';
import type { ReadLine } from '../read-line';
import { trimMarks } from './question-head';

/**
 * How a post marks where its questions begin. The order decides between styles that fit equally well. `none` means that only
 * the options tell.
 */
export const HEAD_STYLES = [
  'question',
  'item-id',
  'id',
  'heading-number',
  'bold-number',
  'caption',
  'number-dot',
  'number-bracket',
  'heading',
  'none',
] as const;
export type HeadStyle = (typeof HEAD_STYLES)[number];

/** A line that is a head if the post uses this style. The number is null where the style has none. */
export interface HeadCandidate extends Omit<Head, 'number' | 'missing'> {
  readonly index: number;
  readonly number: number | null;
}

const NUMBERS: readonly HeadStyle[] = ['number-dot', 'number-bracket'];
const WORDS: readonly HeadStyle[] = ['id', 'caption'];
const MARKS: readonly HeadStyle[] = ['id', 'heading-number', 'bold-number', 'caption', 'heading'];
const QUESTION: readonly HeadStyle[] = ['question', 'heading-number', 'heading', 'caption', 'id'];

/** The styles that a line may have as far as its first character tells; most lines have none. */
export function stylesOf({ shape, text }: ReadLine): readonly HeadStyle[] {
  if (shape.type === 'head') return QUESTION;
  if (shape.type === 'meta') return shape.meta.field === 'id' ? ['item-id'] : [];
  if (shape.type !== 'text' && shape.type !== 'section' && shape.type !== 'caption') return [];
  const first = text.charAt(text.search(/\S|$/));
  if (/[\d(]/.test(first)) return NUMBERS;
  if (/[#*_[+-]/.test(first)) return MARKS;
  return /[A-Zqn]/.test(first) ? WORDS : [];
}

type Reading = Omit<HeadCandidate, 'index'> | null;

const NOTHING = { number: null, sourceId: null, restIsStem: false, rest: '' } as const;

/** Reads a line as a head of this style, or gives null. */
export function readCandidate(style: HeadStyle, line: ReadLine): Reading {
  if (line.code) return null;
  const { shape, text } = line;
  if (style === 'question') {
    if (shape.type !== 'head') return null;
    return { ...shape, number: shape.sourceId === null ? shape.number : null };
  }
  if (style === 'item-id') {
    return shape.type === 'meta' && shape.meta.field === 'id'
      ? { ...NOTHING, sourceId: shape.meta.value }
      : null;
  }
  if (
    shape.type === 'blank' ||
    shape.type === 'key' ||
    shape.type === 'rationales' ||
    shape.type === 'answer'
  )
    return null;
  switch (style) {
    case 'id':
      return readId(text);
    case 'heading-number':
      return readNumber(
        /^\s{0,3}#{1,6}\s{1,4}[*_]{0,2}(\d{1,4})(?:\s{0,3}[.):–—-]|\s{0,3}(?=[*_]{0,2}\()|\s{0,3}$)[*_]{0,2}(?=\s|$|[(*_])/,
        text,
        false,
      );
    case 'bold-number':
      return readNumber(
        /^\s{0,3}[*_]{2}\s?(\d{1,4})\s{0,2}(?:[.):]|(?=[*_]{2}))\s{0,2}(?:[*_]{2}[.):]?)?(?=\s|\S|$)/,
        text,
        true,
      );
    case 'caption':
      return readCaption(text);
    case 'number-dot':
      return readNumber(/^\s{0,3}(\d{1,4})\s{0,2}\.(?=\s|$)/, text, true);
    case 'number-bracket':
      return readNumber(/^\s{0,3}\(?(\d{1,4})\s{0,2}\)(?=\s|$)/, text, true);
    case 'heading':
      // A long heading is no section of the post, but it may well be a stem.
      return shape.type === 'section' || shape.type === 'text' ? readHeading(text) : null;
    default:
      return null;
  }
}

function readNumber(pattern: RegExp, text: string, restIsStem: boolean): Reading {
  const match = pattern.exec(text.slice(0, 60));
  if (match === null) return null;
  const rest = text.slice(match[0].length);
  return { ...NOTHING, number: Number(match[1]), rest: trimMarks(rest), restIsStem };
}

const ID =
  /^\s{0,3}(#{1,6}\s{1,4})?([*_]{0,2})\[?([A-Z]{1,8}[-_]\d{1,6})\]?(?:[*_]{1,2})?(\s{0,3}[:.)–—-](?=\s|$)|\s{0,3}$|\s{1,3}(?=\S))[*_]{0,2}/;

/** "GS-1", "## GS-1: Title", "[GS-1] Which ...?"; a text may follow without a sign only where marks set the id apart. */
function readId(text: string): Reading {
  const match = ID.exec(text.slice(0, 80));
  if (match?.[3] === undefined) return null;
  const isSetApart = match[1] !== undefined || match[2] !== '' || match[0].includes('[');
  if (match[4]?.trim() === '' && !isSetApart && match[0].length < text.trimEnd().length) return null;
  return { ...NOTHING, sourceId: match[3], rest: trimMarks(text.slice(match[0].length)) };
}

const CAPTION =
  /^\s{0,3}(?:#{1,6}\s{1,4}|[-*+]\s{1,4})?[*_]{0,2}(?:(?:New\s)?Question(?:\s?[*_]{0,2}\s?[:.)][*_]{0,2}|[*_]{0,2}\s{0,3}$)|Q\s?[*_]{0,2}\s?[:.)][*_]{0,2})(?=\s|$)/i;

function readCaption(text: string): Reading {
  const match = CAPTION.exec(text.slice(0, 60));
  if (match === null) return null;
  return { ...NOTHING, rest: trimMarks(text.slice(match[0].length)), restIsStem: true };
}

function readHeading(text: string): Reading {
  const match = /^\s{0,3}#{1,6}\s{1,4}(?=\S)/.exec(text.slice(0, 20));
  const rest = match === null ? '' : trimMarks(text.slice(match[0].length));
  return rest.length < 8 ? null : { ...NOTHING, rest, restIsStem: true };
}
