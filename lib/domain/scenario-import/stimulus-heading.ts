export interface StimulusHeading {
  /** Null when the heading names no questions. */
  readonly range: StimulusRange | null;
  /** Text on the line of the heading itself; usually none. */
  readonly rest: string;
  /** What a heading without a range serves: the next question, or all up to the next background. */
  readonly serves: 'one' | 'following';
  /** Offset behind the words of the heading, where a range could stand. */
  readonly wordsEnd: number;
}

export interface StimulusRange {
  readonly first: number;
  readonly last: number;
  /** The range was written backwards, as in "Questions 23-21". */
  readonly reversed: boolean;
  /** Offsets of the numbers, from the first digit to behind the last one. */
  readonly from: number;
  readonly to: number;
}

const WORD =
  /^\s{0,12}(?:#{1,6}\s{1,4})?[*_]{0,2}(Background|Scenario|Case study|Context|Passage|Stimulus)\b/i;
const RANGE =
  /^(?:\s{1,3}(?:\d{1,3}|[A-Z])\b)?[\s*_:.,(–—−‐‑-]{0,12}(?:for\s{1,3})?(?:Questions?|Qs?\.?|Items?)\s{0,3}(?:Nos?\.?\s{0,3}|#)?((\d{1,6})(?:\s{0,3}(?:[-–—−‐‑]{1,2}|to|through|and|&)\s{0,3}(?:Question\s{1,3}|Q)?(\d{1,6}))?)(?!\w)[\s)*_]{0,6}(?:[:.–—-][\s*_]{0,6}|$)/i;
/** "Questions 1-3 refer to the following passage", "Use the following scenario for questions 1-3": a sentence that heads a text. */
const SENTENCE =
  /^\s{0,12}(?:#{1,6}\s{1,4})?[*_]{0,2}(?:Questions?\s{1,3}((\d{1,6})\s{0,3}(?:[-–—−‐‑]{1,2}|to|through|and|&)\s{0,3}(\d{1,6}))\s{1,3}(?:refer|relate|are\s{1,3}based|use|share)\b|(?:Use|Read)\s{1,3}the\s{1,3}(?:following|below)[^?]{1,60}\bquestions\s{1,3}((\d{1,6})\s{0,3}(?:[-–—−‐‑]{1,2}|to|through|and|&)\s{0,3}(\d{1,6})))/i;
/** "Case study: Contoso (Questions 1-3)": a name before the range. */
const NAMED_RANGE =
  /^\s{0,3}[*_]{0,2}\s{0,3}[:–—-]\s{0,3}[*_]{0,2}\s{0,3}([^?()]{1,80})\(\s{0,2}(?:Questions?|Qs?\.?)\s{0,3}((\d{1,6})(?:\s{0,3}(?:[-–—−‐‑]{1,2}|to|through|and|&)\s{0,3}(\d{1,6}))?)\s{0,2}\)[*_:.\s]{0,6}$/i;
/** "**Scenario**: ...", "Case study: Contoso", "## Passage 2". */
const UNRANGED =
  /^(?:\s{1,3}(?:\d{1,3}|[A-Z])\b)?(?:[*_]{0,2}\s{0,3}(?::|\s[–—-](?=\s))[*_]{0,2}\s{0,3}|[*_]{0,2}\s{0,12}$)/;

/**
 * Reads "Background — Questions 21–23", "Background — Question 30" and "**Scenario**: ...". "(Questions 1-11)" without a word
 * such as Background is a section of the post, not a shared text.
 */
export function readStimulusHeading(start: string, text: string): StimulusHeading | null {
  const word = WORD.exec(start);
  if (word === null) return readSentence(start, text);
  const wordsEnd = word[0].length;
  const serves = /^scenario$/i.test(word[1] ?? '') ? 'one' : 'following';
  const range = RANGE.exec(start.slice(wordsEnd));
  if (range?.[1] !== undefined) {
    const from = wordsEnd + range[0].indexOf(range[1], range[0].search(/\d/));
    const rest = text.slice(wordsEnd + range[0].length).trim();
    return { range: rangeOf(range[2], range[3], from, range[1].length), rest, serves, wordsEnd };
  }
  const named = NAMED_RANGE.exec(start.slice(wordsEnd));
  if (named?.[2] !== undefined) {
    const from = wordsEnd + named[0].lastIndexOf(named[2]);
    return {
      range: rangeOf(named[3], named[4], from, named[2].length),
      rest: (named[1] ?? '').trim(),
      serves,
      wordsEnd,
    };
  }
  const unranged = UNRANGED.exec(start.slice(wordsEnd, wordsEnd + 80));
  if (unranged === null) return null;
  return { range: null, rest: text.slice(wordsEnd + unranged[0].length).trim(), serves, wordsEnd };
}

/** A sentence that goes on holds the text itself, and is kept whole. */
function readSentence(start: string, text: string): StimulusHeading | null {
  const match = SENTENCE.exec(start);
  const numbers = match?.[1] ?? match?.[4];
  if (match === null || numbers === undefined) return null;
  const from = match[0].indexOf(numbers);
  const range = rangeOf(match[2] ?? match[5], match[3] ?? match[6], from, numbers.length);
  const rest = text.length - match[0].length > 60 ? text.trim() : '';
  return { range, rest, serves: 'following', wordsEnd: from };
}

function rangeOf(
  one: string | undefined,
  other: string | undefined,
  from: number,
  length: number,
): StimulusRange {
  const first = Number(one);
  const last = other === undefined ? first : Number(other);
  return {
    first: Math.min(first, last),
    last: Math.max(first, last),
    reversed: last < first,
    from,
    to: from + length,
  };
}
