/** Named entities that editors and forums write; others are left as they are, because "&copy" may be part of an address. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bull', '•'],
  ['rarr', '→'],
  ['larr', '←'],
  ['le', '≤'],
  ['ge', '≥'],
  ['ne', '≠'],
  ['times', '×'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['deg', '°'],
  ['micro', 'µ'],
  ['plusmn', '±'],
  ['euro', '€'],
  ['pound', '£'],
]);

const ENTITY = /&(?:amp;){0,3}(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g;

export interface RepairedText {
  readonly text: string;
  /** For each unit of the text the offset that it comes from, and one more for the end; null when nothing changed. */
  readonly offsets: readonly number[] | null;
  readonly count: number;
  /** Offset of the first repair. */
  readonly first: number;
}

/**
 * Turns character references into the characters that they stand for, also where a tool escaped them once more ("&amp;lt;").
 * In code spans (between back quotes) only the doubly escaped ones are repaired, and only once: "`&lt;`" may be what the code says.
 */
export function repairEntities(source: string): RepairedText {
  if (!source.includes('&')) return { text: source, offsets: null, count: 0, first: 0 };
  const spans = codeSpans(source);
  let text = '';
  const offsets: number[] = [];
  let copied = 0;
  let count = 0;
  let first = 0;
  let span = 0;
  for (const match of source.matchAll(ENTITY)) {
    while ((spans[span]?.to ?? Number.POSITIVE_INFINITY) <= match.index) span += 1;
    const inCode = (spans[span]?.from ?? Number.POSITIVE_INFINITY) < match.index;
    const character = inCode ? insideCode(match[0]) : characterOf(match);
    if (character === null) continue;
    text += source.slice(copied, match.index) + character;
    for (let at = copied; at < match.index; at += 1) offsets.push(at);
    for (let at = 0; at < character.length; at += 1) offsets.push(match.index);
    copied = match.index + match[0].length;
    if (count === 0) first = match.index;
    count += 1;
  }
  if (count === 0) return { text: source, offsets: null, count: 0, first: 0 };
  for (let at = copied; at <= source.length; at += 1) offsets.push(at);
  return { text: text + source.slice(copied), offsets, count, first };
}

function insideCode(entity: string): string | null {
  return entity.startsWith('&amp;') && entity.length > 5 ? `&${entity.slice(5)}` : null;
}

function characterOf(match: RegExpExecArray): string | null {
  const [, decimal, hexadecimal, name] = match;
  if (name !== undefined) return NAMED.get(name) ?? null;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return isText(code) ? String.fromCodePoint(code) : null;
}

/** Controls, halves of pairs and marks that turn the direction of text stay visible as they were written. */
function isText(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code > 0x10ffff) return false;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return !(code >= 0x2028 && code <= 0x202e) && !(code >= 0x2066 && code <= 0x2069) && code !== 0xfffd;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Code spans of one line: a run of back quotes up to the next run of the same length. */
function codeSpans(line: string): readonly Span[] {
  const runs = [...line.matchAll(/`+/g)].map((match) => ({ at: match.index, length: match[0].length }));
  const spans: Span[] = [];
  const byLength = new Map<number, { readonly runs: number[]; next: number }>();
  for (const [index, run] of runs.entries()) {
    const same = byLength.get(run.length);
    if (same === undefined) byLength.set(run.length, { runs: [index], next: 0 });
    else same.runs.push(index);
  }
  for (let index = 0; index < runs.length; index += 1) {
    const run = runs[index];
    const same = run === undefined ? undefined : byLength.get(run.length);
    if (run === undefined || same === undefined) continue;
    while (same.next < same.runs.length && (same.runs[same.next] ?? 0) <= index) same.next += 1;
    const at = same.runs[same.next];
    const closing = at === undefined ? undefined : runs[at];
    if (at === undefined || closing === undefined) continue;
    spans.push({ from: run.at, to: closing.at + closing.length });
    index = at;
  }
  return spans;
}
