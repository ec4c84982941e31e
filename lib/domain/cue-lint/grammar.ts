import type { CueItem, CueOption } from './cue-item';

/** Vowel letters that are spoken as consonants ("a unit", "a one-off"), and the silent h. */
const CONSONANT_SOUND = /^(?:eu|one\b|once\b|uni|use|usu|uti)/i;
const VOWEL_SOUND = /^(?:heir|honest|honour|hour)/i;

/**
 * The options that fit the end of the question; all of them when it gives nothing away.
 *
 * Two cues are read, in English: a question that breaks off after "a" or "an", and one that breaks off after "is", "was", "are"
 * or "were". "a/an" and "is/are" give nothing away.
 */
export function fittingOptions(item: CueItem): readonly CueOption[] {
  const end = /(?:^|[\s/(])(an|a|is|was|are|were)[\s.:…_-]*$/i.exec(item.prose.slice(-60));
  if (end === null || /[/(]\s?\w+[\s.:…_)-]*$/.test(item.prose.slice(-20))) return item.options;
  const word = (end[1] ?? '').toLowerCase();
  const fits =
    word === 'a' || word === 'an'
      ? (option: CueOption) => startsWithVowelSound(option.text) === (word === 'an')
      : (option: CueOption) => isPlural(option) === (word === 'are' || word === 'were');
  const fitting = item.options.filter(fits);
  return fitting.length === 0 ? item.options : fitting;
}

function startsWithVowelSound(text: string): boolean {
  if (VOWEL_SOUND.test(text)) return true;
  return /^[aeiou]/i.test(text) && !CONSONANT_SOUND.test(text);
}

/** Two things joined by "and", or a last word in the plural. */
function isPlural(option: CueOption): boolean {
  const last = option.words.at(-1) ?? '';
  return option.words.includes('and') || (/[a-z]{2}s$/.test(last) && !/(?:ss|us|is)$/.test(last));
}
