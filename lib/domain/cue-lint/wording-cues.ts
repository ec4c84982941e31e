import { normaliseForMatching } from '../text/canonical';
import { LONG_KEY_RATIO, type WordingCode } from './cue-check';
import type { CueItem, CueOption } from './cue-item';
import { fittingOptions } from './grammar';
import { absoluteWords, hedgeWords, rejectsAll, takesInAll } from './option-words';

/** Something in an item that a guesser could use or a writer should mend. */
export interface WordingCue {
  readonly code: WordingCode;
  /** The options that it is about. */
  readonly optionIds: readonly string[];
  /** What was found there: words as they stand, or a ratio. */
  readonly found: readonly string[];
}

type Finding = Omit<WordingCue, 'code'>;

const CHECKS: Readonly<Record<WordingCode, (item: CueItem) => Finding | null>> = {
  repeated_option: repeatedOption,
  longest_option: longKey,
  verbal_cue: verbalCue,
  absolute_word: absoluteDistractor,
  hedged_key: hedgedKey,
  all_of_the_above: (item) => anyOption(item, (option) => takesInAll(option.text)),
  none_of_the_above: (item) => anyOption(item, (option) => rejectsAll(option.text)),
  negative_stem: negativeStem,
  grammar_cue: grammarCue,
  repeated_phrase: repeatedPhrase,
  numeric_order: numbersOutOfOrder,
  option_count: ({ options }) =>
    options.length < 3 || options.length > 5 ? { optionIds: [], found: [String(options.length)] } : null,
  no_rationale: ({ content }) =>
    Object.keys(content.rationales).length === 0 ? { optionIds: [], found: [] } : null,
};

/** Every cue in the wording of an item, in the order of the codes. Words are English; other languages give fewer cues, never wrong ones. */
export function wordingCues(item: CueItem): readonly WordingCue[] {
  return Object.entries(CHECKS).flatMap(([code, check]) => {
    const finding = check(item);
    return finding === null ? [] : [{ code: code as WordingCode, ...finding }];
  });
}

const idsOf = (options: readonly CueOption[]): readonly string[] => options.map((option) => option.id);
const keysOf = (item: CueItem) => item.options.filter((option) => option.isKey);
const distractorsOf = (item: CueItem) => item.options.filter((option) => !option.isKey);

function anyOption(item: CueItem, matches: (option: CueOption) => boolean): Finding | null {
  const options = item.options.filter(matches);
  return options.length === 0
    ? null
    : { optionIds: idsOf(options), found: options.map((option) => option.text) };
}

function repeatedOption(item: CueItem): Finding | null {
  const texts = item.options.map((option) => normaliseForMatching(option.text));
  return anyOption(item, (option) => {
    const own = normaliseForMatching(option.text);
    return own !== '' && texts.filter((text) => text === own).length > 1;
  });
}

function longKey(item: CueItem): Finding | null {
  if (item.keyPosition === null) return null;
  const key = item.options[item.keyPosition];
  const longest = Math.max(...distractorsOf(item).map((option) => option.length));
  if (key === undefined || longest === 0 || key.length < LONG_KEY_RATIO * longest) return null;
  return { optionIds: [key.id], found: [(key.length / longest).toFixed(1)] };
}

function verbalCue(item: CueItem): Finding | null {
  if (item.keyPosition === null) return null;
  const shared = item.options.map((option) => option.shared);
  const own = shared[item.keyPosition] ?? [];
  const others = shared.filter((_, at) => at !== item.keyPosition);
  const onlyKey = own.filter((stem) => !others.some((stems) => stems.includes(stem)));
  if (onlyKey.length === 0 || others.some((stems) => stems.length >= own.length)) return null;
  const key = item.options[item.keyPosition];
  const words = (key?.words ?? []).filter((word) => onlyKey.some((stem) => word.startsWith(stem)));
  return { optionIds: key ? [key.id] : [], found: [...new Set(words)] };
}

function absoluteDistractor(item: CueItem): Finding | null {
  if (keysOf(item).some((key) => absoluteWords(key.words).length > 0)) return null;
  // "All of the above" is a check of its own.
  const guilty = distractorsOf(item).filter(
    (option) =>
      absoluteWords(option.words).length > 0 && !takesInAll(option.text) && !rejectsAll(option.text),
  );
  if (guilty.length === 0) return null;
  return {
    optionIds: idsOf(guilty),
    found: [...new Set(guilty.flatMap((option) => absoluteWords(option.words)))],
  };
}

function hedgedKey(item: CueItem): Finding | null {
  if (distractorsOf(item).some((option) => hedgeWords(option.words).length > 0)) return null;
  const hedged = keysOf(item).filter((option) => hedgeWords(option.words).length > 0);
  if (hedged.length === 0) return null;
  return { optionIds: idsOf(hedged), found: [...new Set(hedged.flatMap((key) => hedgeWords(key.words)))] };
}

const NEGATION =
  /\b(?:(?:which|what|who|when|where|why|how)\b.*\b(?:(not)\b|(\w+n['’]t)\b)|(except)\b|(least)\s+(?:likely|appropriate|effective|important|suitable|useful)|\bis\s+(false|incorrect|untrue|wrong)\b)/i;

function negativeStem(item: CueItem): Finding | null {
  const match = NEGATION.exec(item.question.slice(0, 2000));
  const word = match?.slice(1).find((group) => group !== undefined);
  return word === undefined || item.emphasised.has(word.toLowerCase().replaceAll('’', "'"))
    ? null
    : { optionIds: [], found: [word] };
}

function grammarCue(item: CueItem): Finding | null {
  const fitting = fittingOptions(item);
  if (fitting.length === item.options.length || !keysOf(item).every((key) => fitting.includes(key)))
    return null;
  const misfits = item.options.filter((option) => !fitting.includes(option));
  return { optionIds: idsOf(misfits), found: [item.prose.trim().split(/\s+/).at(-1) ?? ''] };
}

const SHARED_WORDS = 3;

function repeatedPhrase({ options }: CueItem): Finding | null {
  const [first, ...others] = options.map((option) => option.words);
  if (first === undefined || others.length === 0) return null;
  let shared = 0;
  while (shared < first.length && others.every((words) => words[shared] === first[shared])) shared += 1;
  // An option that is nothing but the phrase has to keep it.
  const isWhole = [first, ...others].some((words) => words.length === shared);
  return shared >= SHARED_WORDS && !isWhole
    ? { optionIds: [], found: [first.slice(0, shared).join(' ')] }
    : null;
}

/** True when the options are numbers of one unit: their order is a meaning of its own. */
export function numbersOf(item: CueItem): readonly number[] | null {
  const read = item.options.map((option) =>
    /^([-+\u2212]?)([\d,\u202f ]*\d(?:\.\d+)?)\s*([\p{L}%€$£/]*(?: \p{L}+)?)$/u.exec(option.text),
  );
  const units = new Set(read.map((match) => match?.[3]?.toLowerCase().replace(/s$/, '')));
  if (read.length < 3 || units.size !== 1 || units.has(undefined)) return null;
  return read.map((match) => {
    const value = Number((match?.[2] ?? '').replaceAll(/[,\u202f ]/g, ''));
    return match?.[1] === '' || match?.[1] === '+' ? value : -value;
  });
}

function numbersOutOfOrder(item: CueItem): Finding | null {
  const numbers = numbersOf(item);
  if (numbers === null || numbers.some(Number.isNaN)) return null;
  const steps = numbers.slice(1).map((value, at) => value - (numbers[at] ?? 0));
  const inOrder = steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
  return inOrder ? null : { optionIds: [], found: item.options.map((option) => option.text) };
}
