import type { MessageCode, MessageLevel } from '@/lib/domain/scenario-import/message';

/** What the messages of one cause have in common, for the heading of their group. */
export const CAUSES: Readonly<Record<MessageCode, string>> = {
  'post/no-items': 'No question found',
  'post/too-many-items': 'Too many questions',
  'post/leaked-content': 'Signs of leaked exam content',
  'source/refused': 'Sources that can’t be read',
  'line/unrecognised': 'Lines that were not understood',
  'text/control-character': 'Invisible control characters',
  'text/bidi-character': 'Characters that turn the direction of reading',
  'text/unreadable-character': 'Characters that can’t be read',
  'text/unclosed-code': 'Code without an end',
  'text/entities-repaired': 'Escaped characters that were repaired',
  'text/quotes-repaired': 'Escaped quotes that were repaired',
  'text/encoding': 'Texts that are not UTF-8',
  'stimulus/empty': 'Backgrounds without text',
  'stimulus/range-reversed': 'Backgrounds with a reversed range',
  'stimulus/range-too-wide': 'Backgrounds for too many questions',
  'stimulus/missing-item': 'Backgrounds for questions that aren’t there',
  'stimulus/overlap': 'Backgrounds that overlap',
  'stimulus/no-range': 'Backgrounds that name no questions',
  'item/no-stem': 'Questions without text',
  'item/repeated-number': 'Numbers used twice',
  'item/duplicate': 'Questions given twice',
  'item/conflicting-key': 'The same question with different keys',
  'item/no-head': 'Questions without a head',
  'item/renumbered': 'Questions that were numbered anew',
  'item/flash-card': 'Cards without options',
  'item/unsupported': 'Kinds of questions that can’t be imported',
  'option/too-few': 'Too few options',
  'option/duplicate-label': 'Letters used twice',
  'option/duplicate-text': 'Options that say the same',
  'option/empty': 'Options without text',
  'option/label-gap': 'A letter is missing',
  'key/missing': 'Questions without a key',
  'key/unreadable': 'Keys that can’t be read',
  'key/unknown-option': 'Keys that name no option',
  'key/repeated': 'Questions with two keys',
  'key/contradicts-rationale': 'Keys that contradict the rationale',
  'key/every-option': 'Every option is in the key',
  'key/count-differs': 'Keys of another size than the question asks for',
  'key/read-as': 'Keys that are written unusually',
  'key/unknown-item': 'Keys of questions that aren’t there',
  'rationale/missing': 'Options without a rationale',
  'rationale/unknown-option': 'Rationales of options that aren’t there',
  'rationale/repeated': 'Options with two rationales',
  'rationale/unassigned': 'Rationales that name no option',
  'rationale/by-order': 'Rationales that were given out by their order',
  'item/not-kept': 'Details that are not kept',
  'key/partial-credit': 'Partial credit that is not kept',
  'stimulus/unbound': 'Backgrounds that belong to no question',
  'markup/broken': 'Markup that is broken',
  'markup/repaired': 'Markup that was repaired',
  'text/removed': 'Markup that was taken out',
  'media/left-out': 'Pictures that were left out',
};

/** What a level means for whoever imports. */
export const LEVELS: Readonly<
  Record<
    MessageLevel,
    { readonly word: string; readonly icon: 'stop' | 'warning' | 'info'; readonly look: string }
  >
> = {
  error: { word: 'Error', icon: 'stop', look: 'text-danger' },
  warning: { word: 'Warning', icon: 'warning', look: 'text-below' },
  info: { word: 'Note', icon: 'info', look: 'text-accent' },
};
