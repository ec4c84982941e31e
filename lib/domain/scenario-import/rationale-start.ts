import { readLabelList } from './label-list';
import { goesOnWithVerb } from './letter-words';
import { readOptionLine } from './option-line';

export interface RationaleStart {
  /** Upper case. */
  readonly labels: readonly string[];
  /** The rationale; a sentence about a letter keeps it ("A is correct. ..."), a mere label is taken off ("A. ..."). */
  readonly text: string;
}

export interface RationaleContext {
  /** Labels of the item's options, upper case. */
  readonly labels: readonly string[];
  /** The next option in order that has no rationale yet. */
  readonly expected: string | null;
  /** The next line with text, to tell "A Schema evolution ... / B Rebuilding ..." from an article. */
  readonly following: string;
}

const LEAD = /^\s{0,40}(?:[-*+•>]\s{1,4})?[*_]{0,3}/;
const NOUN = /^(?:options?|choices?|answers?|alternatives?)\s{1,3}/i;

/** Reads a line that begins the rationale of one or several options, or gives null. */
export function readRationaleStart(line: string, context: RationaleContext): RationaleStart | null {
  const lead = LEAD.exec(line)?.[0].length ?? 0;
  const body = line.slice(lead).trimEnd();
  const noun = NOUN.exec(body)?.[0].length ?? 0;
  const list = readLabelList(body.slice(noun, noun + 80));
  const marked = noun === 0 ? readOptionLine(line) : null;
  if (marked?.style === 'marked') return { labels: [marked.label.toUpperCase()], text: marked.text };
  if (list === null) return null;
  const after = body.slice(noun + list.length);
  const sign = /^[*_]{0,3}\s{0,3}[:.)–—-][*_]{0,3}(?=\s|$)/.exec(after);
  const kept = { labels: list.labels, text: line.trim() };
  if (noun > 0) {
    if (sign !== null) return { labels: list.labels, text: after.slice(sign[0].length).trim() };
    // "Answer a question ..." is prose; "Option a is ..." isn't.
    return /^[A-J]/.test(body.slice(noun)) || goesOnWithVerb('B', after.trimStart()) ? kept : null;
  }
  if (list.labels.length > 1) return readSeveral(body, kept, after, sign);
  return readSingle(body, kept, after, context);
}

/** "A and C are ...", "B, C, D: ...". */
function readSeveral(
  body: string,
  kept: RationaleStart,
  after: string,
  sign: RegExpExecArray | null,
): RationaleStart | null {
  if (!/^[A-J]/.test(body)) return null;
  if (sign !== null) return { labels: kept.labels, text: after.slice(sign[0].length).trim() };
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
  return due ? { labels: kept.labels, text: words } : null;
}

const VERDICT =
  /^(?:is|are|was|were)(n't|n’t)?\s{1,3}(?:(?:the|also|both|all|only|therefore|thus)\s{1,3}){0,2}(not\s{1,3})?(?:the\s{1,3})?(correct|right|incorrect|wrong)\b(?=[\s*_]{0,3}(?:[.,:;!)—–-]|$|because\b|since\b|as\b|options?\b|answers?\b|choices?\b))/i;

/** What a rationale says about its own option in so many words, or null when it doesn't: "B is partly correct" is no verdict. */
export function readVerdict(text: string): 'correct' | 'incorrect' | null {
  const body = text.slice(LEAD.exec(text)?.[0].length ?? 0, 200);
  const noun = NOUN.exec(body)?.[0].length ?? 0;
  const list = readLabelList(body.slice(noun));
  if (list === null) return null;
  const match = VERDICT.exec(body.slice(noun + list.length).replace(/^[*_]{0,3}\s{1,4}/, ''));
  if (match === null) return null;
  const negated = match[1] !== undefined || match[2] !== undefined;
  const positive = /^(?:correct|right)$/i.test(match[3] ?? '');
  return positive !== negated ? 'correct' : 'incorrect';
}
