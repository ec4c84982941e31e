import { findOptions, type OptionSpan } from './find-options';
import { joinLines } from './fixes/edit';
import { readUnsupportedKind, type UnsupportedKind } from './item-kind';
import { type KeyValue, readKeyValue } from './key-value';
import { claim, isBracketedTag, type Ledger, refuse, takeText, trimLines } from './ledger';
import type { Head } from './line-shape';
import type { Meta } from './lines/meta-line';
import { quote } from './message';
import { isPageMark, isPrompt, isSiteNoise } from './noise';
import { boxNoteStart, takeBoxNote } from './options/box-note';
import { readVerdict } from './rationale-start';
import { splitExplanations } from './rationales/split-explanation';
import type { WrittenRationale } from './rationales/written-rationale';
import { readTail } from './read-tail';
import type { WrittenKey } from './tail-reading';
import { type OwnScenario, takeScenario } from './take-scenario';

/** An option with where it stands. */
export interface AssembledOption extends OptionSpan {
  /** With all its lines. */
  readonly body: string;
  readonly line: number;
}

/** An item as its lines give it, before it is checked and joined to its stimulus. */
export interface AssembledItem {
  readonly index: number;
  readonly number: number;
  readonly head: Head;
  readonly sourceId: string | null;
  readonly title: string | null;
  readonly stem: string;
  /** A background between the head and the stem, for this item alone. */
  readonly scenario: OwnScenario | null;
  readonly options: readonly AssembledOption[];
  /** Upper case labels; null when nothing states a key that can be read. */
  readonly key: readonly string[] | null;
  /** Key lines, in order. */
  readonly keys: readonly WrittenKey[];
  /** How the first key line reads; null when it can't be read or there is none. */
  readonly keyValue: KeyValue | null;
  /** Labels that marks at the options name: boxes, stars, "(Correct)". */
  readonly marked: readonly string[];
  readonly rationales: readonly WrittenRationale[];
  readonly isByOrder: boolean;
  readonly meta: readonly Meta[];
  readonly unsupported: UnsupportedKind | null;
  readonly from: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface ItemRange {
  /** Line index of the head. */
  readonly from: number;
  readonly to: number;
  readonly index: number;
  /** Lines of a list of answers that are about this item. */
  readonly answer: { readonly from: number; readonly to: number } | null;
}

const NO_HEAD: Head = { number: 0, sourceId: null, rest: '', restIsStem: false, missing: null };

/** Reads one item, head to last rationale, and books its lines. `isRepeatedPreamble` knows titles that a post repeats. */
export function assembleItem(
  ledger: Ledger,
  range: ItemRange,
  isRepeatedPreamble: (text: string) => boolean,
): AssembledItem {
  const messagesBefore = ledger.messages.length;
  const line = ledger.lines[range.from];
  const head: Head = line?.shape.type === 'head' ? line.shape : NO_HEAD;
  claim(ledger, range.from, 'item');
  const meta: Meta[] = [];
  const bodyFrom = takeMeta(ledger, range.from + 1, range.to, meta);
  const bodyEnd = findBodyEnd(ledger, bodyFrom, range.to);
  const spans = findOptions(ledger.lines, bodyFrom, bodyEnd, head.rest);
  const stemEnd = spans[0]?.index ?? bodyEnd;
  const scenario = takeScenario(ledger, bodyFrom, stemEnd);
  const stemFrom = scenario?.end ?? bodyFrom;
  const body = takeText(ledger, { from: stemFrom, to: stemEnd }, 'item', isPageMark);
  const notes = spans.flatMap((span) => takeBoxNote(ledger, span));
  const options = spans.map((span) => takeOption(ledger, span));
  const labels = [...new Set(spans.map((span) => span.label.toUpperCase()))];
  const item = {
    index: range.index,
    number: head.number,
    labels,
    options: options.map(({ label, body: text }) => ({ label, text })),
  };
  const optionsEnd = spans.at(-1)?.end ?? bodyEnd;
  // Boxes state the key themselves, so that nothing but an explanation can follow them.
  const isBoxed = spans.some(({ mark }) => mark?.kind === 'box');
  if (!isBoxed) takeBetween(ledger, { from: optionsEnd, to: bodyEnd }, item, meta);
  const tailRange = { from: isBoxed ? optionsEnd : bodyEnd, to: range.to, inSection: isBoxed };
  const tail = readTail(ledger, tailRange, item, isRepeatedPreamble);
  const listed =
    range.answer === null
      ? null
      : readTail(ledger, { ...range.answer, inSection: false }, item, isRepeatedPreamble);
  const keys = [...tail.keys, ...(listed?.keys ?? [])];
  const written = [...notes, ...tail.rationales, ...(listed?.rationales ?? [])];
  const keyValue = keys[0] === undefined ? null : readKeyValue(keys[0].value, item.options);
  const marked = readMarks(options, keys.length > 0);
  const { rationales, isByOrder } = splitExplanations(withReason(ledger, written, keys[0], keyValue), labels);
  const [title, stem] = splitTitle(ledger, range.from, head, body);
  for (const tags of bracketedTags(ledger, bodyFrom, bodyEnd)) meta.push(tags);
  const unsupported = readUnsupportedKind({
    ...{ stem, optionLabels: labels, hasReadableKey: keyValue !== null },
    hasAnswerLine: spans.length === 1 && /^\W{0,6}A\s?:/.test(ledger.lines[stemEnd]?.text ?? ''),
    keys: keys.map(({ value }) => value),
  });
  if (unsupported !== null) claimAll(ledger, range, messagesBefore);
  return {
    index: range.index,
    number: head.number,
    head,
    sourceId: head.sourceId,
    title,
    stem,
    scenario,
    options,
    key: keys.length > 0 ? (keyValue?.labels ?? null) : marked.length > 0 ? marked : null,
    keys,
    keyValue,
    marked,
    rationales,
    isByOrder,
    meta: [...meta, ...tail.meta, ...(listed?.meta ?? [])],
    unsupported,
    from: range.from,
    firstLine: line?.number ?? range.from + 1,
    lastLine: lastLineOf(ledger, range),
  };
}

/** What a source says about an item stands directly below the head; further down it is text. */
function takeMeta(ledger: Ledger, from: number, to: number, meta: Meta[]): number {
  let after = from;
  for (let index = from; index < to; index += 1) {
    const line = ledger.lines[index];
    if (line === undefined || line.code) break;
    const { type } = line.shape;
    if (type !== 'meta' && type !== 'head-part' && type !== 'blank') break;
    claim(ledger, index, 'item');
    if (line.shape.type === 'meta') meta.push(line.shape.meta);
    if (type !== 'blank') after = index + 1;
  }
  return after;
}

function bracketedTags(ledger: Ledger, from: number, to: number): readonly Meta[] {
  return ledger.lines
    .slice(from, to)
    .flatMap(({ shape }) => (shape.type === 'meta' && isBracketedTag(shape) ? [shape.meta] : []));
}

/** The stem and the options end where a key or a list of rationales begins; failing both, at the first verdict. */
function findBodyEnd(ledger: Ledger, from: number, to: number): number {
  let verdict: number | null = null;
  for (let index = from; index < to; index += 1) {
    const line = ledger.lines[index];
    const type = line?.shape.type;
    if (type === 'key' || type === 'rationales') return index;
    if (type === 'key-caption' && index > from) return index;
    if (verdict === null && line?.code === false && readVerdict(line.text) !== null) verdict = index;
  }
  return verdict ?? to;
}

function takeOption(ledger: Ledger, span: OptionSpan): AssembledOption {
  claim(ledger, span.index, 'item');
  const to = boxNoteStart(ledger, span);
  const more = takeText(ledger, { from: span.index + 1, to }, 'item', isPageMark);
  const line = ledger.lines[span.index]?.number ?? span.index + 1;
  const body = more === '' ? span.text.trim() : trimLines([span.text, ...more.split('\n')]);
  const { label, labelAt, text, textAt, mark, index, end } = span;
  return { label, labelAt, text, textAt, mark, index, end, body, line };
}

/** Text between the last option and the key belongs to nothing, unless it says something about the item. */
function takeBetween(
  ledger: Ledger,
  range: { readonly from: number; readonly to: number },
  item: { readonly index: number; readonly number: number },
  meta: Meta[],
): void {
  for (let index = range.from; index < range.to; index += 1) {
    const line = ledger.lines[index];
    if (line === undefined) continue;
    const { shape } = line;
    const isNoise = isSiteNoise(line.text) || isPrompt(line.text);
    if (!line.code && (shape.type === 'rule' || shape.type === 'section' || isNoise))
      claim(ledger, index, 'noise');
    else if (shape.type === 'meta' || (shape.type === 'caption' && shape.rest === '')) {
      claim(ledger, index, 'item');
      if (shape.type === 'meta') meta.push(shape.meta);
    } else {
      refuse(ledger, index, () => ({
        item: item.index,
        message: `${quote(line.text)} stands between the options and the key of question ${item.number}. Join it to the last option by removing the blank line, or delete it.`,
        fixes: joinLines(ledger.lines, range.from - 1, index),
      }));
    }
  }
}

/** Bold print marks the key only where nothing else does, and never all options. */
function readMarks(options: readonly AssembledOption[], hasKeyLine: boolean): readonly string[] {
  const correct = options.filter(({ mark }) => mark?.isCorrect === true);
  const strong = correct.filter(({ mark }) => mark?.kind !== 'bold');
  const isWeak = strong.length === 0;
  const chosen = isWeak ? correct : strong;
  if (chosen.length === options.length || (isWeak && hasKeyLine)) return [];
  return [...new Set(chosen.map(({ label }) => label.toUpperCase()))];
}

/** "Answer: B, because ..." begins an explanation. */
function withReason(
  ledger: Ledger,
  rationales: readonly WrittenRationale[],
  key: WrittenKey | undefined,
  value: KeyValue | null,
): readonly WrittenRationale[] {
  if (key === undefined || value === null || value.reason === '') return rationales;
  const line = ledger.lines[key.index]?.number ?? key.line;
  const first = rationales[0];
  const follows = first !== undefined && first.labels.length === 0;
  const reason = {
    labels: [],
    line,
    index: key.index,
    lines: [value.reason, ...(follows ? ['', ...first.lines] : [])],
  };
  return [reason, ...(follows ? rationales.slice(1) : rationales)];
}

/** The rest of a head is a title, or the beginning of the stem where only that makes sense. */
function splitTitle(
  ledger: Ledger,
  from: number,
  head: Head,
  body: string,
): readonly [string | null, string] {
  const { rest, restIsStem } = head;
  if (rest === '') return [null, body];
  if (body === '') return [null, rest];
  const isAdjacent = ledger.lines[from + 1]?.shape.type === 'text';
  const goesOn = isAdjacent && /[.?!:,;]["”’)*_]{0,3}$/.test(rest.slice(-8));
  if (!restIsStem && !goesOn && !asksAbout(rest, body) && rest.length <= 140) return [rest, body];
  return [null, `${rest}${isAdjacent ? '\n' : '\n\n'}${body}`];
}

const CODE_BLOCK = /^ {0,3}```[\s\S]*?(?:^ {0,3}```|(?![\s\S]))/gm;

/** "What does this print?" above code is the question, and no title of one: nothing below it asks anything. */
function asksAbout(rest: string, body: string): boolean {
  return /\?["”’)*_]{0,3}$/.test(rest.slice(-8)) && !body.replaceAll(CODE_BLOCK, '').includes('?');
}

/** What can't be imported is named as a whole: its lines are parts of it, and nothing else is said about them. */
function claimAll(ledger: Ledger, range: ItemRange, messagesBefore: number): void {
  ledger.messages.length = messagesBefore;
  for (const part of [range, range.answer]) {
    for (let index = part?.from ?? 0; index < (part?.to ?? 0); index += 1) {
      ledger.refusals.delete(index);
      if (ledger.kinds[index] === 'unrecognised') claim(ledger, index, 'item');
    }
  }
}

function lastLineOf(ledger: Ledger, range: ItemRange): number {
  let last = range.to - 1;
  while (last > range.from && ledger.kinds[last] !== 'item') last -= 1;
  return ledger.lines[last]?.number ?? last + 1;
}
