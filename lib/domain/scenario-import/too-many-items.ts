import type { Segment } from './cut-segments';
import { countLines, type LineKind } from './line-kind';
import { importMessage } from './message';
import type { ParsedPost } from './parsed-post';
import type { ReadLines } from './read-lines';

/** What one import takes; a post has some twenty. */
export const MAX_ITEMS = 20_000;

export const tooManyItems = (found: number): string =>
  `The source holds ${found} questions; ${MAX_ITEMS} are the most at a time. Split it and import the parts one after the other.`;

/** The report of a post that is not read any further, with the line to split it at; null for one that is. */
export function reportTooMany({ lines, blank }: ReadLines, segments: readonly Segment[]): ParsedPost | null {
  const items = segments.filter(({ type }) => type === 'item');
  const first = items[MAX_ITEMS];
  if (first === undefined) return null;
  const place = { line: lines[first.from]?.number ?? 1 };
  const lineKinds = blank.map((isBlank): LineKind => (isBlank ? 'blank' : 'unrecognised'));
  return {
    stimuli: [],
    items: [],
    lines: countLines(lineKinds),
    lineKinds,
    messages: [importMessage('post/too-many-items', place, tooManyItems(items.length))],
  };
}
