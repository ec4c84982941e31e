import type { StructuredItem } from '../finish-structured-post';
import { importMessage } from '../message';
import type { ParsedPost } from '../parsed-post';
import { blankLines, splitLines } from '../source-lines';
import { MAX_ITEMS, reportTooMany } from '../too-many-items';
import { cutGift, type GiftBlock } from './gift-blocks';
import { readGiftQuestion } from './gift-question';
import { openBook } from './line-book';
import { settleItems } from './settle-items';

/**
 * Reads GIFT: multiple choice and true/false with weights and feedback. Every question stands alone, so that a fault in one
 * hides no other; kinds that Cutscore doesn't have are named. Total and linear.
 */
export function parseGift(source: string): ParsedPost {
  const lines = splitLines(source);
  const book = openBook(lines);
  const { blocks, categories, comments } = cutGift(lines);
  const questions = blocks.filter(isQuestion);
  const extra = questions[MAX_ITEMS];
  if (extra !== undefined) {
    const line = extra.lines[0]?.number ?? 1;
    return reportTooMany({ found: questions.length, line, blank: blankLines(lines) });
  }
  for (const { number } of [...categories, ...comments]) book.claim(number, number, 'noise');
  const items: StructuredItem[] = [];
  for (const block of blocks) {
    for (const { number } of block.comments) book.claim(number, number, 'noise');
    if (!isQuestion(block)) {
      for (const line of block.lines) book.refuse(line, NO_BRACES);
      continue;
    }
    const { item, messages } = readGiftQuestion(block, items.length);
    items.push(item);
    for (const message of messages) book.messages.push(message);
    for (const { number } of block.lines) book.claim(number, number, 'item');
  }
  if (items.length === 0) book.messages.push(importMessage('post/no-items', { line: 1 }, NO_ITEMS));
  return settleItems({ stimuli: [], items, lineKinds: book.kinds, messages: book.messages });
}

const NO_BRACES =
  'has no answers in braces. Write them behind it, such as {=right ~wrong}, or delete the line.';
const NO_ITEMS =
  'No question was found. Expected texts with answers in braces, such as “Which one? {=right ~wrong}”.';

/** A title makes a question of it even without braces: a description. */
function isQuestion({ lines }: GiftBlock): boolean {
  return lines.some(({ text }) => /(?<!\\)\{/.test(text)) || /^\s*::/.test(lines[0]?.text ?? '');
}
