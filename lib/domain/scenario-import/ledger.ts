import { countedMessage, MAX_ALIKE } from './alike';
import { deleteLines, fix } from './fixes/edit';
import type { LineKind } from './line-kind';
import { startColumn } from './lines/piece';
import { type ImportMessage, importMessage, type MessageCode, type QuickFix, quote } from './message';
import type { ReadLine } from './read-line';

/**
 * Books every line. A line is `unrecognised` until some part of the parser claims it, so forgetting one shows up in the
 * report instead of losing text.
 */
export interface Ledger {
  readonly lines: readonly ReadLine[];
  readonly kinds: LineKind[];
  readonly messages: ImportMessage[];
  /** Lines that were refused, with the words for it; null beyond the first MAX_ALIKE, which are only counted. */
  readonly refusals: Map<number, ImportMessage | null>;
}

export function openLedger(lines: readonly ReadLine[], messages: readonly ImportMessage[]): Ledger {
  return {
    lines,
    kinds: lines.map((line) => (line.shape.type === 'blank' ? 'blank' : 'unrecognised')),
    messages: [...messages],
    refusals: new Map(),
  };
}

/** Books a line; blank lines stay blank whatever surrounds them. */
export function claim(ledger: Ledger, index: number, kind: LineKind): void {
  if (ledger.kinds[index] !== 'blank') ledger.kinds[index] = kind;
}

/** Why a line is left. */
interface Refusal {
  readonly code?: MessageCode;
  readonly item?: number | null;
  readonly message: string;
  readonly fixes?: readonly QuickFix[];
}

/** Leaves a line unrecognised and says why; what blocks an item is said however many there are. */
export function refuse(ledger: Ledger, index: number, why: () => Refusal, blocks = false): void {
  if (ledger.kinds[index] === 'blank' || ledger.refusals.has(index)) return;
  ledger.kinds[index] = 'unrecognised';
  const line = ledger.lines[index];
  if (line === undefined) return;
  const isTold = blocks || ledger.refusals.size < MAX_ALIKE;
  ledger.refusals.set(index, isTold ? refusalMessage(line, why()) : null);
}

function refusalMessage(
  line: ReadLine,
  { code = 'line/unrecognised', item = null, message, fixes = [] }: Refusal,
): ImportMessage {
  const place = { line: line.number, column: startColumn(line), item };
  return importMessage(code, place, message, [
    ...fixes,
    fix('Delete the line', deleteLines(line.number, line.number)),
  ]);
}

/** What is said about refused lines, in the order in which they were. */
export function refusalMessages({ lines, refusals }: Ledger): readonly ImportMessage[] {
  const messages = [...refusals.values()].filter((message) => message !== null);
  const counted = [...refusals].flatMap(([index, message]) =>
    message === null ? [lines[index]?.number ?? 1] : [],
  );
  const first = counted.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  return counted.length === 0
    ? messages
    : [...messages, countedMessage('line/unrecognised', first, counted.length)];
}

/** Gives a message to every line that nothing claimed and nothing explained. */
export function explainRest(ledger: Ledger): void {
  for (const [index, kind] of ledger.kinds.entries()) {
    if (kind !== 'unrecognised') continue;
    refuse(ledger, index, () => ({
      message: `${quote(ledger.lines[index]?.text ?? '')} is not part of any question. Expected a head such as “Question 1: Title” above it. Add one, or delete the line.`,
    }));
  }
}

/** Books lines [from, to) as part of an item or stimulus and gives their text; rules and page marks between are noise. */
export function takeText(
  ledger: Ledger,
  range: { readonly from: number; readonly to: number },
  kind: LineKind,
  isNoise: (text: string) => boolean,
): string {
  const kept: string[] = [];
  for (let index = range.from; index < range.to; index += 1) {
    const line = ledger.lines[index];
    if (line === undefined) break;
    const { shape } = line;
    const noise = !line.code && (shape.type === 'rule' || isNoise(line.text));
    claim(ledger, index, noise ? 'noise' : kind);
    if (noise && kept.at(-1) === '') kept.pop();
    if (noise || shape.type === 'head-part' || isBracketedTag(shape)) continue;
    if (shape.type !== 'caption') kept.push(line.text.trimEnd());
    else if (shape.rest !== '') kept.push(shape.rest);
  }
  return trimLines(kept);
}

/** "[domain:Security]" says something about the item wherever it stands. */
export function isBracketedTag(shape: ReadLine['shape']): boolean {
  return shape.type === 'meta' && shape.meta.field === 'tags' && shape.meta.isBracketed;
}

/** Joins lines without the blank ones at either end. */
export function trimLines(lines: readonly string[]): string {
  const from = lines.findIndex((line) => line.trim() !== '');
  const to = lines.findLastIndex((line) => line.trim() !== '') + 1;
  return from === -1 ? '' : lines.slice(from, to).join('\n').trim();
}

/**
 * One kind for each line of the source. A line that was taken apart is what its most telling part is, and unrecognised as
 * soon as one part is.
 */
export function kindsOfSource(ledger: Ledger, blank: readonly boolean[]): readonly LineKind[] {
  const rank: Readonly<Record<LineKind, number>> = {
    blank: 0,
    noise: 1,
    stimulus: 2,
    item: 3,
    unrecognised: 4,
  };
  const kinds = blank.map((isBlank): LineKind => (isBlank ? 'blank' : 'noise'));
  for (const [index, line] of ledger.lines.entries()) {
    const at = line.number - 1;
    const kind = ledger.kinds[index] ?? 'unrecognised';
    if (blank[at] === false && rank[kind] > rank[kinds[at] ?? 'noise']) kinds[at] = kind;
  }
  return kinds;
}
