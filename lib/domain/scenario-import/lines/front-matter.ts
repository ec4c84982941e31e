import { type Piece, rewritePiece, slicePiece } from './piece';

/** More lines than this between the marks are a text between two rules. */
const MAX_LINES = 400;
const FIELD = /^([A-Za-z_][\w -]{0,30}?)\s{0,3}:(?=\s|$)\s{0,12}/;

interface Field {
  readonly name: string;
  readonly line: Piece;
  /** The value on the line of the name; a blank one when it stands below. */
  readonly value: Piece;
  /** Lines below the name, as written. */
  readonly below: readonly Piece[];
}

const STEM = /^(?:stem|question|text|prompt)$/i;
const OPTIONS = /^(?:options|choices|answers)$/i;
const KEY = /^(?:answer|correct|correct[ _]answers?|key|solution)$/i;
const REASON = /^(?:explanation|rationale|justification|feedback)$/i;
const TITLE = /^(?:title|name)$/i;

/**
 * Puts the fields of a YAML front matter where a post would have them: what says something about the question above its head,
 * stem and options below it, key and explanation last. Understands what question files use of YAML: names with values,
 * quoted or not, blocks (`|` and `>`), and lists of texts. Anything else gives the lines back as they are.
 */
export function spreadFrontMatter(lines: readonly Piece[]): readonly Piece[] {
  const open = lines.findIndex(({ text }) => text.trim() !== '');
  if (open === -1 || lines[open]?.text.trim() !== '---') return lines;
  const close = lines
    .slice(open + 1, open + MAX_LINES)
    .findIndex(({ text }) => /^(?:---|\.\.\.)\s{0,12}$/.test(text));
  if (close === -1) return lines;
  const end = open + 1 + close;
  const fields = readFields(lines.slice(open + 1, end));
  const stem = fields?.find(({ name }) => STEM.test(name));
  if (fields === null || stem === undefined) return lines;
  const marks = [lines[open], lines[end]].filter((mark) => mark !== undefined);
  return [...lines.slice(0, open), ...marks, ...arrange(fields, stem, lines.slice(end + 1))];
}

function readFields(lines: readonly Piece[]): readonly Field[] | null {
  const fields: (Field & { readonly below: Piece[] })[] = [];
  for (const line of lines) {
    const field = FIELD.exec(line.text);
    if (field?.[1] !== undefined) {
      const value = unquote(slicePiece(line, field[0].length));
      fields.push({ name: field[1], line, value, below: [] });
    } else if (/^(?:\s|-\s|#|$)/.test(line.text) && fields.length > 0) fields.at(-1)?.below.push(line);
    else if (!/^#|^\s{0,40}$/.test(line.text)) return null;
  }
  return fields;
}

function unquote(value: Piece): Piece {
  const text = value.text.trimEnd();
  const isQuoted = text.length > 1 && /^["']/.test(text) && text.endsWith(text.charAt(0));
  return isQuoted ? slicePiece(value, 1, text.length - 1) : slicePiece(value, 0, text.length);
}

function arrange(fields: readonly Field[], stem: Field, body: readonly Piece[]): readonly Piece[] {
  const pick = (pattern: RegExp): Field | undefined => fields.find(({ name }) => pattern.test(name));
  const [title, options, key, reason] = [pick(TITLE), pick(OPTIONS), pick(KEY), pick(REASON)];
  const known = new Set([title, options, key, reason, stem]);
  const about = fields.filter((field) => !known.has(field)).flatMap(({ line, below }) => [line, ...below]);
  const head = title ?? stem;
  const headText = title === undefined ? 'Question 1' : `Question 1: ${title.value.text}`;
  const stemLines = [...valueLines(stem), ...(title === undefined ? [] : title.below)];
  const last = [
    ...(key === undefined
      ? []
      : [written(key.line, `Answer: ${keyText(key)}`), ...key.below.map((line) => written(line, ' '))]),
    ...(reason === undefined ? [] : [written(reason.line, 'Explanation:'), ...valueLines(reason)]),
  ];
  const listed = options === undefined ? [] : [written(options.line, ' '), ...optionLines(options)];
  const rest = options === undefined ? [...body, ...last] : [...listed, ...last, ...body];
  return [
    ...about,
    written(head.line, headText),
    ...(title === undefined ? [] : [written(stem.line, ' ')]),
    ...stemLines,
    ...rest,
  ];
}

/** A piece in the words of a post, at the place of what it was read from. */
function written(line: Piece, text: string): Piece {
  return rewritePiece(line, text, new Array<number>(text.length + 1).fill(0));
}

function valueLines({ value, below }: Field): readonly Piece[] {
  const isBlock = /^[|>][-+0-9]{0,2}$/.test(value.text);
  const indent = below.find(({ text }) => text.trim() !== '')?.text.search(/\S/) ?? 0;
  const lines = below.map((line) =>
    slicePiece(line, Math.min(indent, Math.max(0, line.text.search(/\S|$/)))),
  );
  return isBlock || value.text === '' ? lines : [value, ...lines];
}

function keyText({ value, below }: Field): string {
  const listed = below
    .map(({ text }) => text.replace(/^\s{0,40}-\s{1,4}/, '').trim())
    .filter((text) => text !== '');
  return value.text === '' ? listed.join(', ') : value.text.replace(/^\[/, '').replace(/\]$/, '');
}

const ITEM = /^\s{0,40}-\s{1,4}(?:(?:text|option|label|value)\s?:\s{1,4})?/;

/** "- Text", "- A. Text", "- text: ..." with "correct: true" below, "A: Text". */
function optionLines({ below }: Field): readonly Piece[] {
  const lines: Piece[] = [];
  let count = 0;
  for (const line of below) {
    const item = ITEM.exec(line.text.slice(0, 80));
    const named = /^\s{1,40}\(?[A-Ja-j]\)?\s?[:.]\s/.test(line.text.slice(0, 60));
    if (item !== null) {
      const value = unquote(slicePiece(line, item[0].length));
      const label = /^\(?[A-Ja-j][.):]\)?\s/.test(value.text)
        ? ''
        : `${String.fromCharCode(65 + Math.min(25, count))}. `;
      lines.push(prefixed(value, label));
      count += 1;
    } else if (/^\s{1,40}(?:is_?)?correct\s?:\s{0,4}true\s{0,12}$/i.test(line.text) && lines.length > 0) {
      const last = lines.pop();
      if (last !== undefined) lines.push(suffixed(last, ' (Correct)'));
      lines.push(written(line, ' '));
    } else if (named) {
      lines.push(slicePiece(line, line.text.search(/\S/)));
      count += 1;
    } else
      lines.push(/^\s{1,40}(?:is_?)?correct\s?:/i.test(line.text) ? written(line, ' ') : slicePiece(line, 0));
  }
  return lines;
}

function prefixed(piece: Piece, prefix: string): Piece {
  if (prefix === '') return piece;
  const own = Array.from({ length: piece.text.length + 1 }, (_, at) => at);
  return rewritePiece(piece, prefix + piece.text, [...new Array<number>(prefix.length).fill(0), ...own]);
}

function suffixed(piece: Piece, suffix: string): Piece {
  const own = Array.from({ length: piece.text.length }, (_, at) => at);
  return rewritePiece(piece, piece.text + suffix, [
    ...own,
    ...new Array<number>(suffix.length + 1).fill(piece.text.length),
  ]);
}
