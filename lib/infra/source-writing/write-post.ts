import 'server-only';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import type { ParsedItem } from '@/lib/domain/scenario-import/parsed-post';
import { canonicalRichText } from '@/lib/domain/text/canonical';
import { readFence } from '@/lib/domain/text/code-fence';
import { NOTHING } from '@/lib/domain/text/format-inline';
import { parseRichText, readMarker } from '@/lib/domain/text/parse-rich-text';
import type { BankExport, WrittenBank } from './bank-export';
import { commonLosses, fileStem, type Loss, toWrittenItem, type WrittenItem } from './written-item';

/**
 * Writes a scenario post. A post is prose, in which a stem may look like a key: what was written is read again, lines that were taken
 * for something else are marked as text, and what still comes back differently is listed.
 */
export function writePost(bank: BankExport): WrittenBank {
  const items = bank.items.map((exported) => toWrittenItem(bank, exported));
  const losses: Loss[] = [];
  const parts: string[] = [bank.name.replaceAll(/\s+/g, ' ').trim()];
  for (const [index, item] of items.entries()) {
    if (item.stimulus !== null && items[index - 1]?.stimulus !== item.stimulus) {
      const end = items.findIndex((other, at) => at > index && other.stimulus !== item.stimulus);
      parts.push(`Background — Questions ${index + 1}–${end === -1 ? items.length : end}`, item.stimulus);
    }
    const { text, lost } = writeItem(item, index + 1);
    parts.push(text);
    const kept = commonLosses({ ...item, stimulus: null, shuffleLocked: false });
    for (const what of [...kept, ...lost]) losses.push({ item: index, what });
  }
  return {
    fileName: `${fileStem(bank.name)}.md`,
    mime: 'text/markdown; charset=utf-8',
    bytes: new TextEncoder().encode(`${parts.filter((part) => part !== '').join('\n\n')}\n`),
    losses,
  };
}

interface WrittenText {
  readonly text: string;
  readonly lost: readonly string[];
}

function writeItem(item: WrittenItem, number: number): WrittenText {
  const plain = itemText(item, number, (text) => text);
  const differences = compare(item, plain);
  if (differences.length === 0) return { text: plain, lost: [] };
  const marked = itemText(item, number, markLines);
  const left = compare(item, marked);
  return left.length < differences.length ? { text: marked, lost: left } : { text: plain, lost: differences };
}

function itemText(item: WrittenItem, number: number, mark: (text: string) => string): string {
  const key = item.options.filter(({ correct }) => correct).map(({ letter }) => letter);
  const rationales = item.options.flatMap(({ letter, rationale }) =>
    rationale === null ? [] : [labelled(letter, mark(rationale))],
  );
  return [
    [
      `Question ${number}${item.title === null ? '' : `: ${item.title}`}`,
      ...(item.sourceId === '' ? [] : [`Item ID: ${item.sourceId}`]),
      ...(item.topic === null ? [] : [`[topic: ${item.topic}]`]),
      ...(item.shuffleLocked ? ["Don't shuffle the options"] : []),
    ].join('\n'),
    mark(item.stem),
    item.options.map(({ letter, text }) => labelled(letter, mark(text))).join('\n'),
    `Answer: ${key.join(', ')}`,
    ...(rationales.length === 0 ? [] : [`Rationale:\n${rationales.join('\n')}`]),
    ...(item.overallRationale === null ? [] : [`Overall explanation:\n${mark(item.overallRationale)}`]),
  ].join('\n\n');
}

/** A block of code begins on a line of its own. */
function labelled(letter: string, text: string): string {
  return readFence(text.split('\n', 1)[0] ?? '') === null ? `${letter}. ${text}` : `${letter}.\n${text}`;
}

/** Every line of prose begins with the mark that is nothing; lists, tables and code stay, because it would make text of them. */
function markLines(text: string): string {
  let isCode = false;
  return text
    .split('\n')
    .map((line) => {
      const isFence = readFence(line) !== null;
      if (isFence) isCode = !isCode;
      const isProse =
        !isFence && !isCode && /^\S/.test(line) && readMarker(line) === null && !line.startsWith('|');
      return isProse && !line.startsWith(NOTHING) ? NOTHING + line : line;
    })
    .join('\n');
}

/** The parts that are read back as something else, in words. */
function compare(item: WrittenItem, text: string): readonly string[] {
  const { items, stimuli } = parseScenarioPost(text);
  const [read] = items;
  if (read === undefined || items.length > 1 || stimuli.length > 0) {
    return ['It looks like several questions or none and has to be repaired when it is read again.'];
  }
  return differences(item, read).map(
    (part) => `The ${part} is read back differently; check it when it is imported again.`,
  );
}

function differences(item: WrittenItem, read: ParsedItem): readonly string[] {
  const options = item.options.map(({ text, correct, rationale }, at) => ({
    text,
    correct,
    rationale,
    read: read.options[at],
  }));
  const isSameList = read.options.length === item.options.length;
  const parts: readonly (readonly [string, boolean])[] = [
    ['title', read.title === item.title],
    ['id', (read.sourceId ?? '') === item.sourceId],
    ['topic', read.tags.join('\n') === (item.topic ?? '')],
    ['order of the options', read.fixedOrder === item.shuffleLocked],
    ['text', same(read.stem, item.stem)],
    [
      'list of options',
      isSameList && options.every((option) => same(option.read?.text ?? null, option.text)),
    ],
    ['key', isSameList && options.every((option) => option.read?.correct === option.correct)],
    ['list of rationales', options.every((option) => same(option.read?.rationale ?? null, option.rationale))],
    ['rationale of the question', same(read.overallRationale, item.overallRationale)],
  ];
  return parts.filter(([, isSame]) => !isSame).map(([part]) => part);
}

function same(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return canonicalRichText(parseRichText(one)) === canonicalRichText(parseRichText(other));
}
