/**
 * `marked` labels carry a sign of their own ("A.", "A)", "(A)", "**A**", "A:"); a `bare` one is a capital followed by a
 * space, which the article "A" is as well: only its neighbours tell.
 */
export type LabelStyle = 'marked' | 'bare';

/** How a post may say at an option that it is right. `bold` is the weakest: it counts only where nothing else states the key. */
export type MarkKind = 'box' | 'star' | 'sign' | 'suffix' | 'bold';

export interface OptionMark {
  readonly kind: MarkKind;
  readonly isCorrect: boolean;
  /** Offsets of the mark in the line. */
  readonly from: number;
  readonly to: number;
}

export interface OptionLine {
  /** As written. */
  readonly label: string;
  readonly style: LabelStyle;
  /** Offset of the label, from 0. */
  readonly at: number;
  readonly text: string;
  /** Offset of the text. */
  readonly textAt: number;
  readonly mark: OptionMark | null;
  /** "* A. ..." has a star that may be the bullet of a list or the mark of the key; its neighbours tell. */
  readonly bullet: { readonly sign: string; readonly at: number } | null;
}

const BULLET = /^(\s{0,40})([-*+•])\s{1,4}/;
const BOX = /^\s{0,40}\[\s{0,3}([xX✓✔]?)\s{0,3}\]\s{1,4}/;
const STAR = /^\s{0,40}\*{1,3}\s?(?=\(?[A-Ja-j][.):])/;
const SIGN = /^\s{0,40}(?:✅|✔️?|✓|☑️?|→|=>|\[correct\])\s{0,4}/i;
const BOLD = /^\s{0,40}(\*\*|__)/;
const SIGNED_LABEL = /^(?:\(([A-Ja-j])\)|([A-Ja-j])[.):]|([A-Ja-j])\s{1,3}[-–—](?=\s))/;
const BOLD_LABEL = /^\(?([A-Ja-j])[.):]{0,2}\s?(?:\*\*|__)[.):]?/;
const BARE_LABEL = /^([A-H])(?=\s|$)/;
const SUFFIX =
  /\s{0,8}(?:[*_]{0,2}[([](?:the )?(?:(?:in)?correct|right|wrong)(?: answer| option)?[)\]][*_]{0,2}|(?:<-{1,2}|←|⬅️?)\s?correct(?: answer)?|✅|✔️?|✓|☑️?)$/i;

/** The last character of whatever SUFFIX finds. */
const MAY_END_SUFFIX = /(?:[)\]*_tr\u2705\u2714\u2713\u2611]|\ufe0f)/i;

/** Takes "(Correct)", a tick or an arrow off the end of an option. */
export function readSuffix(line: string): OptionMark | null {
  const end = line.trimEnd().length;
  // Most options end in a word, and looking no further saves most of the time of reading them.
  if (!MAY_END_SUFFIX.test(line.charAt(end - 1))) return null;
  const from = Math.max(0, end - 40);
  const match = SUFFIX.exec(line.slice(from, end));
  if (match === null || from + match.index === 0) return null;
  return { kind: 'suffix', isCorrect: !/incorrect|wrong/i.test(match[0]), from: from + match.index, to: end };
}

interface Prefix {
  readonly length: number;
  readonly mark: OptionMark | null;
  readonly bullet: OptionLine['bullet'];
}

/** What may stand before a label: a bullet, a box, a star or a tick. */
function readPrefix(line: string): Prefix {
  const start = line.slice(0, 80);
  const star = STAR.exec(start);
  const bullet = star !== null && !/\*\s$/.test(star[0]) ? null : BULLET.exec(start);
  const after = bullet?.[0].length ?? 0;
  const sign = BOX.exec(start.slice(after)) ?? SIGN.exec(start.slice(after));
  const found = bullet === null ? null : { sign: bullet[2] ?? '', at: (bullet[1] ?? '').length };
  if (sign !== null) {
    const from = after + sign[0].length - sign[0].trimStart().length;
    const kind = sign[1] === undefined ? 'sign' : 'box';
    const mark = { kind, isCorrect: sign[1] !== '', from, to: after + sign[0].length } as const;
    return { length: mark.to, mark, bullet: found };
  }
  if (bullet === null && star !== null && !isBoldLine(line, star[0])) {
    const from = star[0].length - star[0].trimStart().length;
    return {
      length: star[0].length,
      mark: { kind: 'star', isCorrect: true, from, to: star[0].length },
      bullet: null,
    };
  }
  return { length: after, mark: null, bullet: found };
}

/** "**A. text**" and "*A.* text" are print, "*A. text" is a mark: its star has no partner. */
function isBoldLine(line: string, star: string): boolean {
  return (line.slice(star.length, LONG).match(/\*+/g)?.length ?? 0) % 2 === 1;
}

/** Stars further on in a line don't matter. */
const LONG = 2000;

/** Most lines can't be options by their first characters. */
const POSSIBLE = /^\s{0,40}(?:[A-Ja-j](?:[.):\s]|$)|[-(*+•_[✅✔✓☑→=])/;

/** Reads a label at the start of a line, or gives null. */
export function readOptionLine(line: string): OptionLine | null {
  if (!POSSIBLE.test(line)) return null;
  const prefix = readPrefix(line);
  const bold = BOLD.exec(line.slice(prefix.length, prefix.length + 50));
  const indent = line.slice(prefix.length, prefix.length + 40).search(/\S|$/);
  const from = prefix.length + (bold?.[0].length ?? indent);
  const head = line.slice(from, from + 20);
  const boldLabel = bold === null ? null : BOLD_LABEL.exec(head);
  const signed = boldLabel ?? SIGNED_LABEL.exec(head);
  if (signed !== null && /^(?:\s|$)/.test(line.slice(from + signed[0].length, from + signed[0].length + 1))) {
    const label = signed[1] ?? signed[2] ?? signed[3] ?? '';
    const at = from + signed[0].indexOf(label);
    return readText(
      line,
      { label, style: 'marked', at, bullet: prefix.bullet, mark: prefix.mark },
      {
        from: from + signed[0].length,
        // A whole line in bold print marks the key in some posts; that mark must not survive into the option.
        bold: bold !== null && boldLabel === null ? { sign: bold[1] ?? '', at: from - 2 } : null,
      },
    );
  }
  const isPlain = bold === null && prefix.mark === null && prefix.bullet === null;
  const label = isPlain ? BARE_LABEL.exec(head)?.[1] : undefined;
  if (label === undefined) return null;
  return readText(
    line,
    { label, style: 'bare', at: from, bullet: null, mark: null },
    { from: from + 1, bold: null },
  );
}

function readText(
  line: string,
  { label, style, at, bullet, mark: before }: Omit<OptionLine, 'text' | 'textAt'>,
  rest: { readonly from: number; readonly bold: { readonly sign: string; readonly at: number } | null },
): OptionLine {
  const written = line.slice(rest.from);
  const suffix = readSuffix(written);
  const text = suffix === null ? written : written.slice(0, suffix.from);
  const textAt = rest.from + (text.length - text.trimStart().length);
  const trimmed = text.trim();
  const mark = before ?? (suffix && { ...suffix, from: rest.from + suffix.from, to: rest.from + suffix.to });
  if (rest.bold === null || !trimmed.endsWith(rest.bold.sign))
    return { label, style, at, text: trimmed, textAt, mark, bullet };
  const inner = trimmed.slice(0, -rest.bold.sign.length).trim();
  const boldMark = { kind: 'bold', isCorrect: true, from: rest.bold.at, to: rest.bold.at + 2 } as const;
  return { label, style, at, text: inner, textAt, mark: mark ?? boldMark, bullet };
}
