import { type Inline, MAX_DEPTH } from './rich-text';

/** Text runs are kept apart from delimiters until every delimiter has found, or failed to find, its partner. */
type Token =
  | { readonly kind: 'node'; readonly node: Inline }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stars'; readonly length: number; readonly opens: boolean; readonly closes: boolean };

/**
 * Reads `code`, **strong**, *emphasis* and line breaks. Underscores are never emphasis, because stems are full of
 * snake_case names; a star opens only before a word and closes only after one, so that `a * b`, `count(*)`, `*.csv`
 * and `2**8` stay text. `\*` and a backslash before a backtick give the bare character. Linear time, total.
 */
export function parseInline(source: string): readonly Inline[] {
  return pairStars(tokenise(source));
}

function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  const closingRun = nextRunOfSameLength(source);
  let plain = '';
  const flush = (): void => {
    if (plain !== '') tokens.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < source.length; ) {
    const char = source.charAt(at);
    const next = source.charAt(at + 1);
    if (char === '\\' && (next === '*' || next === '`')) {
      plain += next;
      at += 2;
    } else if (char === '`') {
      const length = runLength(source, at, '`');
      const close = closingRun.get(at);
      if (close === undefined) plain += source.slice(at, at + length);
      else {
        flush();
        tokens.push({
          kind: 'node',
          node: { type: 'code', text: codeText(source.slice(at + length, close)) },
        });
      }
      at = (close ?? at) + length;
    } else if (char === '*') {
      const length = runLength(source, at, '*');
      flush();
      tokens.push(starToken(source, at, length));
      at += length;
    } else if (char === '\n') {
      flush();
      tokens.push({ kind: 'node', node: { type: 'break' } });
      at += 1;
    } else {
      plain += char;
      at += 1;
    }
  }
  flush();
  return tokens;
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

function starToken(source: string, at: number, length: number): Token {
  const before = source.charAt(at - 1);
  const after = source.charAt(at + length);
  const opens = length <= 3 && !WORD.test(before) && BEFORE_WORD.test(after);
  const closes = length <= 3 && AFTER_WORD.test(before) && !WORD.test(after);
  return { kind: 'stars', length, opens, closes };
}

/** A run of stars that hasn't found its partner yet, and where its own text stands in the output. */
interface OpenRun {
  readonly length: number;
  readonly at: number;
}

/** `***x***` makes two levels, so half as many open runs keep the tree within MAX_DEPTH. */
const MAX_OPEN_RUNS = MAX_DEPTH / 2;

/** Each closing run takes the nearest open run of the same length; whatever stood open between the two becomes text. */
function pairStars(tokens: readonly Token[]): readonly Inline[] {
  const output: Inline[] = [];
  const open: OpenRun[] = [];
  for (const token of tokens) {
    if (token.kind === 'node') output.push(token.node);
    else if (token.kind === 'text') output.push({ type: 'text', text: token.text });
    else if (!closes(token, open, output)) {
      // The oldest run gives way: a bounded number of open runs keeps the search constant and the tree shallow.
      if (token.opens && open.push({ length: token.length, at: output.length }) > MAX_OPEN_RUNS) open.shift();
      output.push({ type: 'text', text: '*'.repeat(token.length) });
    }
  }
  return mergeText(output);
}

function closes(token: Token & { kind: 'stars' }, open: OpenRun[], output: Inline[]): boolean {
  const partner = token.closes ? open.findLastIndex((run) => run.length === token.length) : -1;
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
