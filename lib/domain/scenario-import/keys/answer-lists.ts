import type { Segment } from '../cut-segments';
import { deleteLines, fix } from '../fixes/edit';
import { claim, type Ledger } from '../ledger';
import { importMessage } from '../message';

interface Entry {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

export interface AnswerLists {
  /** The next entry for this number that no question has taken, or null. */
  readonly take: (number: number) => { readonly from: number; readonly to: number } | null;
  /** Last number of the lists, null when there is none. */
  readonly last: number | null;
  /** Says which entries are left over. */
  readonly refuseRest: (ledger: Ledger) => void;
}

/** Reads the lists of answers of a post: entries go to the questions with their numbers, in the order of both. */
export function readAnswerLists(ledger: Ledger, segments: readonly Segment[]): AnswerLists {
  const byNumber = new Map<number, { readonly entries: Entry[]; next: number }>();
  let last: number | null = null;
  for (const segment of segments) {
    if (segment.type !== 'answers') continue;
    for (const entry of readEntries(ledger, segment)) {
      const known = byNumber.get(entry.number);
      if (known === undefined) byNumber.set(entry.number, { entries: [entry], next: 0 });
      else known.entries.push(entry);
      last = Math.max(last ?? 0, entry.number);
    }
  }
  return {
    last,
    take: (number) => {
      const known = byNumber.get(number);
      const entry = known?.entries[known.next];
      if (known === undefined || entry === undefined) return null;
      known.next += 1;
      return { from: entry.from, to: entry.to };
    },
    refuseRest: (into) => {
      for (const { entries, next } of byNumber.values()) {
        for (const entry of entries.slice(next)) refuseEntry(into, entry);
      }
    },
  };
}

function readEntries(ledger: Ledger, segment: Segment): readonly Entry[] {
  const entries: Entry[] = [];
  for (let index = segment.from; index < segment.to; index += 1) {
    const { shape, text } = ledger.lines[index] ?? { shape: { type: 'blank' }, text: '' };
    if (shape.type === 'answer') {
      const previous = entries.at(-1);
      if (previous !== undefined) entries[entries.length - 1] = { ...previous, to: index };
      entries.push({ number: shape.number, from: index, to: segment.to });
    } else if (shape.type === 'answers' || /^\s{0,3}\|[\s|:A-Za-z#-]{0,200}$/.test(text))
      claim(ledger, index, 'noise');
    else if (entries.length === 0 && shape.type !== 'text') claim(ledger, index, 'noise');
  }
  return entries;
}

function refuseEntry(ledger: Ledger, entry: Entry): void {
  const line = ledger.lines[entry.from]?.number ?? 1;
  claim(ledger, entry.from, 'item');
  const message = `The list of answers has a key for question ${entry.number}, which this post doesn't hold. Correct the number or delete the line.`;
  ledger.messages.push(
    importMessage('key/unknown-item', { line }, message, [fix('Delete the line', deleteLines(line, line))]),
  );
}
