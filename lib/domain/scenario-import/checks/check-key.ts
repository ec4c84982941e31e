import type { AssembledItem } from '../assemble-item';
import { fix, replaceSpan } from '../fixes/edit';
import { back, makeEachTheKey, makeTheKey } from '../fixes/key-fixes';
import { readKeyValue } from '../key-value';
import type { Piece } from '../lines/piece';
import { type ImportMessage, listInWords, type QuickFix, quote } from '../message';
import { findVerdict, readVerdict } from '../rationale-start';
import { backedKey } from '../rationales/backed-key';
import { rationaleText, type WrittenRationale } from '../rationales/written-rationale';
import { say } from './say';

export function checkKey(
  lines: readonly Piece[],
  item: AssembledItem,
  listEnd: number | null,
): readonly ImportMessage[] {
  const first = item.keys[0];
  if (first === undefined && item.key === null) {
    const fixes = makeEachTheKey(lines, item);
    return [say(item, 'key/missing', { line: item.firstLine }, missingKey(item, listEnd), fixes)];
  }
  const messages = [...checkRepeated(lines, item), ...checkUnusual(lines, item)];
  if (item.key === null) {
    const place = { line: first?.line ?? item.firstLine, column: first?.column ?? 1 };
    const message = `The key ${quote(first?.value ?? '')} can't be read. Expected letters of options, such as “Answer: B” or “Answer: A, C”.`;
    return [...messages, say(item, 'key/unreadable', place, message, makeEachTheKey(lines, item))];
  }
  return [...messages, ...checkLabels(lines, item, item.key)];
}

function keyPlace(item: AssembledItem): { readonly line: number; readonly column: number } {
  const first = item.keys[0];
  if (first !== undefined) return { line: first.line, column: first.column };
  const marked = item.options.find(({ label }) => item.marked.includes(label.toUpperCase()));
  return { line: marked?.line ?? item.firstLine, column: 1 };
}

function checkLabels(
  lines: readonly Piece[],
  item: AssembledItem,
  key: readonly string[],
): readonly ImportMessage[] {
  const labels = new Set(item.options.map((option) => option.label.toUpperCase()));
  const unknown = key.filter((label) => !labels.has(label));
  if (unknown.length > 0) {
    const have = labels.size === 0 ? 'it has no options' : `its options are ${listInWords([...labels])}`;
    const message = `The key of question ${item.number} names ${listInWords(unknown)}, but ${have}. Correct the key or add the option.`;
    return [say(item, 'key/unknown-option', keyPlace(item), message, makeEachTheKey(lines, item))];
  }
  if (labels.size > 1 && key.length === labels.size) {
    const message = `Every option of question ${item.number} is in its key. Check the key.`;
    return [say(item, 'key/every-option', keyPlace(item), message)];
  }
  return [];
}

/** Two statements of the key that differ: lines, or a line and marks at the options. */
function checkRepeated(lines: readonly Piece[], item: AssembledItem): readonly ImportMessage[] {
  const first = item.keys[0];
  if (first === undefined || (item.keys.length === 1 && item.marked.length === 0)) return [];
  const read = (value: string): string =>
    (readKeyValue(value, optionTexts(item))?.labels ?? [value]).toSorted().join(', ');
  const mine = read(first.value);
  const choices = (other: readonly string[]): readonly QuickFix[] => [
    ...(item.key === null ? [] : makeTheKey(lines, item, item.key)),
    ...(other.length === 0 ? [] : makeTheKey(lines, item, other)),
  ];
  const other = item.keys.find((key) => read(key.value) !== mine);
  if (other !== undefined) {
    const message = `Question ${item.number} already has the key ${quote(first.value)} in line ${first.line}; this line says ${quote(other.value)}. Keep one.`;
    const fixes = choices(readKeyValue(other.value, optionTexts(item))?.labels ?? []);
    return [say(item, 'key/repeated', { line: other.line, column: other.column }, message, fixes)];
  }
  if (item.marked.length === 0 || item.marked.toSorted().join(', ') === mine) return [];
  const message = `The key of question ${item.number} is ${quote(first.value)}, but ${listInWords(item.marked)} is marked as right. Keep one.`;
  return [
    say(item, 'key/repeated', { line: first.line, column: first.column }, message, choices(item.marked)),
  ];
}

function optionTexts(item: AssembledItem) {
  return item.options.map(({ label, body }) => ({ label, text: body }));
}

function checkUnusual(lines: readonly Piece[], item: AssembledItem): readonly ImportMessage[] {
  const first = item.keys[0];
  if (item.keyValue?.isUnusual === true && first !== undefined) {
    const words = listInWords(item.keyValue.labels);
    const message = `The key ${quote(first.value)} was read as ${words}. Write it with commas if that is right.`;
    const fixes = makeTheKey(lines, item, item.keyValue.labels);
    return [say(item, 'key/read-as', { line: first.line, column: first.column }, message, fixes)];
  }
  const isBold = item.options.some(
    ({ mark, label }) => mark?.kind === 'bold' && item.marked.includes(label.toUpperCase()),
  );
  if (first !== undefined || !isBold) return [];
  const message = `The bold print of option ${listInWords(item.marked)} was read as the key of question ${item.number}, which states none. Add a line such as “Answer: ${item.marked.join(', ')}” if that is right.`;
  return [say(item, 'key/read-as', keyPlace(item), message, makeTheKey(lines, item, item.marked))];
}

function missingKey(item: AssembledItem, listEnd: number | null): string {
  const start = `Question ${item.number} has no key. Add a line such as`;
  const named = item.rationales
    .filter((rationale) => readVerdict(rationaleText(rationale)) === 'correct')
    .flatMap(({ labels }) => labels);
  const list = listEnd === null ? '' : ` The list of answers ends with question ${listEnd}.`;
  if (named.length === 0) return `${start} “Answer: A” below its options.${list}`;
  return `${start} “Answer: ${named.join(', ')}” below its options: the rationale says that ${listInWords(named)} is correct.${list}`;
}

/** Rationales that say of an option what the key doesn't. */
export function checkVerdicts(lines: readonly Piece[], item: AssembledItem): readonly ImportMessage[] {
  const { key } = item;
  if (key === null) return [];
  const { line: keyLine } = keyPlace(item);
  return item.rationales.flatMap((rationale) => {
    const verdict = readVerdict(rationaleText(rationale));
    const opposed = rationale.labels.filter(
      (label) => verdict !== null && key.includes(label) !== (verdict === 'correct'),
    );
    if (opposed.length === 0) return [];
    const message = `This rationale says that ${listInWords(opposed)} is ${verdict}, but the key in line ${keyLine} is ${listInWords(key)}. Correct one of them.`;
    const fixes = [...followVerdicts(lines, item, key), ...flipVerdict(lines, rationale, key)];
    return [say(item, 'key/contradicts-rationale', { line: rationale.line }, message, fixes)];
  });
}

/** The key that the rationales describe. */
function followVerdicts(
  lines: readonly Piece[],
  item: AssembledItem,
  key: readonly string[],
): readonly QuickFix[] {
  const described = new Set(key);
  for (const rationale of item.rationales) {
    const verdict = readVerdict(rationaleText(rationale));
    for (const label of rationale.labels) {
      if (verdict === 'correct') described.add(label);
      if (verdict === 'incorrect') described.delete(label);
    }
  }
  const labels = [...described].sort();
  if (labels.length === 0 || labels.join() === [...key].sort().join()) return [];
  const fixes = makeTheKey(lines, item, labels);
  return backedKey(item)?.toSorted().join() === labels.join() ? fixes.map(back) : fixes;
}

/** Turns the words of the rationale round, where all its letters agree. */
function flipVerdict(
  lines: readonly Piece[],
  rationale: WrittenRationale,
  key: readonly string[],
): readonly QuickFix[] {
  const line = lines[rationale.index];
  const found = line === undefined ? null : findVerdict(line.text);
  const inKey = rationale.labels.filter((label) => key.includes(label)).length;
  if (line === undefined || found === null || (inKey !== 0 && inKey !== rationale.labels.length)) return [];
  if (!line.text.includes(rationale.lines[0]?.trim() ?? '')) return [];
  const verb = rationale.labels.length > 1 ? 'are' : 'is';
  const words = `${verb} ${inKey > 0 ? 'correct' : 'incorrect'}`;
  const label = `Say that ${listInWords(rationale.labels)} ${words}`;
  return [fix(label, replaceSpan(line, found.from, found.to, words))];
}
