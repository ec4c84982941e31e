import { isLettersOnly } from '../key-line';
import { isSiteNoise } from '../noise';
import { readVerdict } from '../rationale-start';
import type { ReadLine } from '../read-line';

/** What the lines so far have led to. */
type Phase = 'stem' | 'options' | 'tail';

interface Search {
  readonly lines: readonly ReadLine[];
  readonly pairs: ReadonlySet<number>;
  phase: Phase;
  /** How the options of the question are written, and the label of the latest one. */
  run: 'marked' | 'bare' | 'number';
  label: string;
  /** Lines at which paragraphs begin that no part of a question has claimed. */
  blocks: number[];
  /** An explanation without letters, or a shared text, is open: only the last paragraph can be a stem. */
  isOpen: boolean;
  /** The line above is part of a rationale, which goes on up to a blank line. */
  goesOn: boolean;
  afterBlank: boolean;
  found: number;
}

/** A question found by its options. */
export interface Start {
  /** Line at which its stem begins. */
  readonly index: number;
  /** It stands in an explanation that might go on: a list there can look like options. */
  readonly isDoubtful: boolean;
  /** Its options have boxes. */
  readonly isBoxed: boolean;
  /** A key follows before the next question: a line that says so, or a checked box. */
  hasKey: boolean;
  hasKeyLine: boolean;
}

/**
 * Finds questions by their options alone, in lines [from, to). Options with free text above them are a question; lettered
 * lines directly below a key or an explanation are rationales. `pairs` holds the indexes at which options begin (see
 * findOptionPlaces). Below a head the first question is that of the head.
 */
export function findStarts(
  lines: readonly ReadLine[],
  { from, to, hasHead }: { readonly from: number; readonly to: number; readonly hasHead: boolean },
  pairs: ReadonlySet<number>,
): readonly Start[] {
  const starts: Start[] = [];
  const search: Search = {
    ...{
      lines,
      pairs,
      phase: 'stem',
      run: 'marked',
      label: '',
      isOpen: false,
      goesOn: false,
      afterBlank: true,
      found: 0,
    },
    blocks: hasHead ? [from - 1] : [],
  };
  for (let index = from; index < to; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const isBlank = line.shape.type === 'blank';
    const start = isBlank ? null : readLine(search, line, index);
    if (start !== null) starts.push(start);
    const last = starts.at(-1);
    if (last !== undefined) noteKey(last, line);
    search.afterBlank = isBlank && !line.code;
    if (search.afterBlank) search.goesOn = false;
  }
  return starts;
}

const CHECKED = /^\s{0,12}(?:[-*+]|\d{1,2}[.)])\s{0,4}\[\s{0,3}[xX✓✔]\s{0,3}\]\s/;
const BOX = /^\s{0,12}(?:[-*+]|\d{1,2}[.)])\s{0,4}\[/;

function noteKey(start: Start, { shape, code, text }: ReadLine): void {
  if (shape.type === 'key') start.hasKeyLine = true;
  const isChecked = shape.type === 'text' && !code && CHECKED.test(text.slice(0, 40));
  if (start.hasKeyLine || isChecked) start.hasKey = true;
}

function readLine(search: Search, line: ReadLine, index: number): Start | null {
  const { type } = line.shape;
  if (line.code) readText(search, index, true);
  else if (type === 'rule' || type === 'section') {
    if (search.phase !== 'stem') enterTail(search, false);
  } else if (type === 'stimulus' || type === 'scenario') {
    enterTail(search, true);
    search.goesOn = true;
  } else if (type === 'text' || type === 'head') return readFreeLine(search, line, index);
  else if (type !== 'meta' && type !== 'caption') {
    enterTail(search, type === 'rationales');
    search.goesOn = type === 'rationales';
  }
  return null;
}

function readFreeLine(search: Search, line: ReadLine, index: number): Start | null {
  const { option } = line;
  if (search.phase === 'options' && isFurtherOption(search, line)) return null;
  if (search.pairs.has(index) && search.blocks.length > 0) {
    search.run = option?.style ?? (isNumbered(line) ? 'number' : 'marked');
    search.label = option?.label ?? '';
    return begin(search, BOX.test(line.text));
  }
  if (isSiteNoise(line.text)) return null;
  // The letters of a key may stand below the line that announces it; no stem consists of letters alone.
  if (search.phase === 'tail' && (isLettersOnly(line.text) || /^[\s\d,;&]{1,20}$/.test(line.text)))
    return null;
  if (search.phase === 'tail' && isRationale(line)) {
    enterTail(search, false);
    search.goesOn = true;
  } else readText(search, index, false);
  return null;
}

function isNumbered(line: ReadLine): boolean {
  return /^\s{0,12}\(?\d{1,2}[.)]\s/.test(line.text);
}

/** Below a blank line a bare capital is an option only if it is the next one: "B trees ..." may begin another stem. */
function isFurtherOption(search: Search, line: ReadLine): boolean {
  const { option } = line;
  if (option === null) return search.run === 'number' ? isNumbered(line) : BOX.test(line.text);
  const isNext = option.label > search.label || !search.afterBlank;
  if (option.style === 'bare' && (search.run !== 'bare' || !isNext)) return false;
  search.label = option.label;
  return true;
}

const ABOUT_OPTION =
  /^\s{0,12}(?:[-*+>]\s{1,3})?[*_]{0,3}(?:Options?|Choices?|Answers?)\s{1,3}\(?(?:[A-J]|\d{1,2})\)?(?!\w)/;

function isRationale({ text, option }: ReadLine): boolean {
  return option?.style === 'marked' || ABOUT_OPTION.test(text) || readVerdict(text) !== null;
}

function enterTail(search: Search, isOpen: boolean): void {
  Object.assign(search, { phase: 'tail', blocks: [], isOpen, goesOn: false });
}

function begin(search: Search, isBoxed: boolean): Start | null {
  const [first, ...others] = search.blocks;
  const isTitled = search.found === 0 && others.length > 0 && isTitle(search.lines[first ?? -1]?.text ?? '');
  const isDoubtful = search.isOpen;
  const index = isDoubtful ? search.blocks.at(-1) : isTitled ? others[0] : first;
  Object.assign(search, { phase: 'options', blocks: [], isOpen: false, found: search.found + 1 });
  return index === undefined ? null : { index, isDoubtful, isBoxed, hasKey: false, hasKeyLine: false };
}

/** A short line above the first question that doesn't end like a sentence. */
function isTitle(text: string): boolean {
  return text.length < 100 && !/[.?!:,;]["”’)*_]{0,3}\s{0,4}$/.test(text.slice(-10));
}

function readText(search: Search, index: number, isCode: boolean): void {
  if (search.phase === 'options') {
    if (!search.afterBlank || isCode) return;
    search.phase = 'tail';
  }
  if (search.goesOn && !search.afterBlank) return;
  const isFirst = search.blocks.length === 0;
  if (isFirst || (search.afterBlank && !isCode)) search.blocks.push(index);
}
