import { readLabelList } from '../label-list';
import { goesOnWithVerb } from '../letter-words';
import type { WrittenRationale } from './written-rationale';
import { rationaleText } from './written-rationale';

/** How rationales were told apart where the source doesn't do it line by line. */
export interface SplitRationales {
  readonly rationales: readonly WrittenRationale[];
  /** True when they were given to the options by their order alone. */
  readonly isByOrder: boolean;
}

/**
 * Takes one explanation for all options apart: at sentences that begin with letters ("B is right because ... Options A, C and D
 * are ..."), or into the entries of a list with one entry per option. Explanations that have a line per letter stay as they are.
 */
export function splitExplanations(
  rationales: readonly WrittenRationale[],
  labels: readonly string[],
): SplitRationales {
  const explained = new Map<string, number>();
  for (const rationale of rationales) {
    for (const label of rationale.labels) explained.set(label, (explained.get(label) ?? 0) + 1);
  }
  if (explained.size === labels.length) return { rationales, isByOrder: false };
  const split = rationales.flatMap((rationale) => {
    const parts = splitSentences(rationale, labels);
    const isNew = (label: string): boolean =>
      (explained.get(label) ?? 0) === (rationale.labels.includes(label) ? 1 : 0);
    return parts?.every((one) => one.labels.every(isNew)) === true ? parts : [rationale];
  });
  const whole = split[0];
  const isAlone = explained.size === 0 && whole?.labels.length === 0;
  const listed = isAlone ? splitList(whole, labels) : null;
  if (listed === null) return { rationales: split, isByOrder: false };
  return { rationales: [...listed.parts, ...split.slice(1)], isByOrder: !listed.hasVerdicts };
}

/** A sentence that begins with letters of options and goes on about them. */
const SENTENCE =
  /(^|(?<!\b(?:e\.g|i\.e))[.!?]["”’)]?\s{1,3}|\n\s{0,8})(?=[*_]{0,3}(?:(?:Options?|Choices?|Answers?)\s{1,3})?[*_]{0,3}\(?[A-J]\)?(?!\w))/g;
const NOUN = /^[*_]{0,3}(?:(?:Options?|Choices?|Answers?)\s{1,3})?[*_]{0,3}/;

function splitSentences(
  rationale: WrittenRationale,
  labels: readonly string[],
): readonly WrittenRationale[] | null {
  const text = rationaleText(rationale);
  if (text.includes('```')) return null;
  const starts = [...text.matchAll(SENTENCE)].flatMap((match) => {
    const at = match.index + match[0].length;
    const named = readSubject(text.slice(at, at + 160), labels);
    return named === null ? [] : [{ at, labels: named }];
  });
  const named = new Set(starts.flatMap((start) => start.labels));
  if (starts.length < 2 || named.size < 2 || new Set(starts.map((start) => start.labels.join())).size < 2)
    return null;
  const parts = starts.map((start, at) =>
    part(rationale, start.labels, text.slice(start.at, starts[at + 1]?.at).trim()),
  );
  const before = text.slice(0, starts[0]?.at).trim();
  return before === '' ? parts : [part(rationale, rationale.labels, before), ...parts];
}

function readSubject(text: string, labels: readonly string[]): readonly string[] | null {
  const noun = NOUN.exec(text)?.[0] ?? '';
  const list = readLabelList(text.slice(noun.length));
  if (list === null || !/^\(?[A-J]/.test(text.slice(noun.length))) return null;
  if (!list.labels.every((label) => labels.includes(label))) return null;
  const after = text.slice(noun.length + list.length).replace(/^[*_]{0,3}/, '');
  const label = list.labels.length > 1 || /[a-z]/i.test(noun) ? 'B' : (list.labels[0] ?? 'A');
  const goesOn = /^\s/.test(after) && goesOnWithVerb(label, after.trimStart());
  const isSigned = /[a-z]/i.test(noun) && /^\s{0,2}[:–—(]/.test(after);
  return goesOn || isSigned ? list.labels : null;
}

function part(rationale: WrittenRationale, labels: readonly string[], text: string): WrittenRationale {
  return { ...rationale, labels, lines: text.split('\n') };
}

const ENTRY = /^(?:[-*+•]|\d{1,2}[.)])\s{1,4}(?=\S)/;
const VERDICT_WORD = /^[*_]{0,3}(?:not\s)?(?:correct|incorrect|right|wrong|true|false|yes|no)\b/i;

/** A list of as many entries as there are options, or as many paragraphs that begin with "Correct" or "Incorrect". */
function splitList(
  rationale: WrittenRationale,
  labels: readonly string[],
): { readonly parts: readonly WrittenRationale[]; readonly hasVerdicts: boolean } | null {
  const entries: string[][] = [];
  let isList = true;
  for (const line of rationaleText(rationale).split('\n')) {
    const entry = ENTRY.exec(line);
    const hasVerdict = VERDICT_WORD.test(line.slice(entry?.[0].length ?? 0));
    if (entry !== null || hasVerdict) entries.push([line.slice(entry?.[0].length ?? 0)]);
    else if (entries.length === 0) return null;
    else entries.at(-1)?.push(line);
    if (entry === null && hasVerdict) isList = false;
  }
  if (entries.length !== labels.length || entries.length < 2) return null;
  const hasVerdicts = entries.every((entry) => VERDICT_WORD.test(entry[0] ?? ''));
  if (!hasVerdicts && !isList) return null;
  return {
    parts: entries.map((lines, at) => ({ ...rationale, labels: [labels[at] ?? ''], lines })),
    hasVerdicts,
  };
}
