import { MAX_OPTIONS } from '../item/item-content';
import { checkPost } from './check-post';
import { optionIdentity } from './checks/option-identity';
import { countLines, type LineKind } from './line-kind';
import { type ImportMessage, importMessage, listInWords, type MessageCode, quote } from './message';
import type { ParsedItem, ParsedOption, ParsedPost, ParsedStimulus } from './parsed-post';

/** An item of a format that marks its parts, before it is known whether it is ready. */
export type StructuredItem = Omit<ParsedItem, 'ready'>;

export interface StructuredPost {
  readonly stimuli: readonly ParsedStimulus[];
  readonly items: readonly StructuredItem[];
  readonly lineKinds: readonly LineKind[];
  /** What the reader found; `item` is an index into the items. */
  readonly messages: readonly ImportMessage[];
}

/**
 * Checks what a reader of a structured format found, item by item and against one another, and marks what is ready. The same
 * codes mean the same as for a scenario post; the words don't speak of lines and letters that such a source doesn't have.
 */
export function finishStructuredPost(given: StructuredPost): ParsedPost {
  const { post, removed } = withoutOwnLetters(given);
  const compared = post.items.map((item, index) => ({ ...item, index }));
  const messages = [
    ...post.messages,
    ...removed,
    ...post.items.flatMap(checkStructuredItem),
    ...checkPost(compared),
  ].sort((one, other) => one.line - other.line || one.column - other.column);
  const blocked = new Set(messages.flatMap(({ level, item }) => (level === 'error' ? [item] : [])));
  return {
    stimuli: post.stimuli,
    items: post.items.map((item, index) => ({ ...item, ready: !blocked.has(index) })),
    lines: countLines(post.lineKinds),
    lineKinds: post.lineKinds,
    messages,
  };
}

const OWN_LETTER = /^\(?([A-Ja-j])[.)]\s{1,4}(?=\S)/;

/** Options that all begin with their letters, in order: learners see them in another order, with other letters. */
function withoutOwnLetters(post: StructuredPost): {
  readonly post: StructuredPost;
  readonly removed: readonly ImportMessage[];
} {
  const removed: ImportMessage[] = [];
  const items = post.items.map((item, index) => {
    const { options } = item;
    const isLettered = options.every(
      ({ text, label }) => OWN_LETTER.exec(text)?.[1]?.toUpperCase() === label.toUpperCase(),
    );
    if (options.length < 2 || !isLettered) return item;
    const message = `The options of question ${item.number} began with letters of their own, such as ${quote(options[0]?.text ?? '')}. They were taken off, because learners see the options in another order. Nothing needs to be done.`;
    const place = { line: options[0]?.line ?? item.firstLine, item: index };
    removed.push(importMessage('option/letters-removed', place, message));
    return {
      ...item,
      options: options.map((option) => ({ ...option, text: option.text.replace(OWN_LETTER, '') })),
    };
  });
  return removed.length === 0 ? { post, removed } : { post: { ...post, items }, removed };
}

function checkStructuredItem(item: StructuredItem, index: number): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  const say = (code: MessageCode, line: number, message: string): void => {
    messages.push(importMessage(code, { line, item: index }, message));
  };
  const name = `Question ${item.number}`;
  if (item.stem === '') say('item/no-stem', item.firstLine, `${name} has no text. Write it.`);
  checkOptions(item, say);
  const correct = item.options.filter((option) => option.correct);
  if (correct.length === 0) {
    const message = `${name} has no key. Mark at least one option as correct.`;
    say('key/missing', item.keyLine ?? item.firstLine, message);
  } else if (item.options.length > 1 && correct.length === item.options.length) {
    const message = `Every option of question ${item.number} is in its key. Check the key.`;
    say('key/every-option', item.keyLine ?? item.firstLine, message);
  }
  checkRationales(item, say);
  return messages;
}

type Say = (code: MessageCode, line: number, message: string) => void;

function checkOptions(item: StructuredItem, say: Say): void {
  const { options, number } = item;
  if (options.length < 2) {
    const found = options.length === 0 ? 'no options were' : 'one option was';
    const message = `Question ${number} needs at least two options, but ${found} found.`;
    say('option/too-few', options[0]?.line ?? item.firstLine, message);
  }
  if (options.length > MAX_OPTIONS) {
    const message = `Question ${number} has ${options.length} options; ${MAX_OPTIONS} are the most. Split it.`;
    say('option/too-many', options[MAX_OPTIONS]?.line ?? item.firstLine, message);
    return;
  }
  const byText = new Map<string, ParsedOption>();
  for (const option of options) {
    const text = optionIdentity(option.text);
    const same = byText.get(text);
    if (text === '') {
      const message = `Option ${option.label} of question ${number} has no text. Write it, or remove the option.`;
      say('option/empty', option.line, message);
    } else if (same !== undefined) {
      const message = `Option ${option.label} of question ${number} says the same as option ${same.label} in line ${same.line}. Change one of them.`;
      say('option/duplicate-text', option.line, message);
    } else byText.set(text, option);
  }
}

/** One rationale for the whole question may say all; beside rationales of single options it can't be known to. */
function checkRationales(item: StructuredItem, say: Say): void {
  const bare = item.options.filter((option) => option.rationale === null || option.rationale === '');
  const first = bare[0];
  if (first === undefined || (bare.length === item.options.length && item.overallRationale !== null)) return;
  const isNone = bare.length === item.options.length;
  const named = listInWords(bare.map((option) => option.label));
  const who = isNone ? 'No option' : bare.length === 1 ? `Option ${named}` : `Options ${named}`;
  const has = isNone ? 'has a rationale' : bare.length === 1 ? 'has no rationale' : 'have no rationale';
  const message = `${who} of question ${item.number} ${has}, so the review can't say why it is right or wrong. Add it here, or later in the editor.`;
  say('rationale/missing', first.line, message);
}
