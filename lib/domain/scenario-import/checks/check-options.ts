import type { AssembledItem, AssembledOption } from '../assemble-item';
import { closeGap, relabelOption } from '../fixes/option-fixes';
import type { Piece } from '../lines/piece';
import { type ImportMessage, listInWords } from '../message';
import { optionIdentity } from './option-identity';
import { say } from './say';

/** An item with more faults than this in its options isn't one; saying so line by line would help nobody. */
const MAX_OPTION_MESSAGES = 20;

export function checkOptions(lines: readonly Piece[], item: AssembledItem): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  if (item.options.length < 2) {
    const found = item.options.length === 0 ? 'no options were' : 'one option was';
    const message = `Question ${item.number} needs at least two options, but ${found} found. Begin each on a line of its own with its letter, such as “A Text” or “A. Text”.`;
    messages.push(say(item, 'option/too-few', { line: item.options[0]?.line ?? item.firstLine }, message));
  }
  const taken = new Set(item.options.map(({ label }) => label.toUpperCase()));
  const byLabel = new Map<string, AssembledOption>();
  const byText = new Map<string, AssembledOption>();
  for (const option of item.options) {
    if (messages.length >= MAX_OPTION_MESSAGES) break;
    const label = option.label.toUpperCase();
    const text = optionIdentity(option.body);
    const [sameLabel, sameText] = [byLabel.get(label), byText.get(text)];
    if (sameLabel !== undefined) {
      const message = `Option ${option.label} was already used in line ${sameLabel.line}. Give each option a letter of its own, or join this line to the option that it continues.`;
      const fixes = relabelOption(lines, option, { taken, count: item.options.length });
      messages.push(say(item, 'option/duplicate-label', { line: option.line }, message, fixes));
    }
    if (text === '') {
      const message = `Option ${option.label} has no text. Write it, or remove the option.`;
      messages.push(say(item, 'option/empty', { line: option.line }, message));
    } else if (sameText !== undefined) {
      const message = `Option ${option.label} says the same as option ${sameText.label} in line ${sameText.line}. Change one of them.`;
      messages.push(say(item, 'option/duplicate-text', { line: option.line }, message));
    }
    byLabel.set(label, sameLabel ?? option);
    byText.set(text, sameText ?? option);
  }
  return [...messages, ...checkLabelOrder(lines, item, [...byLabel.keys()])];
}

/** Options in another order are fine; a hole in the letters suggests that one was not recognised. */
function checkLabelOrder(
  lines: readonly Piece[],
  item: AssembledItem,
  labels: readonly string[],
): readonly ImportMessage[] {
  const first = item.options[0];
  if (first === undefined || labels.length < 2 || labels.some((label) => /^\d/.test(label))) return [];
  const missing = [...'ABCDEFGHIJ'].slice(0, labels.length).filter((label) => !labels.includes(label));
  if (missing.length === 0) return [];
  const message = `The options of question ${item.number} are ${listInWords(labels)}; ${listInWords(missing)} is missing. Check that every option begins a line with its letter.`;
  return [say(item, 'option/label-gap', { line: first.line }, message, closeGap(lines, item))];
}
