import { type AssembledItem, assembleItem } from './assemble-item';
import { bindStimuli, type HeadedStimulus } from './bind-stimuli';
import { checkPost } from './check-post';
import { checkItem } from './checks/check-item';
import { cutSegments, type Segment } from './cut-segments';
import { finishItem } from './finish-item';
import { type AnswerLists, readAnswerLists } from './keys/answer-lists';
import { checkLeakedContent } from './leaked-content';
import {
  claim,
  explainRest,
  kindsOfSource,
  type Ledger,
  openLedger,
  refusalMessages,
  refuse,
  takeText,
} from './ledger';
import { countLines } from './line-kind';
import { readTags } from './lines/meta-line';
import { importMessage, quote } from './message';
import { isPageMark, isSiteNoise } from './noise';
import type { ParsedItem, ParsedPost, ParsedStimulus } from './parsed-post';
import { type ReadLines, readLines } from './read-lines';
import { splitLines } from './source-lines';
import { MAX_ITEMS, reportTooMany } from './too-many-items';

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
  const questions = segments.filter(({ type }) => type === 'item');
  const extra = questions[MAX_ITEMS];
  if (extra !== undefined) {
    const line = read.lines[extra.from]?.number ?? 1;
    return reportTooMany({ found: questions.length, line, blank: read.blank });
  }
  const preamble = bookPreamble(ledger, segments);
  const answers = readAnswerLists(ledger, segments);
  const taken = takeSegments(ledger, segments, preamble.texts, answers);
  const { assembled } = taken;
  const binding = bindStimuli(taken.stimuli, assembled);
  answers.refuseRest(ledger);
  explainRest(ledger);
  const { stimuli, items } = finish(taken, binding.byItem, preamble.tags);
  const compared = items.flatMap((item, index) =>
    assembled[index]?.unsupported === null ? [{ ...item, index }] : [],
  );
  const messages = [
    ...ledger.messages,
    ...refusalMessages(ledger),
    ...binding.messages,
    ...checkLeakedContent(read.lines.filter(({ start }) => start === 0)),
    ...assembled.flatMap((item) => checkItem(ledger.lines, item, answers.last)),
    ...checkPost(compared),
  ].sort((one, other) => one.line - other.line || one.column - other.column);
  const kinds = kindsOfSource(ledger, read.blank);
  const blocked = new Set(messages.filter(({ level }) => level === 'error').map(({ item }) => item));
  return {
    stimuli,
    items: items.map((item, index) => ({ ...item, ready: !blocked.has(index) })),
    lines: countLines(kinds),
    lineKinds: kinds,
    messages,
  };
}

interface Taken {
  readonly stimuli: readonly TakenStimulus[];
  readonly assembled: readonly AssembledItem[];
}

type TakenStimulus = HeadedStimulus & ParsedStimulus;

function takeSegments(
  ledger: Ledger,
  segments: readonly Segment[],
  preamble: ReadonlySet<string>,
  answers: AnswerLists,
): Taken {
  const stimuli: TakenStimulus[] = [];
  const assembled: AssembledItem[] = [];
  for (const segment of segments) {
    if (segment.type === 'stimulus') stimuli.push(takeStimulus(ledger, segment));
    else if (segment.type === 'item') {
      const { shape } = ledger.lines[segment.from] ?? { shape: { type: 'blank' } };
      const answer = shape.type === 'head' ? answers.take(shape.number) : null;
      const range = { ...segment, index: assembled.length, answer };
      assembled.push(assembleItem(ledger, range, (text) => preamble.has(text.trim())));
    }
  }
  return { stimuli, assembled };
}

interface Preamble {
  /** Its lines, because posts repeat their title further down. */
  readonly texts: ReadonlySet<string>;
  /** Names of topics that count for the whole source. */
  readonly tags: readonly string[];
}

/** Titles and what the site prints above a post are noise; a part of a question there has lost its head. */
function bookPreamble(ledger: Ledger, segments: readonly Segment[]): Preamble {
  const texts = new Set<string>();
  const tags: string[] = [];
  if (!segments.some((segment) => segment.type === 'item')) {
    const message =
      'No question was found. Expected heads such as “Question 1: Title” or “Q1.”, options such as “A Text” and a key such as “Answer: A”.';
    ledger.messages.push(importMessage('post/no-items', { line: 1 }, message));
    return { texts, tags };
  }
  const preamble = segments[0];
  if (preamble?.type !== 'preamble') return { texts, tags };
  for (let index = preamble.from; index < preamble.to; index += 1) {
    const line = ledger.lines[index];
    if (line === undefined) continue;
    const { shape } = line;
    const isPart = shape.type === 'key' || shape.type === 'rationales' || line.option?.style === 'marked';
    if (isPart && !line.code) {
      refuse(ledger, index, () => ({
        message: `${quote(line.text)} looks like part of a question, but no question head stands above it. Add one such as “Question 1: Title”.`,
      }));
      continue;
    }
    claim(ledger, index, 'noise');
    if (shape.type === 'text' || shape.type === 'section') texts.add(line.text.trim());
    if (shape.type === 'meta' && shape.meta.field === 'tags')
      for (const tag of shape.meta.values) tags.push(tag);
    tags.push(...listedTags(ledger, index));
  }
  return { texts, tags };
}

/** "tags:" with a list below it, as a front matter has it. */
function listedTags(ledger: Ledger, index: number): readonly string[] {
  const entry = /^\s{0,8}-\s{1,4}(\S.{0,100})$/.exec(ledger.lines[index]?.text.slice(0, 120) ?? '')?.[1];
  if (entry === undefined) return [];
  let above = index - 1;
  while (above >= Math.max(0, index - 20) && /^\s{0,8}-\s/.test(ledger.lines[above]?.text ?? '')) above -= 1;
  return /^(?:tags|topics|domains|labels|keywords):\s{0,4}$/i.test(ledger.lines[above]?.text ?? '')
    ? readTags(entry)
    : [];
}

function takeStimulus(ledger: Ledger, segment: Segment): TakenStimulus {
  const piece = ledger.lines[segment.from] ?? {
    number: 1,
    text: '',
    start: 0,
    offsets: null,
    shape: { type: 'blank' },
  };
  const heading =
    piece.shape.type === 'stimulus'
      ? piece.shape.heading
      : { range: null, rest: '', serves: 'one' as const, wordsEnd: 0 };
  claim(ledger, segment.from, 'stimulus');
  const body = takeText(
    ledger,
    { from: segment.from + 1, to: segment.to },
    'stimulus',
    (text) => isPageMark(text) || isSiteNoise(text),
  );
  let last = segment.to - 1;
  while (last > segment.from && ledger.kinds[last] !== 'stimulus') last -= 1;
  const isAdjacent = ledger.lines[segment.from + 1]?.shape.type === 'text' && heading.range === null;
  const text = [heading.rest, body].filter((part) => part !== '').join(isAdjacent ? '\n' : '\n\n');
  return {
    ...{ heading, piece, from: segment.from, text },
    firstLine: piece.number,
    lastLine: ledger.lines[last]?.number ?? piece.number,
  };
}

/** Backgrounds in the order of the source, those of single questions among them, and the items that point at them. */
function finish(
  { stimuli: headed, assembled }: Taken,
  byItem: readonly (number | null)[],
  tags: readonly string[],
): Pick<ParsedPost, 'stimuli' | 'items'> {
  const all: {
    readonly stimulus: ParsedStimulus;
    readonly headed: number | null;
    readonly item: number | null;
  }[] = [
    ...headed.map(({ text, firstLine, lastLine }, at) => ({
      stimulus: { text, firstLine, lastLine },
      headed: at,
      item: null,
    })),
    ...assembled.flatMap(({ scenario, index }) =>
      scenario === null
        ? []
        : [
            {
              stimulus: { text: scenario.text, firstLine: scenario.firstLine, lastLine: scenario.lastLine },
              headed: null,
              item: index,
            },
          ],
    ),
  ].sort((one, other) => one.stimulus.firstLine - other.stimulus.firstLine);
  const placeOfHeaded = new Map(all.map((entry, at) => [entry.headed, at]));
  const placeOfOwn = new Map(all.map((entry, at) => [entry.item, at]));
  const items = assembled.map((item): ParsedItem => {
    const shared = byItem[item.index] ?? null;
    const stimulus =
      item.scenario === null
        ? shared === null
          ? null
          : (placeOfHeaded.get(shared) ?? null)
        : (placeOfOwn.get(item.index) ?? null);
    return finishItem(item, { stimulus, tags });
  });
  return { stimuli: all.map(({ stimulus }) => stimulus), items };
}
