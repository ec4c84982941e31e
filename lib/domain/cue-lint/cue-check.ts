import type { CueSourceId } from './cue-source';

/** What is looked for in the wording of one item. Stored with versions: add at the end, never rename. */
export const WORDING_CODES = [
  'repeated_option',
  'longest_option',
  'verbal_cue',
  'absolute_word',
  'hedged_key',
  'all_of_the_above',
  'none_of_the_above',
  'negative_stem',
  'grammar_cue',
  'repeated_phrase',
  'numeric_order',
  'option_count',
  'no_rationale',
] as const;
export type WordingCode = (typeof WORDING_CODES)[number];

/** What takes more than the wording: responses, or the rest of the bank. */
const CONTEXT_CODES = ['implausible_distractor', 'repeated_stem', 'no_topic'] as const;

/** Everything that an item can be flagged for, in the order in which it is shown: what helps a guesser most comes first. */
export const ITEM_CUE_CODES = [...WORDING_CODES, ...CONTEXT_CODES] as const;
export type ItemCueCode = (typeof ITEM_CUE_CODES)[number];

/** What is looked for in a whole bank. */
export const BANK_CUE_CODES = ['key_position', 'longest_rate'] as const;
export type BankCueCode = (typeof BANK_CUE_CODES)[number];

export type CueCode = ItemCueCode | BankCueCode;

/** error: the item doesn't work; warning: a guesser gains by it; info: a guideline for writers. */
export type CueSeverity = 'error' | 'warning' | 'info';

export interface CueCheck {
  readonly name: string;
  readonly severity: CueSeverity;
  /** What exactly is flagged. */
  readonly definition: string;
  readonly formula: string | null;
  readonly sources: readonly CueSourceId[];
  /** From how many items (bank) or answers (responses) on anything is said; null where one item is enough. */
  readonly minimum: { readonly n: number; readonly of: 'items' | 'answers' } | null;
  readonly fix: string;
}

/** How much longer than the longest distractor a key has to be before its item is flagged. Ours; a reader sees 1.25 at a glance. */
export const LONG_KEY_RATIO = 1.25;
/** Below this, a pattern in the places of keys is what chance makes. */
export const MIN_ITEMS = 12;
/** From how many first-time answers on a distractor can be called implausible. */
export const MIN_ANSWERS = 30;
/** What a probability has to be under before a pattern is called one: the checks are many, so 5 % would cry wolf. */
export const ALARM_P = 0.01;

export const CUE_CHECKS: Readonly<Record<CueCode, CueCheck>> = {
  repeated_option: {
    name: 'Repeated option',
    severity: 'error',
    definition: 'Two options are equal apart from case, spaces and closing punctuation.',
    formula: null,
    sources: ['haladyna2002'],
    minimum: null,
    fix: 'Replace one of them: neither can be the only key.',
  },
  longest_option: {
    name: 'The key is the longest option',
    severity: 'warning',
    definition: `The key has at least ${LONG_KEY_RATIO} times the visible characters of the longest distractor.`,
    formula: 'length(key) / max length(distractors)',
    sources: ['pham2018', 'haladyna2002', 'nbme2002'],
    minimum: null,
    fix: 'Shorten the key or give the distractors as much detail. Shuffling doesn’t repair it.',
  },
  verbal_cue: {
    name: 'The key repeats the question',
    severity: 'warning',
    definition:
      'The key shares more content words with the question than any distractor does, one of them with no distractor.',
    formula: null,
    sources: ['pham2018', 'nbme2002'],
    minimum: null,
    fix: 'Reword the key, or use the same word in a distractor.',
  },
  absolute_word: {
    name: 'Absolute word in a distractor',
    severity: 'warning',
    definition: 'A distractor holds always, never, only, every, all or the like, and no key does.',
    formula: null,
    sources: ['haladyna2002', 'nbme2002'],
    minimum: null,
    fix: 'Say it without the absolute word, so that the distractor isn’t wrong by its tone alone.',
  },
  hedged_key: {
    name: 'Only the key is hedged',
    severity: 'info',
    definition: 'The key holds usually, often, may or the like, and no distractor does.',
    formula: null,
    sources: ['haladyna2002', 'nbme2002'],
    minimum: null,
    fix: 'Drop the hedge, or hedge a distractor as well.',
  },
  all_of_the_above: {
    name: 'All of the above',
    severity: 'warning',
    definition: 'An option takes in all others. Whoever knows two of them knows that one.',
    formula: null,
    sources: ['haladyna2002', 'nbme2002'],
    minimum: null,
    fix: 'Ask for several keys instead, or write a fourth option.',
  },
  none_of_the_above: {
    name: 'None of the above',
    severity: 'info',
    definition:
      'An option rejects all others. As the key it shows what somebody rules out, not what they know.',
    formula: null,
    sources: ['haladyna2002'],
    minimum: null,
    fix: 'Write a distractor that somebody could believe.',
  },
  negative_stem: {
    name: 'Negative question without emphasis',
    severity: 'warning',
    definition: 'The question asks for what is not so, and the word is neither in capitals nor emphasised.',
    formula: null,
    sources: ['haladyna2002'],
    minimum: null,
    fix: 'Ask it positively, or write NOT or EXCEPT in bold.',
  },
  grammar_cue: {
    name: 'Grammar gives options away',
    severity: 'warning',
    definition: 'The end of the question (a or an, is or are) fits the key and not every distractor.',
    formula: null,
    sources: ['haladyna2002', 'nbme2002'],
    minimum: null,
    fix: 'End the question with a/an, or make every option fit.',
  },
  repeated_phrase: {
    name: 'Every option begins alike',
    severity: 'info',
    definition: 'All options begin with the same three words or more.',
    formula: null,
    sources: ['haladyna2002'],
    minimum: null,
    fix: 'Move the words into the question.',
  },
  numeric_order: {
    name: 'Numbers out of order',
    severity: 'info',
    definition: 'All options are numbers of one unit, and they neither rise nor fall.',
    formula: null,
    sources: ['haladyna2002'],
    minimum: null,
    fix: 'Put them in order and keep that order, so that nobody searches for the value they know.',
  },
  option_count: {
    name: 'Unusual number of options',
    severity: 'info',
    definition: 'Fewer than three options or more than five.',
    formula: null,
    sources: ['rodriguez2005', 'tarrant2009'],
    minimum: null,
    fix: 'Three good options are enough; more than five are seldom all believable.',
  },
  no_rationale: {
    name: 'No rationale',
    severity: 'info',
    definition: 'No option says why it is right or wrong, and neither does the question as a whole.',
    formula: null,
    sources: [],
    minimum: null,
    fix: 'Say why the key is right and each distractor wrong: the review is where people learn.',
  },
  implausible_distractor: {
    name: 'Distractor that nobody believes',
    severity: 'warning',
    definition: `Fewer than 5 % of at least ${MIN_ANSWERS} first-time answers chose the distractor.`,
    formula: 'chosen / answered < 0.05',
    sources: ['tarrant2009', 'pham2018', 'rodriguez2005'],
    minimum: { n: MIN_ANSWERS, of: 'answers' },
    fix: 'Replace it with a mistake that people make, or drop it.',
  },
  repeated_stem: {
    name: 'Repeated question',
    severity: 'info',
    definition:
      'Another live question of the bank asks the same in the same words under the same background.',
    formula: null,
    sources: ['haladyna2002'],
    minimum: null,
    fix: 'Compare them. Retire one, or say in the question what sets them apart.',
  },
  no_topic: {
    name: 'No topic',
    severity: 'info',
    definition: 'The question has no topic, so its answers say nothing about strengths and weaknesses.',
    formula: null,
    sources: [],
    minimum: null,
    fix: 'Choose it in the list and set a topic.',
  },
  key_position: {
    name: 'Place of the key',
    severity: 'warning',
    definition: 'Keys stand in some places more often than chance explains.',
    formula:
      'X² = Σ (keys − expected)² / expected per place, summed over numbers of options; exact up to 50 items of a number of options, chi-square beyond',
    sources: ['haladyna2002', 'attali2003'],
    minimum: { n: MIN_ITEMS, of: 'items' },
    fix: 'Shuffle the options in the exam (the default), or balance the places here.',
  },
  longest_rate: {
    name: 'How often the key is the longest option',
    severity: 'warning',
    definition:
      'The key is strictly the longest option more often than chance explains. Ties are told apart.',
    formula: 'P(at least so many), Poisson-binomial with 1/options per item that has one longest option',
    sources: ['pham2018', 'haladyna2002'],
    minimum: { n: MIN_ITEMS, of: 'items' },
    fix: 'Shorten keys or lengthen distractors. Shuffling doesn’t repair it.',
  },
};
