/** Labels that options may carry. Ten are more than any exam of this family uses, and fewer make fewer accidents in prose. */
const LABEL = 'A-J';

/** What may stand between two labels of a list: "A, C", "A and C", "A/C", "A, B, and C". */
const SEPARATOR = String.raw`\s{0,3}(?:,\s{0,3}(?:and|or)\s{1,3}|,|;|&|\+|\/|\b(?:and|or|nor)\s{1,3})\s{0,3}`;

const FIRST = new RegExp(String.raw`^\s{0,3}\(?([${LABEL}])\)?(?![\w'])`, 'i');
const FURTHER = new RegExp(String.raw`^${SEPARATOR}(?:options?\s{1,3})?\(?([${LABEL}])\)?(?![\w'])`, 'i');

export interface LabelList {
  /** Upper case, in the order written, each once. */
  readonly labels: readonly string[];
  /** How many characters the list takes up. */
  readonly length: number;
}

/** Reads a list of labels at the start of the text, or gives null. */
export function readLabelList(text: string): LabelList | null {
  const first = FIRST.exec(text);
  if (first?.[1] === undefined) return null;
  const labels = new Set([first[1].toUpperCase()]);
  let length = first[0].length;
  for (;;) {
    const more = FURTHER.exec(text.slice(length, length + 40));
    if (more?.[1] === undefined) return { labels: [...labels], length };
    labels.add(more[1].toUpperCase());
    length += more[0].length;
  }
}
