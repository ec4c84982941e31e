import type { LineShape } from '../line-shape';
import { type ImportMessage, importMessage } from '../message';
import type { ReadLine } from '../read-line';
import { chooseStyle } from './choose-style';
import { findStarts, type Start } from './find-starts';
import type { HeadCandidate } from './head-styles';
import { findOptionPlaces } from './option-places';
import { settleStimuli } from './settle-stimuli';
import { writeHead } from './write-head';

/**
 * Decides which lines are heads and gives them that shape; what only looked like a head becomes text. Questions that have
 * none get one where their stem begins: silently if no question of the post has a head, otherwise to be added by the author.
 */
export function settleHeads(lines: ReadLine[], messages: ImportMessage[]): void {
  const places = findOptionPlaces(lines);
  const pairs = new Set(places.starts);
  const { style, heads } = chooseStyle(lines, places);
  const isHead = new Set(heads.map(({ index }) => index));
  for (const [index, line] of lines.entries()) {
    if (line.shape.type === 'head' && !isHead.has(index)) reshape(lines, index, { type: 'text' });
  }
  settleStimuli(lines, isHead, pairs);
  if (style === 'none') {
    markUnheaded(lines, pairs);
    return;
  }
  const missing = findMissing(lines, heads, pairs);
  const numbers = giveNumbers(lines, heads, messages);
  for (const [at, { index, sourceId, rest, restIsStem }] of heads.entries()) {
    const number = numbers[at] ?? at + 1;
    reshape(lines, index, { type: 'head', number, sourceId, rest, restIsStem, missing: null });
  }
  const taken = new Set(numbers);
  let highest = Math.max(0, ...numbers.slice(0, 1));
  for (const number of numbers) highest = Math.max(highest, number);
  for (const { index, previous } of missing) {
    const next = (numbers[previous] ?? 0) + 1;
    const number = taken.has(next) ? highest + 1 : next;
    taken.add(number);
    highest = Math.max(highest, number);
    markHeadless(lines, index, number, writeHead(style, number, heads));
  }
  joinIds(lines, heads);
}

function reshape(lines: ReadLine[], index: number, shape: LineShape): void {
  const line = lines[index];
  if (line !== undefined) lines[index] = { ...line, shape };
}

function markHeadless(lines: ReadLine[], index: number, number: number, missing: string | null): void {
  const rest = lines[index]?.text.trim() ?? '';
  reshape(lines, index, { type: 'head', number, sourceId: null, rest, restIsStem: true, missing });
}

function markUnheaded(lines: ReadLine[], pairs: ReadonlySet<number>): void {
  const starts = findStarts(lines, { from: 0, to: lines.length, hasHead: false }, pairs);
  const hasKeys = starts.some(({ hasKey }) => hasKey);
  const sure = starts.filter(({ isDoubtful, hasKey }) => hasKey || !isDoubtful || !hasKeys);
  for (const [at, { index }] of sure.entries()) markHeadless(lines, index, at + 1, null);
}

interface Missing {
  readonly index: number;
  /** The head above it in the order of heads, -1 above the first. */
  readonly previous: number;
}

/** Questions between two heads that have options and a key of their own. */
function findMissing(
  lines: readonly ReadLine[],
  heads: readonly HeadCandidate[],
  pairs: ReadonlySet<number>,
): readonly Missing[] {
  const missing: Missing[] = [];
  for (let previous = -1; previous < heads.length; previous += 1) {
    const head = heads[previous];
    const from = head === undefined ? 0 : head.index + 1;
    const to = heads[previous + 1]?.index ?? lines.length;
    const starts: readonly Start[] = findStarts(lines, { from, to, hasHead: head !== undefined }, pairs);
    for (const [at, { index, isBoxed, hasKey }] of starts.entries()) {
      if (at === 0 && head !== undefined) continue;
      const above = starts[at - 1];
      // Lettered lines above the options of a question without a key of their own are a list in its stem; so are boxes above letters.
      const isOwn = isBoxed ? above?.hasKey : above?.hasKeyLine;
      if (hasKey && (at === 0 || isOwn === true)) missing.push({ index, previous });
    }
  }
  return missing;
}

/** Heads without a number count on; where every head says "1.", lists were numbered by a tool and are counted here. */
function giveNumbers(
  lines: readonly ReadLine[],
  heads: readonly HeadCandidate[],
  messages: ImportMessage[],
): readonly number[] {
  const first = heads[0];
  if (heads.length > 1 && first?.number != null && heads.every(({ number }) => number === first.number)) {
    const message = `Every question is numbered ${first.number}. They were counted from 1 to ${heads.length} in the order of the post.`;
    messages.push(importMessage('item/renumbered', { line: lines[first.index]?.number ?? 1 }, message));
    return heads.map((_, at) => at + 1);
  }
  let previous = 0;
  return heads.map(({ number }) => {
    previous = number ?? previous + 1;
    return previous;
  });
}

/** An id above the head of its question belongs to that question; whether ids stand above or below shows at the first one. */
function joinIds(lines: ReadLine[], heads: readonly HeadCandidate[]): void {
  const firstId = lines.findIndex(({ shape }) => shape.type === 'meta' && shape.meta.field === 'id');
  if (firstId === -1 || firstId > (heads[0]?.index ?? -1)) return;
  let id: { readonly index: number; readonly value: string } | null = null;
  for (const [index, { shape }] of lines.entries()) {
    if (shape.type === 'meta' && shape.meta.field === 'id') id = { index, value: shape.meta.value };
    else if (shape.type === 'head' && id !== null) {
      reshape(lines, id.index, { ...shape, sourceId: id.value });
      reshape(lines, index, { type: 'head-part' });
      id = null;
    } else if (shape.type !== 'blank' && shape.type !== 'meta') id = null;
  }
}
