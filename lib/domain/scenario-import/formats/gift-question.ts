import { letterAt } from '../../item/item-content';
import { markupToDialect, type TextMarkup } from '../../text/markup-text';
import type { StructuredItem } from '../finish-structured-post';
import { type ImportMessage, importMessage, listInWords, type Place, type QuickFix } from '../message';
import type { ParsedOption } from '../parsed-post';
import { type GiftAnswer, type GiftAnswers, type GiftKind, kindOf, splitAnswers } from './gift-answers';
import type { GiftBlock } from './gift-blocks';
import { answerGroup, type BraceGroup, braceGroups, findBare, GiftText, unescapeGift } from './gift-text';
import { BARE_ITEM } from './line-book';

export interface GiftQuestion {
  readonly item: StructuredItem;
  readonly messages: readonly ImportMessage[];
}

/** What is known of a question while it is read. */
interface Reading {
  readonly text: GiftText;
  readonly block: GiftBlock;
  readonly index: number;
  readonly messages: ImportMessage[];
}

/** Reads one block; `index` is the index that its item gets. */
export function readGiftQuestion(block: GiftBlock, index: number): GiftQuestion {
  const text = new GiftText(block.lines);
  const reading: Reading = { text, block, index, messages: [] };
  const groups = braceGroups(text.text);
  const group = answerGroup(text.text, groups);
  const head = readHead(text.text.slice(0, group?.from ?? text.text.length));
  const tail = group === null ? '' : text.text.slice(group.to + 1).trim();
  const stem = tail === '' ? head.stem : `${head.stem.trimEnd()} _____ ${tail}`;
  if (block.isUnclosed) reading.messages.push(unclosed(reading));
  else if (group !== null)
    for (const message of bareBraces(reading, groups, group)) reading.messages.push(message);
  const content = group === null ? null : text.text.slice(group.from + 1, group.to);
  const answers = readAnswers(reading, content, (group?.from ?? 0) + 1, head.markup);
  const comments = block.comments.map((line) => line.text).join('\n');
  return {
    item: {
      ...BARE_ITEM,
      number: index + 1,
      sourceId: /\[id:([^[\]\n]{1,200})\]/.exec(comments)?.[1]?.trim() ?? null,
      title: head.title,
      stem: toDialect(reading, stem, head.markup),
      ...answers,
      tags: readTags(block.category, comments),
      firstLine: block.lines[0]?.number ?? 1,
      lastLine: block.lines.at(-1)?.number ?? 1,
      keyLine: answers.options.find(({ correct }) => correct)?.line ?? null,
    },
    messages: reading.messages,
  };
}

interface Head {
  readonly title: string | null;
  readonly stem: string;
  readonly markup: TextMarkup;
}

function readHead(source: string): Head {
  let rest = source.trimStart();
  let title: string | null = null;
  const end = rest.startsWith('::') ? findBare(rest, '::', 2) : -1;
  if (end !== -1) {
    title = unescapeGift(rest.slice(2, end)).trim();
    rest = rest.slice(end + 2).trimStart();
  }
  const { markup, text } = readMarkup(rest, 'auto');
  return { title: title === '' ? null : title, stem: text, markup };
}

/** `[html]`, `[markdown]` and so on before a text. */
function readMarkup(
  source: string,
  otherwise: TextMarkup,
): { readonly markup: TextMarkup; readonly text: string } {
  const [lead = '', name = ''] = /^\s*\[(html|moodle|plain|markdown)\]/i.exec(source) ?? [];
  const markup = MARKUPS[name.toLowerCase()] ?? otherwise;
  return { markup, text: source.slice(lead.length) };
}

const MARKUPS: Readonly<Record<string, TextMarkup>> = {
  html: 'html',
  moodle: 'auto',
  plain: 'plain',
  markdown: 'dialect',
};

/** The text in the dialect of parseRichText; what had to be taken out is said. */
function convert(reading: Reading, source: string, otherwise: TextMarkup): string {
  const { markup, text } = readMarkup(source, otherwise);
  return toDialect(reading, text, markup);
}

function toDialect(reading: Reading, text: string, markup: TextMarkup): string {
  const lines = unescapeGift(
    text
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .trim(),
  );
  const { dialect, removed } = markupToDialect(lines, markup);
  if (removed.length > 0) {
    const message = `${listInWords(removed.map((name) => `<${name}>`))} can't be kept and was taken out. Check the text.`;
    reading.messages.push(importMessage('text/removed', placeOf(reading, 0), message));
  }
  return dialect;
}

function placeOf(reading: Reading, offset: number): Place {
  return { ...reading.text.placeOf(offset), item: reading.index };
}

/** The last part of the path, then the tags of the comments. */
function readTags(category: string, comments: string): readonly string[] {
  const parts = category.split(/(?<!\/)\/(?!\/)/).map((part) => part.replaceAll('//', '/').trim());
  if (/^\$[a-z0-9]+\$$/i.test(parts[0] ?? '')) parts.shift();
  if (parts[0]?.toLowerCase() === 'top') parts.shift();
  const topic = parts.slice(-1);
  const tags = [...comments.matchAll(/\[tag:([^[\]\n]{1,200})\]/g)].map((match) => match[1]?.trim() ?? '');
  return [...new Set([...topic, ...tags])].filter((tag) => tag !== '');
}

type Answered = Pick<StructuredItem, 'options' | 'overallRationale'>;

function readAnswers(reading: Reading, content: string | null, offset: number, markup: TextMarkup): Answered {
  const kind = content === null ? 'description' : kindOf(content);
  if (content === null || (kind !== 'choice' && kind !== 'true-false')) {
    reading.messages.push(importMessage('item/unsupported', placeOf(reading, 0), unsupported(kind)));
    return { options: [], overallRationale: null };
  }
  if (kind === 'true-false') return readTrueFalse(reading, content, { offset, markup });
  const split = splitAnswers(content, offset);
  if (split.bareMarks.length > 0 && !reading.block.isUnclosed)
    reading.messages.push(bareMarks(reading, split.bareMarks));
  const correct = markCorrect(reading, split.answers);
  return {
    options: split.answers.map((answer, at) =>
      toOption(reading, answer, { at, correct: correct.has(at), markup }),
    ),
    overallRationale: overall(reading, split, markup),
  };
}

function unsupported(kind: GiftKind | 'description'): string {
  const what = kind === 'description' ? 'A text without answers' : `A question of the kind “${kind}”`;
  return `${what} can't be imported; multiple choice and true/false can. Give it options such as {=right ~wrong}, or delete it.`;
}

function overall(reading: Reading, { general }: GiftAnswers, markup: TextMarkup): string | null {
  const text = general === null ? '' : convert(reading, general, markup);
  return text === '' ? null : text;
}

function toOption(
  reading: Reading,
  answer: GiftAnswer,
  { at, correct, markup }: { readonly at: number; readonly correct: boolean; readonly markup: TextMarkup },
): ParsedOption {
  const rationale = answer.feedback === null ? '' : convert(reading, answer.feedback, markup);
  return {
    label: letterAt(at),
    text: convert(reading, answer.text, markup),
    correct,
    rationale: rationale === '' ? null : rationale,
    line: reading.text.placeOf(answer.at).line,
    rationaleLine: rationale === '' ? null : reading.text.placeOf(answer.feedbackAt).line,
  };
}

/** Positions of the right answers: those with "=" or full weight, or, where none has, those with any weight. */
function markCorrect(reading: Reading, answers: readonly GiftAnswer[]): ReadonlySet<number> {
  const weights = answers.map(({ isRight, weight }) => weight ?? (isRight ? 100 : 0));
  const full = weights.flatMap((weight, at) => (weight >= 100 ? [at] : []));
  const some = weights.flatMap((weight, at) => (weight > 0 ? [at] : []));
  const key = full.length > 0 ? full : some;
  const say = (message: string): void => {
    reading.messages.push(
      importMessage('key/partial-credit', placeOf(reading, answers[0]?.at ?? 0), message),
    );
  };
  if (full.length > 1) {
    say(
      `${full.length} answers are marked as fully right, where any one of them would do. Here all of them are needed; check the key.`,
    );
  } else if (some.length > key.length) {
    say('Some answers earn a part of the points. Only those that earn all of them are in the key; check it.');
  } else if (new Set(key.map((at) => weights[at])).size > 1) {
    say('The right answers earn different shares of the points. Here all of them count alike.');
  }
  return new Set(key);
}

function readTrueFalse(
  reading: Reading,
  content: string,
  { offset, markup }: { readonly offset: number; readonly markup: TextMarkup },
): Answered {
  const generalAt = findBare(content, '####');
  const body = generalAt === -1 ? content : content.slice(0, generalAt);
  const isTrue = /^\s*T/i.test(body);
  const first = findBare(body, '#');
  const second = first === -1 ? -1 : findBare(body, '#', first + 1);
  const wrong = first === -1 ? null : body.slice(first + 1, second === -1 ? body.length : second);
  const right = second === -1 ? null : body.slice(second + 1);
  const { line } = reading.text.placeOf(offset);
  const toChoice = (label: string, text: string, correct: boolean): ParsedOption => {
    const feedback = correct ? right : wrong;
    const rationale = feedback === null ? '' : convert(reading, feedback, markup);
    const found = rationale === '' ? null : rationale;
    return { label, text, correct, rationale: found, line, rationaleLine: found === null ? null : line };
  };
  const general = generalAt === -1 ? '' : convert(reading, content.slice(generalAt + 4), markup);
  return {
    options: [toChoice('A', 'True', isTrue), toChoice('B', 'False', !isTrue)],
    overallRationale: general === '' ? null : general,
  };
}

function escapeAt(reading: Reading, offsets: readonly number[]): QuickFix {
  const edits = offsets.map((offset) => {
    const { line, column } = reading.text.placeOf(offset);
    return { line, column, endLine: line, endColumn: column, text: '\\' };
  });
  return { label: offsets.length === 1 ? 'Escape it' : `Escape all ${offsets.length}`, edits };
}

function bareMarks(reading: Reading, offsets: readonly number[]): ImportMessage {
  const first = offsets[0] ?? 0;
  const sign = reading.text.text.charAt(first);
  const message = `“${sign}” stands within an answer and was read as text. Write “\\${sign}”, or begin a new line where it begins an answer.`;
  return importMessage('markup/repaired', placeOf(reading, first), message, [escapeAt(reading, offsets)]);
}

/** Braces in the stem or in an answer that only the outer pair explains. */
function bareBraces(
  reading: Reading,
  groups: readonly BraceGroup[],
  answers: BraceGroup,
): readonly ImportMessage[] {
  const { text } = reading.text;
  const others = groups
    .filter((group) => group !== answers)
    .flatMap(({ from, to }) => [...bracesIn(text, from, to + 1)]);
  const offsets = [...others, ...bracesIn(text, answers.from + 1, answers.to)].sort(
    (one, other) => one - other,
  );
  if (offsets.length === 0) return [];
  const message = `Braces that hold no answers were read as text (${offsets.length} found). Write “\\{” and “\\}” for them.`;
  return [
    importMessage('markup/repaired', placeOf(reading, offsets[0] ?? 0), message, [
      escapeAt(reading, offsets),
    ]),
  ];
}

function bracesIn(text: string, from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === '{' || text.charAt(at) === '}') found.push(at);
  }
  return found;
}

function unclosed(reading: Reading): ImportMessage {
  const open = reading.text.text.search(/(?<!\\)\{/);
  const end = reading.text.placeOf(reading.text.text.trimEnd().length);
  const edit = { line: end.line, column: end.column, endLine: end.line, endColumn: end.column, text: '\n}' };
  const message = 'The brace that opens here is never closed. Expected “}” behind the last answer.';
  return importMessage('markup/broken', placeOf(reading, open), message, [
    { label: 'Close it behind the last answer', edits: [edit] },
  ]);
}
