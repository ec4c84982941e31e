import type { AssembledItem } from '../assemble-item';
import { fix, insertBefore } from '../fixes/edit';
import type { Piece } from '../lines/piece';
import type { ImportMessage } from '../message';
import { checkKey, checkVerdicts } from './check-key';
import { checkOptions } from './check-options';
import { checkRationales } from './check-rationales';
import { say } from './say';

/**
 * Everything that is wrong or odd with one item. Errors block it, and only it. `listEnd` is the last number of the post's
 * list of answers, null when it has none.
 */
export function checkItem(
  lines: readonly Piece[],
  item: AssembledItem,
  listEnd: number | null,
): readonly ImportMessage[] {
  if (item.unsupported !== null) return [sayUnsupported(item, item.unsupported)];
  return [
    ...checkHead(lines, item),
    ...checkStem(item),
    ...checkOptions(lines, item),
    ...checkKey(lines, item, listEnd),
    ...checkVerdicts(lines, item),
    ...checkRationales(item),
  ];
}

function sayUnsupported(
  item: AssembledItem,
  { kind, words }: NonNullable<AssembledItem['unsupported']>,
): ImportMessage {
  const place = { line: item.firstLine };
  if (kind === 'flash-card') {
    const message = `Question ${item.number} ${words}: it looks like a flash card. Only questions with options can be imported. Add options and a key, or leave it out.`;
    return say(item, 'item/flash-card', place, message);
  }
  const message = `Question ${item.number} ${words}, which can't be imported. Write it as a question with options of which one or several are right, or leave it out.`;
  return say(item, 'item/unsupported', place, message);
}

function checkHead(lines: readonly Piece[], item: AssembledItem): readonly ImportMessage[] {
  const { missing } = item.head;
  const line = lines[item.from];
  if (missing === null || line === undefined) return [];
  const message = `A question with options and a key begins here, but no head stands above it. It was read as question ${item.number}. Add a head such as “${missing.trim()}”.`;
  const isCut = line.start > 0 && lines[item.from - 1]?.number === line.number;
  const at = line.text.length - line.text.trimStart().length;
  const edit = insertBefore(line, at, isCut ? `\n${missing}` : missing);
  return [say(item, 'item/no-head', { line: item.firstLine }, message, [fix('Add a head', edit)])];
}

function checkStem(item: AssembledItem): readonly ImportMessage[] {
  if (item.stem !== '') return [];
  const message = `Question ${item.number} has no text above its options. Write the question below its head.`;
  return [say(item, 'item/no-stem', { line: item.firstLine }, message)];
}
