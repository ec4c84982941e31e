import { findOptions, type OptionSpan } from './find-options';
import { type LabelledText, readKeyValue } from './key-line';
import { claim, type Ledger, refuse, takeText, trimLines } from './ledger';
import { importMessage, quote } from './message';
import { isPageMark, isSiteNoise } from './noise';
import type { ParsedOption } from './parsed-post';
import { readVerdict } from './rationale-start';
import { rationaleText, readTail, type WrittenKey, type WrittenRationale } from './read-tail';

/** An item as its lines give it, before it is checked and joined to its stimulus. */
export interface AssembledItem {
  readonly index: number;
  readonly number: number;
  readonly title: string | null;
  readonly stem: string;
  readonly options: readonly ParsedOption[];
  /** Upper case labels; null when no line states a key that can be read. */
  readonly key: readonly string[] | null;
  readonly keys: readonly WrittenKey[];
  readonly rationales: readonly WrittenRationale[];
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface ItemRange {
  /** Line index of the head. */
  readonly from: number;
  readonly to: number;
  readonly index: number;
}

/** Reads one item, head to last rationale, and books its lines. `isRepeatedPreamble` knows titles that a post repeats. */
export function assembleItem(
  ledger: Ledger,
  range: ItemRange,
  isRepeatedPreamble: (text: string) => boolean,
): AssembledItem {
  const head = ledger.lines[range.from];
  const [number, headText] = head?.shape.type === 'head' ? [head.shape.number, head.shape.rest] : [0, ''];
  claim(ledger, range.from, 'item');
  const bodyEnd = findBodyEnd(ledger, range);
  const spans = findOptions(ledger.lines, range.from + 1, bodyEnd, headText);
  const stemEnd = spans[0]?.index ?? bodyEnd;
  const stem = takeText(ledger, { from: range.from + 1, to: stemEnd }, 'item', isPageMark);
  const texts = spans.map((span) => takeOption(ledger, span));
  refuseBetween(ledger, { from: spans.at(-1)?.end ?? bodyEnd, to: bodyEnd }, range.index, number);
  const labels = [...new Set(spans.map((span) => span.label.toUpperCase()))];
  const tail = readTail(
    ledger,
    { from: bodyEnd, to: range.to },
    { index: range.index, number, labels },
    isRepeatedPreamble,
  );
  const key = readKey(tail.keys, texts);
  const explanations = explainOptions(ledger, range.index, tail.rationales, key);
  return {
    ...{ index: range.index, number, key, keys: tail.keys, rationales: tail.rationales },
    // A head such as "Q7. Which ...?" with nothing below it but options is the stem itself.
    ...(stem === '' ? { title: null, stem: headText } : { title: headText === '' ? null : headText, stem }),
    options: texts.map(({ label, text, line }) => {
      const rationale = explanations.get(label.toUpperCase());
      const correct = key?.includes(label.toUpperCase()) === true;
      return {
        label,
        text,
        correct,
        rationale: rationale?.text ?? null,
        line,
        rationaleLine: rationale?.line ?? null,
      };
    }),
    firstLine: head?.number ?? range.from + 1,
    lastLine: lastLineOf(ledger, range),
  };
}

/** The stem and the options end where a key or a list of rationales begins; failing both, at the first verdict. */
function findBodyEnd(ledger: Ledger, range: ItemRange): number {
  let verdict: number | null = null;
  for (let index = range.from + 1; index < range.to; index += 1) {
    const line = ledger.lines[index];
    if (line?.shape.type === 'key' || line?.shape.type === 'rationales') return index;
    if (verdict === null && line?.code === false && readVerdict(line.text) !== null) verdict = index;
  }
  return verdict ?? range.to;
}

function takeOption(ledger: Ledger, span: OptionSpan): LabelledText & { readonly line: number } {
  claim(ledger, span.index, 'item');
  const more = takeText(ledger, { from: span.index + 1, to: span.end }, 'item', isPageMark);
  const line = ledger.lines[span.index]?.number ?? span.index + 1;
  return { label: span.label, text: trimLines([span.text, ...more.split('\n')]), line };
}

/** Text between the last option and the key belongs to nothing. */
function refuseBetween(
  ledger: Ledger,
  range: { readonly from: number; readonly to: number },
  item: number,
  number: number,
): void {
  for (let index = range.from; index < range.to; index += 1) {
    const line = ledger.lines[index];
    if (line === undefined) continue;
    if (!line.code && (line.shape.type === 'rule' || isSiteNoise(line.text))) claim(ledger, index, 'noise');
    else {
      const message = `${quote(line.text)} stands between the options and the key of question ${number}. Join it to the last option by removing the blank line, or delete it.`;
      refuse(ledger, index, { item, message });
    }
  }
}

/** Several keys are compared later; the first one counts until then. */
function readKey(keys: readonly WrittenKey[], options: readonly LabelledText[]): readonly string[] | null {
  const first = keys[0];
  return first === undefined ? null : readKeyValue(first.value, options);
}

interface Explanation {
  readonly text: string;
  readonly line: number;
}

/** Rationale per label, upper case. One that names several options goes to each; one that names none goes to the key. */
function explainOptions(
  ledger: Ledger,
  item: number,
  rationales: readonly WrittenRationale[],
  key: readonly string[] | null,
): ReadonlyMap<string, Explanation> {
  const parts = new Map<string, { readonly line: number; readonly texts: string[] }>();
  for (const rationale of rationales) {
    const unassigned = rationale.labels.length === 0;
    if (unassigned) {
      const message =
        'This explanation names no option. It was given to the key. Begin it with “A is correct.” or “B is incorrect.” to say which option it explains.';
      ledger.messages.push(importMessage('rationale/unassigned', { line: rationale.line, item }, message));
    }
    for (const label of unassigned ? (key ?? []) : rationale.labels) {
      const known = parts.get(label) ?? { line: rationale.line, texts: [] };
      known.texts.push(rationaleText(rationale));
      parts.set(label, known);
    }
  }
  return new Map([...parts].map(([label, { line, texts }]) => [label, { line, text: texts.join('\n\n') }]));
}

function lastLineOf(ledger: Ledger, range: ItemRange): number {
  let last = range.to - 1;
  while (last > range.from && ledger.kinds[last] !== 'item') last -= 1;
  return ledger.lines[last]?.number ?? last + 1;
}
