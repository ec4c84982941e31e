import { closingFences } from '../../text/code-fence';
import { readLineShape } from '../line-shape';
import { readOptionLine } from '../option-line';
import { type Piece, slicePiece } from './piece';

/**
 * Takes off what only wraps a question: the marks of quotes and callouts, details and summaries, line breaks of HTML. Code
 * blocks stay as they are; so does a quote that holds no part of a question, because "> 5 minutes" is a text.
 */
export function unwrapLines(lines: readonly Piece[]): readonly Piece[] {
  return outsideCode(unquote(lines), (line) => {
    const bare = withoutLabelMark(withoutAdmonition(line));
    return takeTagsApart(bare) ?? (bare === line ? null : [bare]);
  });
}

/** Runs `change` over all lines that no closed code block holds; null leaves a line as it is. */
export function outsideCode(
  lines: readonly Piece[],
  change: (line: Piece) => readonly Piece[] | null,
): readonly Piece[] {
  const fences = closingFences(lines.map(({ text }) => text));
  const changed: Piece[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const close = fences.get(at);
    const line = lines[at];
    if (line === undefined) break;
    if (close === undefined) {
      const pieces = change(line);
      if (pieces === null) changed.push(line);
      else for (const piece of pieces) changed.push(piece);
      continue;
    }
    for (; at < close; at += 1) changed.push(lines[at] ?? line);
    changed.push(lines[close] ?? line);
  }
  return changed;
}

const QUOTE = /^ {0,3}(?:> ?){1,4}/;

function unquote(lines: readonly Piece[]): readonly Piece[] {
  const unquoted: Piece[] = [];
  for (let at = 0; at < lines.length; ) {
    const group: Piece[] = [];
    let line = lines[at];
    while (line !== undefined && QUOTE.test(line.text)) {
      group.push(line);
      at += 1;
      line = lines[at];
    }
    if (group.length > 0) {
      const inner = group.map((quoted) => slicePiece(quoted, QUOTE.exec(quoted.text)?.[0].length ?? 0));
      const kept = holdsStructure(inner) ? inner.map(withoutCalloutMark) : group;
      for (const piece of kept) unquoted.push(piece);
    } else if (line !== undefined) {
      unquoted.push(line);
      at += 1;
    }
  }
  return unquoted;
}

const CALLOUT = /^\s{0,3}\[![a-z]{2,20}\][-+]?\s{0,4}/i;

function holdsStructure(inner: readonly Piece[]): boolean {
  return inner.some(({ text }) => {
    const { type } = readLineShape(text);
    if (type !== 'text' && type !== 'blank' && type !== 'rule') return true;
    return (
      CALLOUT.test(text) ||
      /<\/?(?:details|summary)\b/i.test(text.slice(0, 400)) ||
      readOptionLine(text)?.style === 'marked'
    );
  });
}

function withoutCalloutMark(line: Piece): Piece {
  const mark = CALLOUT.exec(line.text);
  return mark === null ? line : slicePiece(line, mark[0].length);
}

const ADMONITION = /^\s{0,8}(?:\?{3}\+?|!{3})\s{1,4}[a-z][a-z -]{1,40}\s{1,4}"(?=[^"])/;

/** `??? question "Q1. Which ...?"` is a line with a title, and what belongs to it is indented below. */
function withoutAdmonition(line: Piece): Piece {
  const mark = ADMONITION.exec(line.text.slice(0, 80));
  const end = line.text.trimEnd().length - 1;
  if (mark === null || line.text.charAt(end) !== '"' || end <= mark[0].length) return line;
  return slicePiece(line, mark[0].length, end);
}

const LABEL = /^\s{0,3}\?\[(?=[^\]])/;
const LABEL_END = /\](?:\((?:single|multiple)\))?\s{0,4}$/;

/** `?[Which ...?](single)` above boxes is a question, said to be one. */
function withoutLabelMark(line: Piece): Piece {
  const mark = LABEL.exec(line.text);
  const from = Math.max(0, line.text.length - 20);
  const end = mark === null ? null : LABEL_END.exec(line.text.slice(from));
  return mark === null || end === null ? line : slicePiece(line, mark[0].length, from + end.index);
}

const WRAPPER = /<\/?(?:details|summary)(?:\s[^<>]{0,80})?>|<br\s{0,2}\/?>\s{0,4}$/gi;

/** Cuts a line at its wrapping tags; one that held nothing else stays as an empty piece, which is noise and not blank. */
function takeTagsApart(line: Piece): readonly Piece[] | null {
  if (!line.text.includes('<')) return null;
  const pieces: Piece[] = [];
  let from = 0;
  for (const tag of line.text.matchAll(WRAPPER)) {
    if (tag.index > from) pieces.push(slicePiece(line, from, tag.index));
    from = tag.index + tag[0].length;
  }
  if (from === 0) return takeKeyApart(line);
  if (from < line.text.length) pieces.push(slicePiece(line, from));
  const kept = pieces.filter(({ text }) => text.trim() !== '');
  return kept.length > 0 ? kept.flatMap((piece) => takeKeyApart(piece) ?? [piece]) : null;
}

const BOLD_KEY =
  /^\s{0,12}(?:<(?:div|p|span)(?:\s[^<>]{0,80})?>\s{0,4}){0,3}<(strong|b)>(?=\s{0,3}(?:the |correct |right ){0,2}answers?\s{0,3}[:=])/i;
/** Tags to cut at, and code, in which they are text. */
const BLOCK = /`[^`]{1,400}`|<\/?(?:div|p|span)(?:\s[^<>]{0,80})?>/gi;

/** `<p><strong>Answer: B</strong></p><p>...</p>`: a key as HTML, and what follows it in the same line. */
function takeKeyApart(line: Piece): readonly Piece[] | null {
  const open = BOLD_KEY.exec(line.text.slice(0, 400));
  const end = open === null ? -1 : line.text.indexOf(`</${open[1]}>`, open[0].length);
  if (open === null || end === -1) return null;
  const pieces = [slicePiece(line, open[0].length, end)];
  let from = end + open[0].length - open[0].lastIndexOf('<') + 1;
  for (const tag of line.text.matchAll(BLOCK)) {
    if (tag.index < from || tag[0].startsWith('`')) continue;
    pieces.push(slicePiece(line, from, tag.index));
    from = tag.index + tag[0].length;
  }
  pieces.push(slicePiece(line, from));
  return pieces.filter(({ text }) => text.trim() !== '');
}
