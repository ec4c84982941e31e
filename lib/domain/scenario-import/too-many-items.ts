import { countLines, type LineKind } from './line-kind';
import { importMessage } from './message';
import type { ParsedPost } from './parsed-post';

/** What one import takes; a post has some twenty. */
export const MAX_ITEMS = 20_000;

export const tooManyItems = (found: number): string =>
  `The source holds ${found} questions; ${MAX_ITEMS} are the most at a time. Split it and import the parts one after the other.`;

interface Counted {
  readonly found: number;
  /** Line of the first question that is too much. */
  readonly line: number;
  /** One per line of the source. */
  readonly blank: readonly boolean[];
}

/** The report of a source that isn't read any further. */
export function reportTooMany({ found, line, blank }: Counted): ParsedPost {
  const lineKinds = blank.map((isBlank): LineKind => (isBlank ? 'blank' : 'unrecognised'));
  return {
    stimuli: [],
    items: [],
    lines: countLines(lineKinds),
    lineKinds,
    messages: [importMessage('post/too-many-items', { line }, tooManyItems(found))],
  };
}
