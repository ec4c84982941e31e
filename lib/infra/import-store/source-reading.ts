import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { type IncomingItem, readIncoming } from '@/lib/domain/scenario-import/incoming-item';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import type { ParsedPost } from '@/lib/domain/scenario-import/parsed-post';
import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import type { RichText } from '@/lib/domain/text/rich-text';
import { sha256 } from './stored-item';

/** A source, read and ready to be compared with a bank. */
export interface SourceReading {
  readonly format: SourceFormat;
  readonly confidence: number;
  /** What lines and columns count in. */
  readonly text: string;
  readonly post: ParsedPost;
  /** One per item of the post. */
  readonly incoming: readonly IncomingItem[];
  /** One per stimulus of the post. */
  readonly bodies: readonly RichText[];
}

/** How many items are prepared before other requests get their turn: some 20 ms. */
const SLICE = 200;

/** Prepares what a reader gave; thousands of items don't keep the process from everybody else. */
export async function prepare(given: Omit<SourceReading, 'incoming' | 'bodies'>): Promise<SourceReading> {
  const incoming: IncomingItem[] = [];
  for (const [index, item] of given.post.items.entries()) {
    if (index % SLICE === SLICE - 1) await setImmediate();
    incoming.push(readIncoming(item, sha256));
  }
  return { ...given, incoming, bodies: given.post.stimuli.map(({ text }) => parseRichText(text)) };
}

export const readPost = (text: string): Promise<SourceReading> =>
  prepare({ format: 'scenario-post', confidence: 1, text, post: parseScenarioPost(text) });
