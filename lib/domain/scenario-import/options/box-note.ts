import type { OptionSpan } from '../find-options';
import { claim, type Ledger } from '../ledger';
import type { WrittenRationale } from '../rationales/written-rationale';

const QUOTE = /^\s{2,40}> ?/;
/** "> 5 minutes", ">= 3": text of the choice that goes on in the next line. */
const COMPARISON = /^\s{2,40}>(?:=|\s{0,2}[-+$€£]?\d)/;

/** Where the quote begins that ends the entry of a box, or where the entry ends. */
export function boxNoteStart({ lines }: Ledger, span: OptionSpan): number {
  if (span.mark?.kind !== 'box') return span.end;
  let start = span.end;
  for (let index = span.end - 1; index > span.index; index -= 1) {
    const line = lines[index];
    if (line?.shape.type === 'blank' && !line.code) continue;
    if (line === undefined || line.code || !QUOTE.test(line.text)) break;
    start = index;
  }
  return COMPARISON.test(lines[start]?.text ?? '') ? span.end : start;
}

/** A quote within the entry of a box comments on the choice, and often gives the key away. */
export function takeBoxNote(ledger: Ledger, span: OptionSpan): readonly WrittenRationale[] {
  const index = boxNoteStart(ledger, span);
  const first = ledger.lines[index];
  if (index >= span.end || first === undefined) return [];
  const quoted = ledger.lines.slice(index, span.end);
  for (const at of quoted.keys()) claim(ledger, index + at, 'item');
  const lines = quoted.map(({ text }) => text.replace(QUOTE, '').trimEnd());
  return [{ labels: [span.label.toUpperCase()], line: first.number, index, lines }];
}
