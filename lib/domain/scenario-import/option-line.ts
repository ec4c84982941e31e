/**
 * `marked` labels carry a sign of their own ("A.", "A)", "(A)", "**A**", "A:"); a `bare` one is a capital followed by a
 * space, which the article "A" is as well: only its neighbours tell.
 */
export type LabelStyle = 'marked' | 'bare';

export interface OptionLine {
  /** As written. */
  readonly label: string;
  readonly style: LabelStyle;
  /** Column of the label, from 1. */
  readonly column: number;
  readonly text: string;
}

const PREFIX = /^(\s{0,40}(?:[-*+•]\s{1,4})?)(\*\*|__)?/;
const SIGNED_LABEL = /^(?:\(([A-Ja-j])\)|([A-Ja-j])[.):]|([A-Ja-j])\s{1,3}[-–—](?=\s))/;
const BOLD_LABEL = /^\(?([A-Ja-j])[.):]{0,2}\s?(?:\*\*|__)[.):]?/;
const BARE_LABEL = /^([A-H])(?=\s|$)/;

/** Reads a label at the start of a line, or gives null. */
export function readOptionLine(line: string): OptionLine | null {
  const prefix = PREFIX.exec(line.slice(0, 60));
  const indent = prefix?.[1]?.length ?? 0;
  const bold = prefix?.[2];
  const body = line.slice(indent + (bold?.length ?? 0));
  const head = body.slice(0, 20);
  const boldLabel = bold === undefined ? null : BOLD_LABEL.exec(head);
  const signed = boldLabel ?? SIGNED_LABEL.exec(head);
  if (signed !== null && /^(?:\s|$)/.test(body.slice(signed[0].length))) {
    const label = signed[1] ?? signed[2] ?? signed[3] ?? '';
    const text = body.slice(signed[0].length).trim();
    // A whole line in bold print marks the key in some posts; that mark must not survive into the option.
    const wholeLineBold = bold !== undefined && boldLabel === null && text.endsWith(bold);
    const column = line.length - body.length + signed[0].indexOf(label) + 1;
    return { label, style: 'marked', column, text: wholeLineBold ? text.slice(0, -2).trim() : text };
  }
  const label =
    bold === undefined && line.trimStart().length === body.length ? BARE_LABEL.exec(head)?.[1] : undefined;
  return label === undefined
    ? null
    : { label, style: 'bare', column: indent + 1, text: body.slice(1).trim() };
}
