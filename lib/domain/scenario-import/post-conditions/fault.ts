import {
  type ImportMessage,
  importMessage,
  listInWords,
  type MessageCode,
  type Place,
  quote,
} from '../message';

/** What each broken condition says, as parameters: the words are in WORDS alone. */
export interface FaultParameters {
  readonly 'stimulus/holds-question': { readonly line: number; readonly part: 'key' | 'options' | 'head' };
  readonly 'item/holds-question': { readonly number: number; readonly found: string };
  readonly 'item/cut-off': { readonly number: number; readonly previous: number };
  readonly 'item/text-lost': { readonly number: number; readonly found: string };
  readonly 'post/lost-question': { readonly found: string };
  readonly 'stem/holds-key': { readonly number: number; readonly found: string };
  readonly 'option/holds-key': { readonly label: string; readonly number: number; readonly found: string };
  readonly 'option/holds-option': {
    readonly label: string;
    readonly number: number;
    readonly other: string;
  };
  readonly 'option/holds-mark': { readonly label: string; readonly number: number; readonly found: string };
  readonly 'option/reads-as-rationale': { readonly number: number; readonly found: string };
  readonly 'option/own-letters': { readonly number: number; readonly labels: readonly string[] };
  readonly 'key/part-unread': {
    readonly number: number;
    readonly read: readonly string[];
    readonly found: string;
    readonly why: 'either' | 'range' | 'more' | 'other' | 'above' | 'shared';
  };
  readonly 'key/count-differs': {
    readonly number: number;
    readonly asked: string;
    readonly key: readonly string[];
  };
  readonly 'key/contradicts-rationale': {
    readonly number: number;
    readonly found: string;
    readonly key: readonly string[];
  };
  readonly 'text/formula': { readonly number: number; readonly where: string };
  readonly 'text/wrong-letters': { readonly number: number; readonly found: string };
}

export type FaultCode = keyof FaultParameters & MessageCode;

const PARTS = { key: 'a line with a key', options: 'a run of options', head: 'the head of a question' };

const WHY = {
  either:
    'the line names options of which one is enough, and a key here is what has to be chosen. Write one question for each, or the letters that are all needed',
  range: 'the line looks like a range. Write every letter, such as “Answer: B, C”',
  more: 'the line goes on and seems to name more. Write the letters alone, such as “Answer: A, C”',
  above:
    'a key stands above the first question and none below the last one, so that each key may belong to the question below it. Move every key below its options',
  shared:
    'several questions have this number and the list of answers has fewer entries for it. Give each question a number of its own, there and in the list',
  other: 'the line seems to say something else. Write the letters alone, such as “Answer: A, C”',
};

/** The only place with words for these codes; a code without words doesn't compile. */
const WORDS: { readonly [C in FaultCode]: (parameters: FaultParameters[C]) => string } = {
  'stimulus/holds-question': ({ line, part }) =>
    `The background that begins in line ${line} holds ${PARTS[part]}, so a question may be lost in it. Put a head such as “Question 1” above that question, or delete the lines.`,
  'item/holds-question': ({ number, found }) =>
    `${quote(found)} stands inside question ${number} and looks like a part of another one. Put a head such as “Question 2” above that question, or delete the line.`,
  'item/cut-off': ({ number, previous }) =>
    `Question ${previous} ended above this line without options, and question ${number} may be the rest of it. Join the two by deleting the head between them, or complete question ${previous}.`,
  'item/text-lost': ({ number, found }) =>
    `${quote(found)} stands between the options and the key of question ${number} and was not understood; it may be an option. Begin it with its letter, join it to the option above, or delete it.`,
  'post/lost-question': ({ found }) =>
    `${quote(found)} looks like a part of a question, but it belongs to none that was found. Put a head such as “Question 1” above that question, or delete the line.`,
  'stem/holds-key': ({ number, found }) =>
    `The text of question ${number} holds ${quote(found)}, which looks like a key. Move it below the options, or put a head above the question that begins behind it.`,
  'option/holds-key': ({ label, number, found }) =>
    `Option ${label} of question ${number} holds ${quote(found)}, which looks like a key. Put it on a line of its own, such as “Answer: A”.`,
  'option/holds-option': ({ label, number, other }) =>
    `Option ${label} of question ${number} seems to hold option ${other} as well. Begin each option on a line of its own.`,
  'option/holds-mark': ({ label, number, found }) =>
    `Option ${label} of question ${number} holds ${quote(found)}, which says whether it is right and was not understood. State the key with a line such as “Answer: A” and delete the mark.`,
  'option/reads-as-rationale': ({ number, found }) =>
    `An option of question ${number} reads ${quote(found)}, as an explanation does. Put “Rationale:” above the explanations, below the key.`,
  'option/own-letters': ({ number, labels }) =>
    `The options of question ${number} begin with the letters ${listInWords(labels)}, which isn't their order, so that a letter in the key could mean two of them. Put them in order or remove the letters.`,
  'key/part-unread': ({ number, read, found, why }) =>
    `The key of question ${number} was read as ${listInWords(read)} from ${quote(found)}, but ${WHY[why]}.`,
  'key/count-differs': ({ number, asked, key }) =>
    `Question ${number} says ${quote(asked)}, but its key ${listInWords(key)} has ${key.length}. Correct one of them.`,
  'key/contradicts-rationale': ({ number, found, key }) =>
    `The explanation of question ${number} says ${quote(found)}, but its key is ${listInWords(key)}. Correct one of them.`,
  'text/formula': ({ number, where }) =>
    `A formula in ${where} of question ${number} can't be kept; ⟦formula⟧ stands in its place. Write it as text there, such as “x² / 2” or “\\frac{1}{2}”, or insert it as a picture.`,
  'text/wrong-letters': ({ number, found }) =>
    `Letters of question ${number} were damaged before it came here: ${quote(found)}. Save the source as UTF-8, or correct them.`,
};

/** A broken condition as the message that everybody reads. */
export function fault<C extends FaultCode>(
  code: C,
  place: Place,
  parameters: FaultParameters[C],
): ImportMessage {
  return importMessage(code, place, WORDS[code](parameters));
}
