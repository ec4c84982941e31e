import { letterAt } from '../../item/item-content';
import type { StructuredItem } from '../finish-structured-post';
import { type ImportMessage, importMessage, listInWords, type QuickFix, quote } from '../message';
import type { ParsedPost } from '../parsed-post';
import { blankLines, type SourceLine, splitLines } from '../source-lines';
import { MAX_ITEMS, reportTooMany } from '../too-many-items';
import { type AikenBlock, type AikenOption, cutAiken } from './aiken-blocks';
import { readKeyCell } from './key-cell';
import { BARE_ITEM, openBook } from './line-book';
import { settleItems } from './settle-items';

/**
 * Reads Aiken: a stem, options such as `A. Text` or `A) Text`, then `ANSWER: B`. What other readers refuse is read, too: texts of several
 * lines, several keys, lower-case letters, an explanation behind the answer. Total and linear.
 */
export function parseAiken(source: string): ParsedPost {
  const lines = splitLines(source);
  const book = openBook(lines);
  const blocks = cutAiken(lines);
  const isQuestion = ({ options, answers }: AikenBlock): boolean => options.length > 0 || answers.length > 0;
  const questions = blocks.filter(isQuestion);
  const extra = questions[MAX_ITEMS];
  if (extra !== undefined)
    return reportTooMany({ found: questions.length, line: extra.firstLine, blank: blankLines(lines) });
  for (const block of blocks) if (!isQuestion(block)) refuseStem(block, book.refuse);
  const items = questions.map((block, at) => toItem(block, at + 1));
  for (const [at, block] of questions.entries()) {
    const item = items[at];
    if (item !== undefined) book.claim(item.firstLine, item.lastLine, 'item');
    for (const message of [...labelMessages(block, at), ...keyMessages(block, at)])
      book.messages.push(message);
  }
  if (items.length === 0) book.messages.push(importMessage('post/no-items', { line: 1 }, NO_ITEMS));
  const post = { stimuli: [], items, lineKinds: book.kinds, messages: book.messages };
  return settleItems(post, (_, at) => (questions[at] === undefined ? [] : missingKeyFixes(questions[at])));
}

const NO_ITEMS =
  'No question was found. Expected a question, options such as “A. Text” in lines of their own, and a line such as “ANSWER: B”.';

function refuseStem(block: AikenBlock, refuse: (line: SourceLine, why: string) => void): void {
  for (const line of block.stem) {
    if (line.text.trim() === '') continue;
    refuse(line, 'is followed by no options and no answer. Add them below it, or delete the line.');
  }
}

const NUMBER = /^\s*(?:(?:question|q)\s*)?(\d{1,5})[.):]\s+(?=\S)/i;

function toItem(block: AikenBlock, number: number): StructuredItem {
  const stem = textOf(block.stem.map((line) => line.text));
  const key =
    block.answers.length === 1 ? readKeyCell(block.answers[0]?.value ?? '', keyOptions(block)) : null;
  const positions = key?.ok === true ? key.positions : [];
  const explanation = textOf(block.explanation);
  return {
    ...BARE_ITEM,
    number,
    // Numbers that the author wrote would be read as a list, and the item has its own.
    stem: stem.replace(NUMBER, ''),
    options: block.options.map((option, at) => ({
      label: option.label,
      text: textOf(option.texts),
      correct: positions.includes(at),
      rationale: null,
      line: option.line.number,
      rationaleLine: null,
    })),
    overallRationale: explanation === '' ? null : explanation,
    firstLine: block.firstLine,
    lastLine: block.lastLine,
    keyLine: block.answers[0]?.line.number ?? null,
  };
}

function textOf(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

function keyOptions(block: AikenBlock): readonly { label: string; text: string }[] {
  return block.options.map(({ label, texts }) => ({ label, text: textOf(texts) }));
}

function labelMessages(block: AikenBlock, item: number): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  const seen = new Map<string, AikenOption>();
  let isSaid = false;
  for (const [at, option] of block.options.entries()) {
    const label = option.label.toUpperCase();
    const place = { line: option.line.number, column: option.column, item };
    const fix = relabel(option, letterAt(at));
    if (seen.has(label)) {
      const message = `Option ${label} is there twice; the first is in line ${seen.get(label)?.line.number}. Give this one a letter of its own.`;
      messages.push(importMessage('option/duplicate-label', place, message, [fix]));
    } else if (label !== letterAt(at) && !isSaid) {
      isSaid = true;
      const message = `Expected option ${letterAt(at)} here and found ${label}. Check that no option is missing.`;
      messages.push(importMessage('option/label-gap', place, message, [fix]));
    }
    seen.set(label, option);
  }
  return messages;
}

function relabel({ line, column, label }: AikenOption, letter: string): QuickFix {
  const place = { line: line.number, column, endLine: line.number, endColumn: column + label.length };
  return { label: `Name it ${letter}`, edits: [{ ...place, text: letter }] };
}

function keyMessages(block: AikenBlock, item: number): readonly ImportMessage[] {
  const [answer, ...more] = block.answers;
  if (answer === undefined) return [];
  const place = { line: answer.line.number, column: answer.column, item };
  if (more.length > 0) {
    const lines = listInWords(block.answers.slice(0, MAX_CHOICES).map(({ line }) => String(line.number)));
    const message = `The answer is given ${block.answers.length} times, in lines ${lines}. Keep the right one.`;
    return [
      importMessage(
        'key/repeated',
        { ...place, line: more[0]?.line.number ?? place.line },
        message,
        keepOne(block),
      ),
    ];
  }
  const key = readKeyCell(answer.value, keyOptions(block));
  if (key.ok) return [];
  const labels = block.options.map(({ label }) => label);
  const fixes = labels.map(
    (label): QuickFix => ({ label: `Use ${label} as the key`, edits: [replaceValue(answer, label)] }),
  );
  if (key.fault === 'unknown') {
    const message = `The answer names ${quote(key.found)}, but the options are ${listInWords(labels)}. Choose one of them.`;
    return [importMessage('key/unknown-option', place, message, fixes)];
  }
  const found = key.fault === 'empty' ? 'nothing' : quote(answer.value);
  const message = `Expected the letter of the right option behind “ANSWER:” and found ${found}. Write it, for example “ANSWER: B”.`;
  return [importMessage('key/unreadable', place, message, fixes)];
}

function replaceValue(
  { line, column, value }: AikenBlock['answers'][number],
  text: string,
): QuickFix['edits'][number] {
  return { line: line.number, column, endLine: line.number, endColumn: column + value.length, text };
}

const MAX_CHOICES = 5;

/** One fix per answer line: the others go. */
function keepOne(block: AikenBlock): readonly QuickFix[] {
  if (block.answers.length > MAX_CHOICES) return [];
  return block.answers.map((kept) => ({
    label: `Keep “${kept.line.text.trim().slice(0, 30)}”`,
    edits: block.answers
      .filter((answer) => answer !== kept)
      .map(({ line }) => ({
        line: line.number,
        column: 1,
        endLine: line.number,
        endColumn: line.text.length + 1,
        text: '',
      })),
  }));
}

function missingKeyFixes(block: AikenBlock): readonly QuickFix[] {
  const last = block.options.at(-1)?.lastLine;
  if (last === undefined || block.answers.length > 0) return [];
  const end = {
    line: last.number,
    column: last.text.length + 1,
    endLine: last.number,
    endColumn: last.text.length + 1,
  };
  return block.options.map(({ label }) => ({
    label: `Use ${label.toUpperCase()} as the key`,
    edits: [{ ...end, text: `\nANSWER: ${label.toUpperCase()}` }],
  }));
}
