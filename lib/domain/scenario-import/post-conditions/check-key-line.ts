import { normaliseForMatching } from '../../text/canonical';
import type { ImportMessage } from '../message';
import type { ParsedItem } from '../parsed-post';
import { type FaultParameters, fault } from './fault';
import { bareLine, readStatedKey, type StatedKey } from './stated-key';
import type { TextLine } from './text-lines';

type Why = FaultParameters['key/part-unread']['why'];

export const keyOf = (item: ParsedItem): readonly string[] =>
  item.options.filter(({ correct }) => correct).map(({ label }) => label.toUpperCase());

/** Labels of one kind only can be compared: "2" may be a number where options have letters. */
export function isComparable(item: ParsedItem, labels: readonly string[]): boolean {
  const isNumbered = /^\d/.test(item.options[0]?.label ?? '');
  return labels.every((label) => /^\d/.test(label) === isNumbered);
}

/** The line that states the key, and those below it that go on with it, say what the key is and nothing more. */
export function checkKeyLine(
  item: ParsedItem,
  index: number,
  lines: readonly TextLine[],
): readonly ImportMessage[] {
  const key = keyOf(item);
  const at = lines.findIndex((line) => line.at + 1 === item.keyLine);
  const line = lines[at] ?? stateAbove(lines, item);
  if (line?.key == null || key.length === 0) return [];
  const why = whyUnread(item, key, line.key, line.text) ?? whyBelow(item, key, lines, lines.indexOf(line));
  if (why === null) return [];
  const parameters = { number: item.number, read: key, found: bareLine(line.text), why };
  return [fault('key/part-unread', { line: line.at + 1, item: index }, parameters)];
}

/** The reader may give the line of the letters where the caption above announces them. */
function stateAbove(lines: readonly TextLine[], item: ParsedItem): TextLine | undefined {
  return lines.findLast(
    ({ at, key }) => key !== null && at + 1 < (item.keyLine ?? 0) && at + 4 >= (item.keyLine ?? 0),
  );
}

function whyUnread(item: ParsedItem, key: readonly string[], stated: StatedKey, text: string): Why | null {
  if (!isComparable(item, stated.labels)) return null;
  if (stated.form === 'either') return 'either';
  const isSame = sameLabels(stated.labels, key);
  if (stated.form === 'range') return isSame ? null : 'range';
  if (stated.isOpen) return 'more';
  if (isSame) return goesOn(item, key, stated.rest) ? 'more' : null;
  const isPart = stated.labels.every((label) => key.includes(label));
  // The reader knows more than this: letters with their texts, one after the other.
  const others = key.filter((label) => !stated.labels.includes(label));
  return isPart && others.every((label) => mentions(text, label)) ? null : 'other';
}

export const sameLabels = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((label) => other.includes(label));

const mentions = (text: string, label: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${label}(?![\\p{L}\\p{N}])`, 'iu').test(text);

const FURTHER =
  /(?:[,;&+、，]|(?<![\p{L}\p{N}])(?:and|und|et|y|e|и|plus))\s{0,3}(?:(?:also|as well as|auch|option|answer)\s)?[*_("“]{0,4}([A-J]|\d{1,2})(?:[*_]{0,3}[.):](?=[\s*_]|$)|[*_”")]{0,4}\s{0,3}(?:[(–—]|$|(?=[,;&]|and\s)))/gu;

/** "A (updated: B)", "A -> C". */
const CORRECTED =
  /(?:\b(?:updated?|corrected|changed|now|actually|should be|rather|instead|formerly|was|vs)\b\.?|->|→|=>|\?)[^\p{L}\p{N}]{0,12}(?:to\s)?([A-J])(?![\p{L}\p{N}])/gu;

/** The reason behind the letters names a further option in the way in which a list does. */
function goesOn(item: ParsedItem, key: readonly string[], rest: string): boolean {
  const labels = new Set(item.options.map(({ label }) => label.toUpperCase()));
  const isFurther = (label: string): boolean => labels.has(label) && !key.includes(label);
  const own = normaliseForMatching(rest);
  const mine = item.options.filter(({ correct }) => correct).map(({ text }) => normaliseForMatching(text));
  // The text of the key itself, whatever it holds: "B. Write it in C++ A".
  const bare = own.replace(/^[^\p{L}\p{N}]+/u, '');
  if (mine.some((text) => text !== '' && text.replace(/^[^\p{L}\p{N}]+/u, '') === bare)) return false;
  if ([...rest.matchAll(FURTHER)].some(([, label = '']) => isFurther(label))) return true;
  if ([...rest.slice(0, 300).matchAll(CORRECTED)].some(([, label = '']) => isFurther(label))) return true;
  if (!/(?:,|;|&|\||\band\b|\bund\b|\bet\b|\by\b)/.test(own)) return false;
  if (!mine.some((text) => text.length > 2 && own.includes(text))) return false;
  return item.options.some(({ correct, text }) => {
    const other = normaliseForMatching(text);
    if (correct || other.length < 3 || mine.some((one) => one.includes(other))) return false;
    const from = own.indexOf(other);
    return from > 0 && /(?:,|;|&|\||\band|\bund|\bet|\by)[\s*_"“(]{0,4}$/.test(own.slice(0, from));
  });
}

/** Letters alone, or options repeated with their letters, below the line of the key. */
function whyBelow(
  item: ParsedItem,
  key: readonly string[],
  lines: readonly TextLine[],
  at: number,
): Why | null {
  for (const [step, below] of lines.slice(at + 1, at + 8).entries()) {
    const isNear = below.at - (lines[at + step]?.at ?? 0) <= 2;
    const label = isNear ? repeatedLabel(item, below.text) : null;
    if (label === null) return null;
    if (!key.includes(label)) return 'more';
  }
  return null;
}

function repeatedLabel(item: ParsedItem, line: string): string | null {
  const bare = bareLine(line);
  const joined = bare.replace(/^(?:and|und|et|y|[,;&])\s{1,3}/, '');
  const alone = /^\(?([A-J])[.)]?[*_]{0,2}$/.exec(joined)?.[1];
  if (alone !== undefined) return item.options.some(({ label }) => label === alone) ? alone : null;
  const [, label = '', text = ''] = /^\(?([A-Ja-j]|\d{1,2})[.):]\s{1,4}(.{1,300})$/.exec(joined) ?? [];
  const wanted = normaliseForMatching(text);
  const option = item.options.find((one) => one.label.toUpperCase() === label.toUpperCase());
  if (option === undefined || wanted === '' || normaliseForMatching(option.text) !== wanted) return null;
  return option.label.toUpperCase();
}

/** Another line of the question that states a key must say the same. */
export function statesOther(item: ParsedItem, line: TextLine): boolean {
  const { key } = line;
  if (key === null || !isComparable(item, key.labels)) return false;
  return key.form === 'either' || !sameLabels(key.labels, keyOf(item));
}

/** Sentences of an explanation that state another key than the question has. */
export function contradictingSentence(item: ParsedItem, text: string): string | null {
  const key = keyOf(item);
  const sentences = text.slice(0, 20_000).split(/(?<=[.!?。])\s+|\n/);
  const found = sentences.find((sentence) => {
    const stated = readStatedKey(sentence);
    if (stated === null || !isComparable(item, stated.labels) || stated.form !== 'list') return false;
    if (stated.labels.some((label) => !key.includes(label))) return true;
    return stated.labels.length > 1 && stated.labels.length < key.length;
  });
  return found === undefined ? null : found.trim();
}
