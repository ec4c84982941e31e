export interface StimulusHeading {
  readonly first: number;
  readonly last: number;
  /** Text on the line of the heading itself; usually none. */
  readonly rest: string;
  /** The range was written backwards, as in "Questions 23-21". */
  readonly reversed: boolean;
}

const WORD =
  /^\s{0,12}(?:#{1,6}\s{1,4})?[*_]{0,2}(?:Background|Scenario|Case study|Context|Passage|Stimulus)\b/i;
const RANGE =
  /^[\s*_:.,(–—−‐‑-]{0,12}(?:for\s{1,3})?(?:Questions?|Qs?\.?|Items?)\s{0,3}(?:Nos?\.?\s{0,3}|#)?(\d{1,6})(?:\s{0,3}(?:[-–—−‐‑]{1,2}|to|through|and|&)\s{0,3}(?:Question\s{1,3}|Q)?(\d{1,6}))?(?!\w)[\s)*_]{0,6}(?:[:.–—-][\s*_]{0,6}|$)/i;

/**
 * Reads "Background — Questions 21–23" and "Background — Question 30". A heading must name its questions: "(Questions 1-11)"
 * without a word such as Background is a section of the post, not a shared text.
 */
export function readStimulusHeading(start: string, text: string): StimulusHeading | null {
  const word = WORD.exec(start);
  if (word === null) return null;
  const range = RANGE.exec(start.slice(word[0].length));
  if (range === null) return null;
  const one = Number(range[1]);
  const other = range[2] === undefined ? one : Number(range[2]);
  return {
    first: Math.min(one, other),
    last: Math.max(one, other),
    rest: text.slice(word[0].length + range[0].length).trim(),
    reversed: other < one,
  };
}
