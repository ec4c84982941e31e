import type { MessageCode, MessageLevel } from '@/lib/domain/scenario-import/message';

/** What the messages of one cause have in common, for the heading of their group. */
export const CAUSES: Readonly<Record<MessageCode, string>> = {
  'post/no-items': 'No question found',
  'line/unrecognised': 'Lines that were not understood',
  'text/control-character': 'Invisible control characters',
  'text/bidi-character': 'Characters that turn the direction of reading',
  'text/unreadable-character': 'Characters that can’t be read',
  'text/unclosed-code': 'Code without an end',
  'stimulus/empty': 'Backgrounds without text',
  'stimulus/range-reversed': 'Backgrounds with a reversed range',
  'stimulus/range-too-wide': 'Backgrounds for too many questions',
  'stimulus/missing-item': 'Backgrounds for questions that aren’t there',
  'stimulus/overlap': 'Backgrounds that overlap',
  'item/no-stem': 'Questions without text',
  'item/repeated-number': 'Numbers used twice',
  'item/duplicate': 'Questions given twice',
  'item/conflicting-key': 'The same question with different keys',
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
  'rationale/missing': 'Options without a rationale',
  'rationale/unknown-option': 'Rationales of options that aren’t there',
  'rationale/repeated': 'Options with two rationales',
  'rationale/unassigned': 'Rationales that name no option',
};

/** What a level means for whoever imports. */
export const LEVELS: Readonly<
  Record<
    MessageLevel,
    { readonly word: string; readonly icon: 'stop' | 'warning' | 'info'; readonly look: string }
  >
> = {
  error: { word: 'Blocks', icon: 'stop', look: 'text-danger' },
  warning: { word: 'Check', icon: 'warning', look: 'text-below' },
  info: { word: 'Note', icon: 'info', look: 'text-accent' },
};
