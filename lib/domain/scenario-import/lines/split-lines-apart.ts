import { readKeyLine } from '../key-line';
import { type Piece, slicePiece } from './piece';

/**
 * Takes apart what stands on one line outside of code and belongs on several: a whole question, a key with its explanation, tags
 * in brackets. Null for a line that stays whole, as most do.
 */
export function splitLineApart(line: Piece): readonly Piece[] | null {
  const { text } = line;
  const mayHoldMore = text.includes(']') || text.includes(':') || INLINE_LABELS.test(text);
  if (!mayHoldMore) return null;
  const [pieces, tags] = takeTags(line);
  return [...pieces.flatMap(splitQuestion).flatMap(splitKey), ...tags];
}

const TAG = /\[(?:domain|topic|tags?|objective|skill|area|category):\s?[^[\]]{1,100}\]$/i;

/** Tags in brackets at the end of a line. */
function takeTags(line: Piece): readonly [readonly Piece[], readonly Piece[]] {
  const tags: Piece[] = [];
  let rest = line;
  for (;;) {
    const end = rest.text.trimEnd().length;
    if (rest.text.charAt(end - 1) !== ']') break;
    const from = Math.max(0, end - 130);
    const tag = TAG.exec(rest.text.slice(from, end));
    if (tag === null) break;
    tags.unshift(slicePiece(rest, from + tag.index, end));
    rest = slicePiece(rest, 0, from + tag.index);
  }
  if (tags.length === 0) return [[line], []];
  return [rest.text.trim() === '' ? [] : [rest], tags];
}

interface Marker {
  readonly label: string;
  readonly at: number;
  /** White space before it. */
  readonly gap: string;
}

/** Two labels, the second of them inside the line. */
const INLINE_LABELS = /(?:^|\s)\(?[A-Ja-j][.)](?=\s)[\s\S]*?\s\(?[A-Ja-j][.)]\s/;
const INLINE_LABEL = /(^|\s{1,20})\(?([A-Ja-j])[.)](?=\s)/g;

/** Small letters before "answer" may be words of the last option: only a capital "The" belongs to the key. */
const INLINE_KEY =
  /\s[*_]{0,2}(?:The\s)?(?:(?:[Cc]orrect|CORRECT|[Rr]ight)\s)?(?:[Aa]nswers?|[Aa]ns|ANSWERS?)[*_]{0,2}\s?[:=]/;

function splitQuestion(line: Piece): readonly Piece[] {
  if (line.text.length < 8) return [line];
  const options = inlineOptions(line.text);
  if (options.length === 0) return [line];
  const cuts = options.map(({ at }) => at);
  const last = cuts.at(-1) ?? 0;
  const key = INLINE_KEY.exec(line.text.slice(last));
  if (key !== null) cuts.push(last + key.index);
  else if (options.length < 3 && !/^(?:\s\s|\t)/.test(options[1]?.gap ?? '')) return [line];
  return cutAt(line, cuts);
}

/** The first run of labels that counts up from A, or from the label at the very start. */
function inlineOptions(text: string): readonly Marker[] {
  const markers: Marker[] = [...text.matchAll(INLINE_LABEL)].map((match) => ({
    label: match[2] ?? '',
    at: match.index + (match[1] ?? '').length,
    gap: match[1] ?? '',
  }));
  const atStart = markers[0]?.at === text.length - text.trimStart().length;
  const run: Marker[] = [];
  for (const marker of markers) {
    const previous = run.at(-1);
    if (previous === undefined) {
      if (marker.label.toUpperCase() === 'A' || (atStart && marker === markers[0])) run.push(marker);
    } else if (marker.label === String.fromCharCode(previous.label.charCodeAt(0) + 1)) run.push(marker);
  }
  return run.length > 1 ? run : [];
}

const REASON = /\s[*_]{0,3}(?:overall\s)?(?:explanation|rationale|justification|reasoning)s?[*_]{0,3}\s?:/i;

function splitKey(line: Piece): readonly Piece[] {
  if (!line.text.includes(':') || readKeyLine(line.text) === null) return [line];
  const reason = REASON.exec(line.text);
  return reason === null ? [line] : cutAt(line, [reason.index]);
}

function cutAt(line: Piece, cuts: readonly number[]): readonly Piece[] {
  return [0, ...cuts]
    .map((from, at) => slicePiece(line, from, cuts[at] ?? line.text.length))
    .filter(({ text }) => text.trim() !== '');
}
