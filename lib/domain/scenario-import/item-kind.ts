import { isLettersOnly } from './key-line';

/** Kinds of questions that can't be imported, in words, and what gives them away. */
export interface UnsupportedKind {
  readonly words: string;
  /** 'sequence', 'matching' ...: for tests and statistics. */
  readonly kind: 'sequence' | 'matching' | 'yes-no-series' | 'drop-downs' | 'flash-card';
}

const SEQUENCE: UnsupportedKind = { kind: 'sequence', words: 'asks for an order of steps' };
const MATCHING: UnsupportedKind = { kind: 'matching', words: 'asks to match things to each other' };
const YES_NO: UnsupportedKind = { kind: 'yes-no-series', words: 'is a series of yes-or-no statements' };
const BOXES: UnsupportedKind = { kind: 'drop-downs', words: 'asks to fill in several boxes' };
const CARD: UnsupportedKind = { kind: 'flash-card', words: 'has a written answer and no options' };

export interface KindEvidence {
  readonly stem: string;
  readonly optionLabels: readonly string[];
  /** The only option begins with "A:", as the answer below "Q:" does. */
  readonly hasAnswerLine: boolean;
  /** Values of the key lines as written, with what follows them on further lines. */
  readonly keys: readonly string[];
  /** True when the key names options of the item. */
  readonly hasReadableKey: boolean;
}

const ORDER_WORDS =
  /\b(?:in (?:the )?(?:correct|right|proper) (?:order|sequence)|(?:arrange|order|sequence|sort|rank) (?:the|these|those|each)\b|which order)\b/i;
const MATCH_WORDS = /\b(?:match (?:each|the|these)|drag (?:each|the|and drop)|map each)\b/i;
const YES_NO_WORDS =
  /\b(?:for each of the (?:following )?statements|select yes if|yes if the statement|true or false for each)\b/i;
const BOX_WORDS =
  /\b(?:box|blank|drop-?down|target) ?[1-9]\b|\[(?:answer choice|drop-?down|select)[^\]]{0,40}\]|\bcomplete the (?:statement|sentence|code|command)s?\b|\bhot ?area\b/i;
const PAIRS = /(?:->|→|=>|[–:=-])\s{0,2}\(?[A-J]\)?(?=$|[\s,;])/;

/** Says which kind of question this is if it is none with options and a key; null for one that can be imported. */
export function readUnsupportedKind(evidence: KindEvidence): UnsupportedKind | null {
  const { stem, optionLabels, keys, hasReadableKey } = evidence;
  if (evidence.hasAnswerLine && keys.length === 0) return CARD;
  const key = keys.join('\n');
  const isChoice = optionLabels.length >= 2;
  if (
    isSequenceKey(keys[0] ?? '', optionLabels) &&
    (ORDER_WORDS.test(stem) || keyCoversAll(keys[0] ?? '', optionLabels))
  )
    return SEQUENCE;
  if (isChoice && (hasReadableKey || keys.length === 0)) return null;
  if (/\b(?:box|blank|target) ?[1-9]\b/i.test(key)) return BOXES;
  if (/^\W{0,4}(?:yes|no|true|false)\W{1,4}(?:yes|no|true|false)\b/i.test(key) || YES_NO_WORDS.test(stem))
    return YES_NO;
  if (MATCH_WORDS.test(stem) || (keys.length > 0 && PAIRS.test(key) && !hasReadableKey)) return MATCHING;
  if (ORDER_WORDS.test(stem) && !isChoice) return SEQUENCE;
  if (BOX_WORDS.test(stem)) return BOXES;
  const isWritten = key.trim() !== '' && !isLettersOnly(key);
  return optionLabels.length === 0 && isWritten ? CARD : null;
}

/** Labels in another order than that of the options: "C, A, D, B". */
function isSequenceKey(key: string, labels: readonly string[]): boolean {
  const listed = listOf(key);
  if (listed.length < 3) return false;
  const isSorted = listed.every((label, at) => at === 0 || (listed[at - 1] ?? '') <= label);
  return !isSorted && listed.every((label) => labels.length === 0 || labels.includes(label));
}

function keyCoversAll(key: string, labels: readonly string[]): boolean {
  return labels.length >= 3 && new Set(listOf(key)).size === labels.length;
}

function listOf(key: string): readonly string[] {
  const parts = key
    .trim()
    .replaceAll(/[*_.]/g, '')
    .split(/\s{0,3}(?:,|;|->|→|>|-|\s)\s{0,3}/);
  return parts.every((part) => /^(?:[A-Ja-j]|\d{1,2})$/.test(part))
    ? parts.map((part) => part.toUpperCase())
    : [];
}
