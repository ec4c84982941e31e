import { readLabelList } from './label-list';
import { goesOnWithVerb } from './letter-words';
import { type OptionLine, readOptionLine } from './option-line';

export interface RationaleStart {
  /** Upper case. */
  readonly labels: readonly string[];
  /** The rationale; a sentence about a letter keeps it ("A is correct. ..."), a mere label is taken off ("A. ..."). */
  readonly text: string;
  /** Offset of the first label in the line. */
  readonly at: number;
}

export interface RationaleContext {
  /** Labels of the item's options, upper case. */
  readonly labels: readonly string[];
  /** The next option in order that has no rationale yet. */
  readonly expected: string | null;
  /** The next line with text, to tell "A Schema evolution ... / B Rebuilding ..." from an article. */
  readonly following: string;
  /** Options have numbers, and a list speaks of them; one that counts only the first of them is a list within an explanation. */
  readonly countsAll: boolean;
}

/** Of a list with one rationale per entry. */
const BULLET = /^[-*+•]\s{1,4}/;
const LEAD = /^\s{0,40}(?:[-*+•>]\s{1,4})?[*_]{0,3}/;
const NOUN = /^(?:(?:why\s{1,3})?(?:options?|choices?|answers?|alternatives?)|why)\s{1,3}/i;

/** Reads a line that begins the rationale of one or several options, or gives null. */
export function readRationaleStart(line: string, context: RationaleContext): RationaleStart | null {
  const lead = LEAD.exec(line)?.[0].length ?? 0;
  const body = line.slice(lead).trimEnd();
  const noun = NOUN.exec(body)?.[0].length ?? 0;
  const list = readLabelList(body.slice(noun, noun + 80));
  const marked = noun === 0 ? readOptionLine(line) : null;
  if (marked?.style === 'marked')
    return { labels: [marked.label.toUpperCase()], text: keptText(line, marked), at: marked.at };
  const number = readNumbered(line, context);
  if (number !== null) return number;
  if (list === null) return null;
  const after = body.slice(noun + list.length);
  const sign = /^[*_]{0,3}\s{0,3}[:.)–—-][*_]{0,3}(?=\s|$)/.exec(after);
  const at = lead + noun + body.slice(noun).search(/[A-Ja-j]/);
  const kept = { labels: list.labels, text: line.trim().replace(BULLET, ''), at };
  if (noun > 0) {
    if (sign !== null) return { labels: list.labels, text: after.slice(sign[0].length).trim(), at };
    // "Answer a question ..." is prose; "Option a is ..." isn't.
    return /^[A-J]/.test(body.slice(noun)) || goesOnWithVerb('B', after.trimStart()) ? kept : null;
  }
  if (list.labels.length > 1) return readSeveral(body, kept, after, sign);
  return readSingle(body, kept, after, context);
}

/** A mark at the end, "(Correct)", is a word of the rationale and no mark. */
function keptText(line: string, marked: OptionLine): string {
  return marked.mark?.kind === 'suffix' ? line.slice(marked.textAt).trim() : marked.text;
}

const NUMBERED =
  /^(\s{0,40}(?:[-*+•>]\s{1,4})?[*_]{0,3}(?:(?:options?|choices?|answers?)\s{1,3})?)\(?(\d{1,2})\)?[*_]{0,3}([.):–—-][*_]{0,3}(?=\s|$)|\s{1,3}(?=(?:is|was|are)\b))/i;

/** "2. ...", "Option 2 is ...", where the options have numbers. */
function readNumbered(line: string, { labels, countsAll }: RationaleContext): RationaleStart | null {
  if (!/^\d/.test(labels[0] ?? '')) return null;
  const match = NUMBERED.exec(line.slice(0, 120));
  if (match?.[2] === undefined) return null;
  const isSentence = match[3]?.trim() === '';
  if (
    !isSentence &&
    !countsAll &&
    readVerdict(line) === null &&
    !/^\D*(?:options?|choices?|answers?)/i.test(match[0])
  )
    return null;
  const text = isSentence ? line.trim() : line.slice(match[0].length).trim();
  return { labels: [String(Number(match[2]))], text, at: line.indexOf(match[2], (match[1] ?? '').length) };
}

/** "A and C are ...", "B, C, D: ...". */
function readSeveral(
  body: string,
  kept: RationaleStart,
  after: string,
  sign: RegExpExecArray | null,
): RationaleStart | null {
  if (!/^[A-J]/.test(body)) return null;
  if (sign !== null) return { ...kept, text: after.slice(sign[0].length).trim() };
  return goesOnWithVerb('B', after.trimStart()) ? kept : null;
}

/** "A is correct. ..."; or a bare "B Rebuilding ..." where B is due. */
function readSingle(
  body: string,
  kept: RationaleStart,
  after: string,
  context: RationaleContext,
): RationaleStart | null {
  const label = kept.labels[0] ?? '';
  if (!body.startsWith(label) || !/^[*_]{0,3}\s/.test(after)) return null;
  const words = after.replace(/^[*_]{0,3}\s{1,4}/, '');
  if (goesOnWithVerb(label, words) || /^(?:incorrect|wrong)\b/i.test(words)) return kept;
  if (label !== context.expected || words === '') return null;
  // B and later are hardly ever words of their own at the start of a line; "A" is, unless the next line begins with "B".
  const due = label !== 'A' || /^\s{0,40}B(?:\s|[.):])/.test(context.following);
  return due ? { ...kept, text: words } : null;
}

/** Whether lines that begin with numbers speak of options: they count all of them, or leave some out as no list does. */
export function countsAllOptions(lines: readonly string[], labels: readonly string[]): boolean {
  if (!/^\d/.test(labels[0] ?? '')) return false;
  const found = new Set(lines.map((line) => String(Number(NUMBERED.exec(line.slice(0, 120))?.[2] ?? '-1'))));
  const missing = labels.findIndex((label) => !found.has(label));
  return missing === -1 || labels.slice(missing).some((label) => found.has(label));
}

const VERDICT =
  /^(?:is|are|was|were)(n't|n’t)?\s{1,3}(?:(?:the|also|both|all|only|therefore|thus)\s{1,3}){0,2}(not\s{1,3})?(?:the\s{1,3})?(correct|right|incorrect|wrong)\b(?=[\s*_]{0,3}(?:[.,:;!)—–-]|$|because\b|since\b|as\b|options?\b|answers?\b|choices?\b))/i;

/** What a rationale says about its own option in so many words, or null when it doesn't: "B is partly correct" is no verdict. */
export function readVerdict(text: string): Verdict | null {
  return findVerdict(text)?.verdict ?? null;
}

export type Verdict = 'correct' | 'incorrect';

/** The verdict and the offset of its words: "is correct", "isn't right". */
export function findVerdict(text: string): { verdict: Verdict; from: number; to: number } | null {
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  const body = text.slice(lead, 200);
  const noun = NOUN.exec(body)?.[0].length ?? 0;
  const list = readLabelList(body.slice(noun)) ?? (noun > 0 ? readNumber(body.slice(noun)) : null);
  if (list === null) return null;
  const marks = /^[*_]{0,3}\s{1,4}/.exec(body.slice(noun + list.length))?.[0].length ?? 0;
  const from = noun + list.length + marks;
  const match = VERDICT.exec(body.slice(from));
  if (match === null) return null;
  const negated = match[1] !== undefined || match[2] !== undefined;
  const positive = /^(?:correct|right)$/i.test(match[3] ?? '');
  const verdict = positive !== negated ? 'correct' : 'incorrect';
  return { verdict, from: lead + from, to: lead + from + match[0].length };
}

/** "Option 2 is correct": a number counts only behind the word. */
function readNumber(text: string): { readonly length: number } | null {
  const match = /^\(?\d{1,2}\)?(?!\w)/.exec(text);
  return match === null ? null : { length: match[0].length };
}
