import { wordsOf } from './content-words';

/** Words that leave no exception. What is true without exception is rare, so test-wise readers drop such options. */
const ABSOLUTE = new Set(
  'all always completely entire entirely every everybody everyone everything exclusively impossible must never no-one nobody none nothing only solely totally under-no-circumstances without-exception'.split(
    ' ',
  ),
);
/** "Eliminates the need" promises as much as "never needs". */
const ABSOLUTE_STEM = /^(?:eliminat|guarantee)/;

/** Words that leave room, so that a statement is hard to refute. */
const HEDGES = new Set(
  'frequently generally likely mainly may might mostly normally often possibly probably sometimes tend tends typically usually'.split(
    ' ',
  ),
);

export const absoluteWords = (words: readonly string[]): readonly string[] =>
  words.filter((word) => ABSOLUTE.has(word) || ABSOLUTE_STEM.test(word));

export const hedgeWords = (words: readonly string[]): readonly string[] =>
  words.filter((word) => HEDGES.has(word));

const ALL =
  /^all(?: of)?(?: (?:the|these))?(?: (?:above|options|answers|choices|statements|listed))?(?: (?:apply|are (?:correct|true)))?$/;
const NONE =
  /^none(?: of)?(?: (?:the|these))?(?: (?:above|options|answers|choices|statements|listed))?(?: (?:apply|are (?:correct|true)))?$/;

/** "All of the above", "All these options" and the like, as the whole option. A bare "All" or "None" is an answer. */
export const takesInAll = (text: string): boolean => wholeOption(text, ALL);
export const rejectsAll = (text: string): boolean => wholeOption(text, NONE);

function wholeOption(text: string, pattern: RegExp): boolean {
  const words = wordsOf(text.slice(0, 80)).filter((word) => word !== 'other' && word !== 'preceding');
  return words.length >= 2 && pattern.test(words.join(' '));
}
