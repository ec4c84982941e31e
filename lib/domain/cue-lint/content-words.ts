import { normaliseForMatching } from '../text/canonical';

/** Words in lower case, hyphens and apostrophes kept inside. */
export const wordsOf = (text: string): readonly string[] =>
  normaliseForMatching(text.slice(0, 20_000)).match(/\p{L}[\p{L}\p{N}]*(?:['-][\p{L}\p{N}]+)*/gu) ?? [];

/** Too common to link a key to its question. */
const STOP_WORDS = new Set(
  'about above after again against also because been before being below best between both could does doing done down during each from further have having here into itself just like made make makes making more most much need needs next other over same should some such than that their them then there these they this those through under until used uses using very want wants were what when where which while will with within without would your approach appropriate correct following option options statement statements question true false describes describe feature following primary benefit important critical solution'.split(
    ' ',
  ),
);

/**
 * Content words, cut to what their forms share ("pipelines" and "pipeline" are one): at least five letters, not a stop word.
 * A light stemmer on purpose: "transformation" and "transform" stay two words, which misses a cue rather than invents one.
 */
export function contentStems(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.filter((word) => word.length >= 5 && !STOP_WORDS.has(word)).map(stemOf));
}

function stemOf(word: string): string {
  for (const ending of ['ing', 'ies', 'es', 'ed', 's', 'e', 'y']) {
    if (word.endsWith(ending) && word.length - ending.length >= 4) return word.slice(0, -ending.length);
  }
  return word;
}
