import { normaliseForMatching } from '../text/canonical';
import { bareValue, GLUED } from './key-line';
import { readLabelList } from './label-list';

export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

export interface KeyValue {
  /** Upper case. */
  readonly labels: readonly string[];
  /** Why, where the line of the key goes on with a reason. */
  readonly reason: string;
  /** Written in a way that might be a slip of the pen, such as "Ac". */
  readonly isUnusual: boolean;
}

const NOUN = /^(?:both\s{1,3})?(?:options?|choices?|answers?)?\s{0,3}(?:both\s{1,3})?/i;

/**
 * What a key value names, or null when it can't be read. Understands letters ("A, C", "AC", "A C"), numbers where the
 * options have numbers, a letter with its text ("A. Enable schema evolution"), several of them, and the text alone. A letter
 * whose text is another option's is not understood on purpose: guessing there would turn a typing error into a wrong key.
 */
export function readKeyValue(value: string, options: readonly LabelledText[]): KeyValue | null {
  const bare = bareValue(value);
  const wanted = normaliseForMatching(bare);
  // By far the most keys are letters; nothing else has to be tried unless an option consists of a letter itself.
  if (/^[A-J](?:, ?[A-J]){0,5}$/.test(value) && options.every(({ text }) => text.length > value.length)) {
    return plain(value.split(/, ?/));
  }
  const own = readRepeatedOption(value, options);
  if (own !== null) return plain([own]);
  const several = severalWithText(value.trim(), options);
  if (several !== null) return several;
  const byText = options.filter((option) => normaliseForMatching(option.text) === wanted);
  if (wanted !== '' && byText.length === 1) return plain(byText.map(({ label }) => label.toUpperCase()));
  if (GLUED.test(bare) || /^[A-J](?:\s{1,3}[A-J]){1,5}$/.test(bare))
    return plain([...new Set(bare.replaceAll(/\s/g, ''))]);
  const typed = readTyped(bare, options);
  if (typed !== null) return typed;
  const noun = NOUN.exec(bare)?.[0].length ?? 0;
  const list = readList(bare.slice(noun), options);
  if (list === null) return null;
  const rest = bare.slice(noun + list.length);
  if (
    rest === '' ||
    /^\s{0,3}(?:is|are)\s{1,3}(?:the\s{1,3})?(?:both\s{1,3})?(?:correct|right)(?:\s{1,3}(?:answers?|options?|choices?))?$/i.test(
      rest,
    )
  ) {
    return plain(list.labels);
  }
  // "B) ..." is marked as well as "B. ...", though its bracket counts as part of the letter.
  const isClosed = bare.charAt(noun + list.length - 1) === ')' && /^\s/.test(rest);
  const behind = value.startsWith(bare) ? value.slice(bare.length).trimEnd() : '';
  const marks = /[*_]{1,3}$/.exec(behind)?.[0] ?? '';
  // Bold print that was opened before the key closes with the line, and not with the reason.
  const end = marks === '' || rest.includes(marks) ? behind : behind.slice(0, -marks.length);
  return withText({ labels: list.labels, rest, end, isClosed }, options) ?? severalWithText(bare, options);
}

function plain(labels: readonly string[]): KeyValue {
  return { labels: [...new Set(labels)], reason: '', isUnusual: false };
}

/** "Ac" for A and C: letters without anything between them, each an option of its own. */
function readTyped(bare: string, options: readonly LabelledText[]): KeyValue | null {
  if (!/^[A-J][A-Ja-j]{1,5}$/.test(bare)) return null;
  const labels = [...bare.toUpperCase()];
  const known = new Set(options.map(({ label }) => label.toUpperCase()));
  if (new Set(labels).size < labels.length || !labels.every((label) => known.has(label))) return null;
  return { labels, reason: '', isUnusual: true };
}

function readList(
  text: string,
  options: readonly LabelledText[],
): { readonly labels: readonly string[]; readonly length: number } | null {
  if (!options.some(({ label }) => /^\d/.test(label))) return readLabelList(text);
  const labels: string[] = [];
  let length = 0;
  for (;;) {
    const match = /^(?:\s{0,3}(?:,|;|&|\+|\/|\band\b)){0,2}\s{0,3}\(?#?(\d{1,2})\)?(?![\w%])/i.exec(
      text.slice(length, length + 20),
    );
    if (match?.[1] === undefined) return length === 0 ? null : { labels, length };
    labels.push(String(Number(match[1])));
    length += match[0].length;
  }
}

/** "A. Enable ..." or "A Enable ...": the text must be that option's own, or follow a mark and be nobody else's. */
function withText(
  written: {
    readonly labels: readonly string[];
    readonly rest: string;
    /** Marks and full stops behind the rest, which belong to it where it is a reason. */
    readonly end: string;
    readonly isClosed: boolean;
  },
  options: readonly LabelledText[],
): KeyValue | null {
  const { labels, rest } = written;
  const isMarked = written.isClosed || /^\s{0,3}[*_]{0,3}\s{0,3}[.):,;–—(-]/.test(rest);
  const text = rest.replace(/^[\s*_.):,;–—(-]{1,10}/, '');
  const wanted = normaliseForMatching(text);
  const owner = options.find((option) => normaliseForMatching(option.text) === wanted)?.label.toUpperCase();
  if (owner !== undefined) return labels.length === 1 && labels[0] === owner ? plain(labels) : null;
  if (!isMarked || readsAsSecondKey(text, options)) return null;
  if (written.isClosed && namesAnother(text, labels, options)) return null;
  const isParenthesised = /^\s{0,3}\(/.test(rest) && text.endsWith(')');
  return { labels, reason: isParenthesised ? text.slice(0, -1) : text + written.end, isUnusual: false };
}

function readsAsSecondKey(text: string, options: readonly LabelledText[]): boolean {
  const parts = splitParts(text);
  return parts.length > 1 && parts.slice(1).every((part) => exact(part, options) !== null);
}

/** "B) is wrong, C) is right", "b) two and c)": a second letter that is marked like the first may be part of the key. */
function namesAnother(text: string, labels: readonly string[], options: readonly LabelledText[]): boolean {
  const known = new Set(options.map(({ label }) => label.toUpperCase()));
  return [...text.matchAll(/(?<![\p{L}\p{N}])([A-Ja-j]|\d{1,2})\)/gu)].some(([, written = '']) => {
    const label = written.toUpperCase();
    return known.has(label) && !labels.includes(label);
  });
}

/** "A. First, C. Third": each part is a letter with its own text. */
function severalWithText(bare: string, options: readonly LabelledText[]): KeyValue | null {
  const labels = splitParts(bare).map((part) => exact(part, options));
  if (labels.length < 2 || labels.some((label) => label === null)) return null;
  return plain(labels.filter((label) => label !== null));
}

function splitParts(text: string): readonly string[] {
  return text.split(/(?:,|;|\band\b|&)\s{1,3}(?=\(?(?:[A-Ja-j]|\d{1,2})\)?[.):]\s)/);
}

/** The label of a part such as "C. Third" whose text is that option's own. */
function exact(part: string, options: readonly LabelledText[]): string | null {
  const list = readList(part, options);
  const label = list?.labels[0];
  if (list === null || label === undefined || list.labels.length > 1) return null;
  const text = part
    .slice(list.length)
    .replace(/^[\s.):–—-]{1,6}/, '')
    .trim();
  const option = options.find((candidate) => candidate.label.toUpperCase() === label);
  if (option === undefined) return null;
  return option.text === text || normaliseForMatching(option.text) === normaliseForMatching(text)
    ? label
    : null;
}

/** The label of a line that repeats an option, letter and text; null for any other line. */
export function readRepeatedOption(line: string, options: readonly LabelledText[]): string | null {
  const text = line.replace(/^\s{0,12}[-*+•]\s{1,4}/, '').trim();
  return exact(text, options) ?? exact(bareValue(text), options);
}
