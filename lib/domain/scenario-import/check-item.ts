import { normaliseForMatching } from '../text/canonical';
import type { AssembledItem } from './assemble-item';
import { type ImportMessage, importMessage, listInWords, type MessageCode, quote } from './message';
import type { ParsedOption } from './parsed-post';
import { readVerdict } from './rationale-start';
import { rationaleText } from './read-tail';

/** Everything that is wrong or odd with one item. Errors block it, and only it. */
export function checkItem(item: AssembledItem): readonly ImportMessage[] {
  return [
    ...checkStem(item),
    ...checkOptions(item),
    ...checkKey(item),
    ...checkVerdicts(item),
    ...checkRationales(item),
  ];
}

function say(
  item: AssembledItem,
  code: MessageCode,
  line: number,
  message: string,
  column = 1,
): ImportMessage {
  return importMessage(code, { line, column, item: item.index }, message);
}

function checkStem(item: AssembledItem): readonly ImportMessage[] {
  if (item.stem !== '') return [];
  const message = `Question ${item.number} has no text above its options. Write the question below its head.`;
  return [say(item, 'item/no-stem', item.firstLine, message)];
}

/** An item with more faults than this in its options isn't one; saying so line by line would help nobody. */
const MAX_OPTION_MESSAGES = 20;

function checkOptions(item: AssembledItem): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  if (item.options.length < 2) {
    const found = item.options.length === 0 ? 'no options were' : 'one option was';
    const message = `Question ${item.number} needs at least two options, but ${found} found. Begin each on a line of its own with its letter, such as “A Text” or “A. Text”.`;
    messages.push(say(item, 'option/too-few', item.options[0]?.line ?? item.firstLine, message));
  }
  const byLabel = new Map<string, ParsedOption>();
  const byText = new Map<string, ParsedOption>();
  for (const option of item.options) {
    const label = option.label.toUpperCase();
    const text = normaliseForMatching(option.text);
    const [sameLabel, sameText] = [byLabel.get(label), byText.get(text)];
    if (sameLabel !== undefined) {
      const message = `Option ${option.label} was already used in line ${sameLabel.line}. Give each option a letter of its own, or join this line to the option that it continues.`;
      messages.push(say(item, 'option/duplicate-label', option.line, message));
    }
    if (text === '') {
      messages.push(
        say(
          item,
          'option/empty',
          option.line,
          `Option ${option.label} has no text. Write it, or remove the option.`,
        ),
      );
    } else if (sameText !== undefined) {
      const message = `Option ${option.label} says the same as option ${sameText.label} in line ${sameText.line}. Change one of them.`;
      messages.push(say(item, 'option/duplicate-text', option.line, message));
    }
    byLabel.set(label, sameLabel ?? option);
    byText.set(text, sameText ?? option);
  }
  return [...messages.slice(0, MAX_OPTION_MESSAGES), ...checkLabelOrder(item, [...byLabel.keys()])];
}

/** Options in another order are fine; a hole in the letters suggests that one was not recognised. */
function checkLabelOrder(item: AssembledItem, labels: readonly string[]): readonly ImportMessage[] {
  const missing = [...'ABCDEFGHIJ'].slice(0, labels.length).filter((label) => !labels.includes(label));
  const first = item.options[0];
  if (missing.length === 0 || first === undefined || labels.length < 2) return [];
  const message = `The options of question ${item.number} are ${listInWords(labels)}; ${listInWords(missing)} is missing. Check that every option begins a line with its letter.`;
  return [say(item, 'option/label-gap', first.line, message)];
}

function checkKey(item: AssembledItem): readonly ImportMessage[] {
  const first = item.keys[0];
  if (first === undefined) return [say(item, 'key/missing', item.firstLine, missingKey(item))];
  const messages: ImportMessage[] = [];
  const other = item.keys.find(
    (key) => normaliseForMatching(key.value) !== normaliseForMatching(first.value),
  );
  if (other !== undefined) {
    const message = `Question ${item.number} already has the key ${quote(first.value)} in line ${first.line}; this line says ${quote(other.value)}. Keep one.`;
    messages.push(say(item, 'key/repeated', other.line, message, other.column));
  }
  if (item.key === null) {
    const message = `The key ${quote(first.value)} can't be read. Expected letters of options, such as “Answer: B” or “Answer: A, C”.`;
    return [...messages, say(item, 'key/unreadable', first.line, message, first.column)];
  }
  const labels = new Set(item.options.map((option) => option.label.toUpperCase()));
  const unknown = item.key.filter((label) => !labels.has(label));
  if (unknown.length > 0) {
    const have = labels.size === 0 ? 'it has no options' : `its options are ${listInWords([...labels])}`;
    const message = `The key of question ${item.number} names ${listInWords(unknown)}, but ${have}. Correct the key or add the option.`;
    messages.push(say(item, 'key/unknown-option', first.line, message, first.column));
  } else if (labels.size > 1 && item.key.length === labels.size) {
    const message = `Every option of question ${item.number} is in its key. Check the key.`;
    messages.push(say(item, 'key/every-option', first.line, message, first.column));
  }
  return messages;
}

function missingKey(item: AssembledItem): string {
  const start = `Question ${item.number} has no key. Add a line such as`;
  const named = item.options
    .filter((option) => verdictOf(option) === 'correct')
    .map((option) => option.label);
  if (named.length === 0) return `${start} “Answer: A” below its options.`;
  return `${start} “Answer: ${named.join(', ')}” below its options: the rationale says that ${listInWords(named)} is correct.`;
}

function verdictOf(option: ParsedOption): 'correct' | 'incorrect' | null {
  return option.rationale === null ? null : readVerdict(option.rationale);
}

function checkVerdicts(item: AssembledItem): readonly ImportMessage[] {
  const key = item.key;
  const keyLine = item.keys[0]?.line;
  if (key === null || keyLine === undefined) return [];
  return item.rationales.flatMap((rationale) => {
    const verdict = readVerdict(rationaleText(rationale));
    const opposed = rationale.labels.filter(
      (label) => verdict !== null && key.includes(label) !== (verdict === 'correct'),
    );
    if (opposed.length === 0) return [];
    const message = `This rationale says that ${listInWords(opposed)} is ${verdict}, but the key in line ${keyLine} is ${listInWords(key)}. Correct one of them.`;
    return [say(item, 'key/contradicts-rationale', rationale.line, message)];
  });
}

function checkRationales(item: AssembledItem): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  const seen = new Map<string, number>();
  for (const { labels, line } of item.rationales) {
    for (const label of labels) {
      const earlier = seen.get(label);
      if (earlier !== undefined) {
        const message = `Option ${label} of question ${item.number} already has a rationale in line ${earlier}; both were kept, one after the other. Join them, or correct the letter.`;
        messages.push(say(item, 'rationale/repeated', line, message));
      } else seen.set(label, line);
    }
  }
  const bare = item.options.filter((option) => option.rationale === null || option.rationale === '');
  const first = bare[0];
  if (first === undefined) return messages;
  const which =
    bare.length === item.options.length
      ? 'No option'
      : `Option ${listInWords(bare.map((option) => option.label))}`;
  const has = bare.length === item.options.length ? 'has a rationale' : 'has no rationale';
  const message = `${which} of question ${item.number} ${has}, so the review can't say why it is right or wrong. Add a line such as “${first.label} is incorrect. ...” below “Rationale:”.`;
  return [...messages, say(item, 'rationale/missing', first.line, message)];
}
