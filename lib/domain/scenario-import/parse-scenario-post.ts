import { type AssembledItem, assembleItem } from './assemble-item';
import { bindStimuli, type HeadedStimulus } from './bind-stimuli';
import { checkItem } from './check-item';
import { checkPost } from './check-post';
import { claim, explainRest, type Ledger, openLedger, refuse, takeText } from './ledger';
import { countLines } from './line-kind';
import { type ImportMessage, importMessage, quote } from './message';
import { isPageMark, isSiteNoise } from './noise';
import { readOptionLine } from './option-line';
import type { ParsedItem, ParsedPost, ParsedStimulus } from './parsed-post';
import { type ReadLine, type ReadLines, readLines } from './read-lines';
import { splitLines } from './source-lines';

/**
 * Reads a scenario post: shared backgrounds, questions with lettered options, keys and rationales. Pure, total (any
 * string gives a report) and linear in the length of the source. What isn't understood is reported at its line.
 */
export function parseScenarioPost(source: string): ParsedPost {
  return parseReadLines(readLines(splitLines(source)));
}

/** See parseScenarioPost. Apart so that a test can count how often lines are looked at. */
export function parseReadLines(read: ReadLines): ParsedPost {
  const ledger = openLedger(read.lines, read.messages);
  const segments = cutSegments(read.lines);
  const preamble = bookPreamble(ledger, segments);
  const stimuli: (HeadedStimulus & ParsedStimulus)[] = [];
  const assembled: AssembledItem[] = [];
  for (const segment of segments) {
    if (segment.type === 'stimulus') stimuli.push(takeStimulus(ledger, segment));
    else if (segment.type === 'item') {
      assembled.push(
        assembleItem(ledger, { ...segment, index: assembled.length }, (text) => preamble.has(text.trim())),
      );
    }
  }
  const binding = bindStimuli(stimuli, new Set(assembled.map((item) => item.number)));
  explainRest(ledger);
  const messages = [
    ...ledger.messages,
    ...binding.messages,
    ...assembled.flatMap(checkItem),
    ...checkPost(assembled),
  ].sort((one, other) => one.line - other.line || one.column - other.column);
  return {
    stimuli: stimuli.map(({ text, firstLine, lastLine }) => ({ text, firstLine, lastLine })),
    items: finishItems(assembled, binding.byNumber, messages),
    lines: countLines(ledger.kinds),
    lineKinds: ledger.kinds,
    messages,
  };
}

interface Segment {
  readonly type: 'preamble' | 'stimulus' | 'item';
  readonly from: number;
  readonly to: number;
}

/** A question head or a stimulus heading begins a new segment; what stands above the first one is the preamble. */
function cutSegments(lines: readonly ReadLine[]): readonly Segment[] {
  const segments: Segment[] = [];
  let type: Segment['type'] = 'preamble';
  let from = 0;
  for (const [index, line] of lines.entries()) {
    if (line.shape.type !== 'head' && line.shape.type !== 'stimulus') continue;
    if (index > from) segments.push({ type, from, to: index });
    type = line.shape.type === 'head' ? 'item' : 'stimulus';
    from = index;
  }
  if (lines.length > from) segments.push({ type, from, to: lines.length });
  return segments;
}

/**
 * Titles and what the site prints above a post are noise; a part of a question there has lost its head. Gives the texts of
 * the preamble, because posts repeat their title further down.
 */
function bookPreamble(ledger: Ledger, segments: readonly Segment[]): ReadonlySet<string> {
  const texts = new Set<string>();
  if (!segments.some((segment) => segment.type === 'item')) {
    const message =
      'No question was found. Expected heads such as “Question 1: Title” or “Q1.”, options such as “A Text” and a key such as “Answer: A”.';
    ledger.messages.push(importMessage('post/no-items', { line: 1 }, message));
    return texts;
  }
  const preamble = segments[0];
  if (preamble?.type !== 'preamble') return texts;
  for (let index = preamble.from; index < preamble.to; index += 1) {
    const line = ledger.lines[index];
    if (line === undefined) continue;
    const { type } = line.shape;
    if (type === 'key' || type === 'rationales' || readOptionLine(line.text)?.style === 'marked') {
      const message = `${quote(line.text)} looks like part of a question, but no question head stands above it. Add one such as “Question 1: Title”.`;
      refuse(ledger, index, { message });
    } else {
      claim(ledger, index, 'noise');
      if (type === 'text') texts.add(line.text.trim());
    }
  }
  return texts;
}

function takeStimulus(ledger: Ledger, segment: Segment): HeadedStimulus & ParsedStimulus {
  const first = ledger.lines[segment.from];
  const heading =
    first?.shape.type === 'stimulus' ? first.shape.heading : { first: 0, last: 0, rest: '', reversed: false };
  claim(ledger, segment.from, 'stimulus');
  const body = takeText(
    ledger,
    { from: segment.from + 1, to: segment.to },
    'stimulus',
    (text) => isPageMark(text) || isSiteNoise(text),
  );
  let last = segment.to - 1;
  while (last > segment.from && ledger.kinds[last] !== 'stimulus') last -= 1;
  const line = first?.number ?? segment.from + 1;
  const text = [heading.rest, body].filter((part) => part !== '').join('\n\n');
  return { heading, line, text, firstLine: line, lastLine: ledger.lines[last]?.number ?? line };
}

function finishItems(
  assembled: readonly AssembledItem[],
  stimulusByNumber: ReadonlyMap<number, number>,
  messages: readonly ImportMessage[],
): readonly ParsedItem[] {
  const blocked = new Set(
    messages.filter((message) => message.level === 'error').map((message) => message.item),
  );
  return assembled.map(({ index, number, title, stem, options, keys, firstLine, lastLine }) => ({
    number,
    sourceId: null,
    title,
    stimulus: stimulusByNumber.get(number) ?? null,
    stem,
    options,
    overallRationale: null,
    tags: [],
    fixedOrder: false,
    firstLine,
    lastLine,
    keyLine: keys[0]?.line ?? null,
    ready: !blocked.has(index),
  }));
}
