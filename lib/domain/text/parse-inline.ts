import { type Inline, MAX_DEPTH } from './rich-text';

/** Text runs are kept apart from delimiters until every delimiter has found, or failed to find, its partner. */
type Token =
  | { readonly kind: 'node'; readonly node: Inline }
  | { readonly kind: 'text'; readonly text: string }
  | MarkToken;

interface MarkToken {
  readonly kind: 'mark';
  /** As written; what remains when it finds no partner. */
  readonly text: string;
  /** 1 is emphasis, 2 strong, 3 both. */
  readonly length: number;
  readonly isExplicit: boolean;
  readonly opens: boolean;
  readonly closes: boolean;
}

/** A cell of a table stands in one line, so that `<br>` is its line break, as it is in every other tool that reads such tables. */
export type InlinePlace = 'paragraph' | 'cell';

/**
 * Reads `code`, **strong**, *emphasis*, pictures and line breaks. Underscores are never emphasis, because stems are full of
 * snake_case names; a star opens only before a word and closes only after one, so that `a * b`, `count(*)`, `*.csv`
 * and `2**8` stay text. `\*` and a backslash before a backtick give the bare character. `\u{}` is nothing, and keeps apart what
 * stands on either side; `\u{*}` ... `\u{/*}` and `\u{**}` ... `\u{/**}` are emphasis where stars wouldn't be. Linear time, total.
 */
export function parseInline(source: string, place: InlinePlace = 'paragraph'): readonly Inline[] {
  return pairMarks(tokenise(source, place));
}

/** What stands at a place when it isn't plain text, and how many characters it takes. */
interface Found {
  /** Null for the mark that is nothing. */
  readonly token: Token | null;
  readonly length: number;
}

function tokenise(source: string, place: InlinePlace): Token[] {
  const tokens: Token[] = [];
  const closingRun = nextRunOfSameLength(source);
  let plain = '';
  const flush = (): void => {
    if (plain !== '') tokens.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < source.length; ) {
    const found = readToken(source, at, { closingRun, place });
    if (found === null) plain += source.charAt(at);
    else if (found.token?.kind === 'text') plain += found.token.text;
    else if (found.token !== null) {
      flush();
      tokens.push(found.token);
    }
    at += found?.length ?? 1;
  }
  flush();
  return tokens;
}

interface Surroundings {
  readonly closingRun: ReadonlyMap<number, number>;
  readonly place: InlinePlace;
}

function readToken(source: string, at: number, { closingRun, place }: Surroundings): Found | null {
  switch (source.charAt(at)) {
    case '\\':
      return readBackslash(source, at);
    case '`':
      return readCode(source, at, closingRun);
    case '*': {
      const length = runLength(source, at, '*');
      return { token: starToken(source, at, length), length };
    }
    case '\n':
      return { token: BREAK, length: 1 };
    case '!':
      return readImage(source, at);
    case '<':
      return place === 'cell' ? readLineBreakTag(source, at) : null;
    default:
      return null;
  }
}

const BREAK: Token = { kind: 'node', node: { type: 'break' } };
const EXPLICIT = /\\u\{(\/?)(\*{0,2})\}/y;

function readBackslash(source: string, at: number): Found | null {
  const next = source.charAt(at + 1);
  if (next === '*' || next === '`') return { token: { kind: 'text', text: next }, length: 2 };
  EXPLICIT.lastIndex = at;
  const [text, slash, stars = ''] = EXPLICIT.exec(source) ?? [];
  if (text === undefined) return null;
  if (stars === '') return slash === '' ? { token: null, length: text.length } : null;
  const [closes, opens] = [slash === '/', slash === ''];
  const token: Token = { kind: 'mark', text, length: stars.length, isExplicit: true, opens, closes };
  return { token, length: text.length };
}

function readCode(source: string, at: number, closingRun: ReadonlyMap<number, number>): Found {
  const length = runLength(source, at, '`');
  const close = closingRun.get(at);
  if (close === undefined) return { token: { kind: 'text', text: '`'.repeat(length) }, length };
  const node: Inline = { type: 'code', text: codeText(source.slice(at + length, close)) };
  return { token: { kind: 'node', node }, length: close + length - at };
}

const ADDRESS = /\]\(media:([0-9a-f]{64})\)/y;

/** `![description](media:...)`. In the description a backslash makes a bracket text, so no search runs past the next bracket. */
function readImage(source: string, at: number): Found | null {
  if (source.charAt(at + 1) !== '[') return null;
  let alt = '';
  let end = at + 2;
  for (; end < source.length && source.charAt(end) !== ']'; end += 1) {
    if (source.charAt(end) === '[' || source.charAt(end) === '\n') return null;
    if (source.charAt(end) === '\\' && /[[\]\\]/.test(source.charAt(end + 1))) end += 1;
    alt += source.charAt(end);
  }
  ADDRESS.lastIndex = end;
  const [address, media] = ADDRESS.exec(source) ?? [];
  if (address === undefined || media === undefined) return null;
  return { token: { kind: 'node', node: { type: 'image', media, alt } }, length: end + address.length - at };
}

const LINE_BREAK_TAG = /<br ?\/?>/iy;

function readLineBreakTag(source: string, at: number): Found | null {
  LINE_BREAK_TAG.lastIndex = at;
  const tag = LINE_BREAK_TAG.exec(source)?.[0];
  return tag === undefined ? null : { token: BREAK, length: tag.length };
}

/** For the start of each run of backticks, the start of the next run of the same length. One pass from the right. */
function nextRunOfSameLength(source: string): ReadonlyMap<number, number> {
  const next = new Map<number, number>();
  const latest = new Map<number, number>();
  for (let end = source.lastIndexOf('`'); end >= 0; ) {
    let start = end;
    while (start > 0 && source.charAt(start - 1) === '`') start -= 1;
    const length = end - start + 1;
    const following = latest.get(length);
    if (following !== undefined) next.set(start, following);
    latest.set(length, start);
    end = start === 0 ? -1 : source.lastIndexOf('`', start - 1);
  }
  return next;
}

function runLength(source: string, at: number, char: string): number {
  let end = at;
  while (source.charAt(end) === char) end += 1;
  return end - at;
}

function codeText(inner: string): string {
  const text = inner.replaceAll('\n', ' ');
  const padded = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '';
  return padded ? text.slice(1, -1) : text;
}

const WORD = /[\p{L}\p{N}]/u;
const BEFORE_WORD = /[\p{L}\p{N}\p{Ps}\p{Pi}"'`$#@&+<-]/u;
const AFTER_WORD = /[^\s*([{]/u;

/** Whether a run of stars between these two characters may begin or end emphasis. */
export function starMark(
  before: string,
  length: number,
  after: string,
): { readonly opens: boolean; readonly closes: boolean } {
  return {
    opens: length <= 3 && !WORD.test(before) && BEFORE_WORD.test(after),
    closes: length <= 3 && AFTER_WORD.test(before) && !WORD.test(after),
  };
}

function starToken(source: string, at: number, length: number): Token {
  const marks = starMark(source.charAt(at - 1), length, source.charAt(at + length));
  return { kind: 'mark', text: source.slice(at, at + length), length, isExplicit: false, ...marks };
}

/** A mark that hasn't found its partner yet, and where its own text stands in the output. */
interface OpenRun {
  readonly token: MarkToken;
  readonly at: number;
}

/** `***x***` makes two levels, so half as many open runs of stars keep the tree within MAX_DEPTH. */
const MAX_OPEN_STARS = MAX_DEPTH / 2;

/** Each closing mark takes the nearest open one of the same length; whatever stood open between the two becomes text. */
function pairMarks(tokens: readonly Token[]): readonly Inline[] {
  const output: Inline[] = [];
  const open: OpenRun[] = [];
  for (const token of tokens) {
    if (token.kind === 'node') output.push(token.node);
    else if (token.kind === 'text') output.push({ type: 'text', text: token.text });
    else if (!closes(token, open, output)) {
      if (token.opens) {
        open.push({ token, at: output.length });
        giveWay(open);
      }
      output.push({ type: 'text', text: token.text });
    }
  }
  return mergeText(output);
}

/** The oldest marks give way: a bounded number of open ones keeps the search constant and the tree shallow. */
function giveWay(open: OpenRun[]): void {
  while (open.filter(({ token }) => !token.isExplicit).length > MAX_OPEN_STARS) open.shift();
  while (open.reduce((sum, { token }) => sum + (token.length === 3 ? 2 : 1), 0) > MAX_DEPTH) open.shift();
}

function closes(token: MarkToken, open: OpenRun[], output: Inline[]): boolean {
  const isPartner = (run: OpenRun): boolean =>
    run.token.length === token.length && run.token.isExplicit === token.isExplicit;
  const partner = token.closes ? open.findLastIndex(isPartner) : -1;
  const opener = open[partner];
  if (opener === undefined || output.length <= opener.at + 1) return false;
  open.length = partner;
  closeRun(output, opener.at, token.length);
  return true;
}

function closeRun(output: Inline[], at: number, length: number): void {
  const children = mergeText(output.splice(at).slice(1));
  const inner: Inline = length === 1 ? { type: 'emphasis', children } : { type: 'strong', children };
  output.push(length === 3 ? { type: 'emphasis', children: [inner] } : inner);
}

function mergeText(nodes: readonly Inline[]): readonly Inline[] {
  const merged: Inline[] = [];
  let run: string[] = [];
  const flush = (): void => {
    if (run.length > 0) merged.push({ type: 'text', text: run.join('') });
    run = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') run.push(node.text);
    else {
      flush();
      merged.push(node);
    }
  }
  flush();
  return merged;
}
