import { letterAt } from '../../item/item-content';
import { childNamed, childrenNamed, descendants, elementsOf, type MarkupElement } from './markup-tree';

interface Level {
  readonly format: string;
  /** "%1." or "Question %1:". */
  readonly pattern: string;
  readonly start: number;
}

/** For a list and a level of it, how its numbers look. */
export type Numbering = ReadonlyMap<string, Level>;

const wordValue = (element: MarkupElement | null): string => element?.attributes['w:val'] ?? '';
const levelKey = (list: string, level: string): string => `${list}/${level}`;

/** Reads word/numbering.xml. Lists refer to abstract ones and may override where a level starts. */
export function readNumbering(root: MarkupElement | null): Numbering {
  const levels = new Map<string, Level>();
  if (root === null) return levels;
  const abstract = new Map(
    childrenNamed(root, 'w:abstractNum').map((one) => [one.attributes['w:abstractNumId'], one]),
  );
  for (const list of childrenNamed(root, 'w:num')) {
    const template = abstract.get(wordValue(childNamed(list, 'w:abstractNumId')));
    const id = list.attributes['w:numId'] ?? '';
    for (const level of template === undefined ? [] : childrenNamed(template, 'w:lvl')) {
      levels.set(levelKey(id, level.attributes['w:ilvl'] ?? '0'), {
        format: wordValue(childNamed(level, 'w:numFmt')),
        pattern: wordValue(childNamed(level, 'w:lvlText')),
        start: Number(wordValue(childNamed(level, 'w:start')) || '1') || 1,
      });
    }
    for (const override of childrenNamed(list, 'w:lvlOverride')) {
      const key = levelKey(id, override.attributes['w:ilvl'] ?? '0');
      const known = levels.get(key);
      const start = Number(wordValue(childNamed(override, 'w:startOverride')));
      if (known !== undefined && start > 0) levels.set(key, { ...known, start });
    }
  }
  return levels;
}

/** A paragraph whose number Word makes up while showing it. */
export interface NumberedParagraph {
  readonly paragraph: MarkupElement;
  readonly properties: MarkupElement;
  readonly numbering: MarkupElement;
  /** As Word shows it, with a space behind: "B. ", "Question 3: ". */
  readonly label: string;
}

/** All paragraphs with numbers, in the order of the document; bullets stay bullets. */
export function findNumbered(root: MarkupElement, levels: Numbering): readonly NumberedParagraph[] {
  const counters = new Map<string, number[]>();
  return descendants(root, ({ name }) => name === 'w:p').flatMap((paragraph) => {
    const properties = childNamed(paragraph, 'w:pPr');
    const numbering = properties === null ? null : childNamed(properties, 'w:numPr');
    if (properties === null || numbering === null) return [];
    const list = wordValue(childNamed(numbering, 'w:numId'));
    const at = Number(wordValue(childNamed(numbering, 'w:ilvl')) || '0');
    const level = levels.get(levelKey(list, String(at)));
    if (level === undefined || !(at >= 0 && at < 9)) return [];
    const counts = counters.get(list) ?? [];
    counters.set(list, counts);
    counts[at] = (counts[at] ?? level.start - 1) + 1;
    counts.length = at + 1;
    if (level.format === 'bullet' || level.format === 'none' || !level.pattern.includes('%')) return [];
    const label = level.pattern.replaceAll(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const format = levels.get(levelKey(list, String(index)))?.format ?? 'decimal';
      return writeNumber(counts[index] ?? 1, format);
    });
    return hasText(paragraph) ? [{ paragraph, properties, numbering, label: `${label} ` }] : [];
  });
}

const hasText = (paragraph: MarkupElement): boolean =>
  elementsOf(paragraph).some(({ name }) => name !== 'w:pPr');

function writeNumber(value: number, format: string): string {
  switch (format) {
    case 'upperLetter':
      return letterAt(Math.max(0, value - 1));
    case 'lowerLetter':
      return letterAt(Math.max(0, value - 1)).toLowerCase();
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    default:
      return String(value);
  }
}

const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
];

function roman(value: number): string {
  let [rest, text] = [Math.min(value, 399), ''];
  for (const [worth, sign] of ROMAN) {
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  }
  return text;
}
