import type { AssembledItem, AssembledOption } from '../assemble-item';
import { isLettersOnly } from '../key-line';
import type { Piece } from '../lines/piece';
import type { QuickFix, SourceEdit } from '../message';
import { readRationaleStart } from '../rationale-start';
import { rationaleText } from '../rationales/written-rationale';
import { fix, replaceSpan } from './edit';

const LETTERS = 'ABCDEFGHIJ';

/** Gives an option whose letter is taken the first one that no option of its item has. */
export function relabelOption(
  lines: readonly Piece[],
  option: AssembledOption,
  { taken, count }: { readonly taken: ReadonlySet<string>; readonly count: number },
): readonly QuickFix[] {
  const line = lines[option.index];
  const isNumber = /^\d/.test(option.label);
  const free = isNumber ? String(count) : [...LETTERS].find((letter) => !taken.has(letter));
  if (line === undefined || option.labelAt === null || option.labelAt < 0 || free === undefined) return [];
  const label = option.label === option.label.toLowerCase() ? free.toLowerCase() : free;
  const { labelAt } = option;
  return [fix(`Make it option ${label}`, replaceSpan(line, labelAt, labelAt + option.label.length, label))];
}

/**
 * Closes a gap in the letters: options, the key and the beginnings of rationales move up together. Offered only where no
 * text mentions a letter that would move.
 */
export function closeGap(lines: readonly Piece[], item: AssembledItem): readonly QuickFix[] {
  const labels = item.options.map(({ label }) => label);
  if (new Set(labels).size < labels.length || labels.some((label) => !/^[A-J]$/.test(label))) return [];
  const sorted = [...labels].sort();
  const renamed = new Map(sorted.map((label, at) => [label, LETTERS.charAt(at)]));
  const moved = new Set(sorted.filter((label) => renamed.get(label) !== label));
  const edits: SourceEdit[] = [];
  for (const option of item.options) {
    const line = lines[option.index];
    if (line === undefined || option.labelAt === null || option.labelAt < 0 || mentions(option.body, moved))
      return [];
    if (moved.has(option.label))
      edits.push(replaceSpan(line, option.labelAt, option.labelAt + 1, renamed.get(option.label) ?? ''));
  }
  const others = [keyEdits(item, renamed, moved), rationaleEdits(lines, item, renamed, moved)];
  if (others.some((part) => part === null) || mentions(item.stem, moved)) return [];
  return [
    fix(
      `Call the options ${[...renamed.values()].join(', ')}`,
      ...edits,
      ...others.flatMap((part) => part ?? []),
    ),
  ];
}

function mentions(text: string, labels: ReadonlySet<string>): boolean {
  return [...text.matchAll(/(?<![A-Za-z0-9])[A-J](?![A-Za-z0-9])/g)].some((match) => labels.has(match[0]));
}

function keyEdits(
  item: AssembledItem,
  renamed: ReadonlyMap<string, string>,
  moved: ReadonlySet<string>,
): readonly SourceEdit[] | null {
  const edits: SourceEdit[] = [];
  for (const { value, line, column, endLine, endColumn } of item.keys) {
    if (!mentions(value, moved) && !/^[A-J]{2,6}$/.test(value)) continue;
    if (!isLettersOnly(value) || item.keyValue === null) return null;
    const text = item.keyValue.labels.map((label) => renamed.get(label) ?? label).join(', ');
    edits.push({ line, column, endLine, endColumn, text });
  }
  return edits;
}

function rationaleEdits(
  lines: readonly Piece[],
  item: AssembledItem,
  renamed: ReadonlyMap<string, string>,
  moved: ReadonlySet<string>,
): readonly SourceEdit[] | null {
  const labels = item.options.map(({ label }) => label);
  const edits: SourceEdit[] = [];
  for (const rationale of item.rationales) {
    const line = lines[rationale.index];
    const label = rationale.labels[0] ?? '';
    const text = rationaleText(rationale);
    if (
      rationale.labels.length === 0 ||
      (rationale.labels.length > 1 && rationale.labels.some((one) => moved.has(one)))
    ) {
      if (mentions(text, moved) || rationale.labels.length > 0) return null;
      continue;
    }
    const start =
      line === undefined
        ? null
        : readRationaleStart(line.text, { labels, expected: label, following: '', countsAll: true });
    if (line === undefined || start === null) {
      if (mentions(text, moved) || moved.has(label)) return null;
      continue;
    }
    const rest = text.startsWith(label)
      ? text.slice(1)
      : text.replace(/^\W{0,4}(?:option|choice|answer)\s+[A-J]/i, '');
    if (mentions(rest, moved)) return null;
    if (moved.has(label)) edits.push(replaceSpan(line, start.at, start.at + 1, renamed.get(label) ?? label));
  }
  return edits;
}
