import { fix, replaceSpan } from '../fixes/edit';
import { refuse } from '../ledger';
import { importMessage, listInWords, type QuickFix, quote } from '../message';
import type { RationaleStart } from '../rationale-start';
import { lineNumber, type Reading, type TailItem } from '../tail-reading';

/** Refuses a rationale whose letters no option has. */
export function refuseUnknown(
  reading: Reading,
  index: number,
  {
    start,
    text,
    unknown,
  }: { readonly start: RationaleStart; readonly text: string; readonly unknown: readonly string[] },
): void {
  const why = () => ({
    code: 'rationale/unknown-option' as const,
    item: reading.item.index,
    message: `${quote(text)} explains ${listInWords(unknown)}, but ${ownLabels(reading.item)}. Correct the letter or add the option.`,
    fixes: start.labels.length === 1 ? relabel(reading, index, start, text) : [],
  });
  refuse(reading.ledger, index, why, true);
}

/** Gives the rationale to an option that has none. */
function relabel(reading: Reading, index: number, start: RationaleStart, text: string): readonly QuickFix[] {
  const line = reading.ledger.lines[index];
  if (line === undefined || !line.text.endsWith(text)) return [];
  const at = line.text.length - text.length + start.at;
  const explained = new Set(reading.rationales.flatMap(({ labels }) => labels));
  return reading.item.labels
    .filter((label) => !explained.has(label))
    .slice(0, 4)
    .map((label) =>
      fix(`Make it about ${label}`, replaceSpan(line, at, at + (start.labels[0]?.length ?? 1), label)),
    );
}

/** Some of the letters are options, some aren't. */
export function sayUnknown(reading: Reading, index: number, unknown: readonly string[]): void {
  reading.ledger.messages.push(
    importMessage(
      'rationale/unknown-option',
      { line: lineNumber(reading, index), item: reading.item.index },
      `This rationale also names ${listInWords(unknown)}, but ${ownLabels(reading.item)}. Correct the letters.`,
    ),
  );
}

function ownLabels(item: TailItem): string {
  if (item.labels.length === 0) return `question ${item.number} has no options`;
  return `question ${item.number} has the options ${listInWords(item.labels)}`;
}
