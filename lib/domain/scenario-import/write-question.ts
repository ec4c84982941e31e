import { letterAt } from '../item/item-content';
import { normaliseForMatching } from '../text/canonical';
import type { SourceEdit } from './message';
import { parseScenarioPost } from './parse-scenario-post';
import type { ParsedItem } from './parsed-post';
import { readVerdict } from './rationale-start';

/** A question as a form shows it; texts are in the dialect of parseRichText. */
export interface QuestionFields {
  readonly title: string;
  readonly stem: string;
  readonly options: readonly OptionFields[];
}

export interface OptionFields {
  readonly text: string;
  readonly correct: boolean;
  readonly rationale: string;
}

/** Where a question stands in its source, and what it says there. */
export interface WrittenQuestion {
  readonly fields: QuestionFields;
  /** The head as it is written, to be kept while the title stays. */
  readonly head: string;
  readonly number: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Columns of the last line, plus one. */
  readonly endColumn: number;
}

const toFields = (item: ParsedItem): QuestionFields => ({
  title: item.title ?? '',
  stem: item.stem,
  options: item.options.map(({ text, correct, rationale }) => ({
    text,
    correct,
    rationale: rationale ?? '',
  })),
});

/** Reads lines [firstLine, lastLine] of a scenario post as one question; null when they aren't one. */
export function readQuestion(source: string, firstLine: number, lastLine: number): WrittenQuestion | null {
  const lines = source.split('\n').slice(firstLine - 1, lastLine);
  const [item, another] = parseScenarioPost(lines.join('\n')).items;
  if (item === undefined || another !== undefined || item.firstLine !== 1) return null;
  return {
    fields: toFields(item),
    head: lines[0] ?? '',
    number: item.number,
    firstLine,
    lastLine,
    endColumn: (lines.at(-1) ?? '').length + 1,
  };
}

export type WriteOutcome =
  | { readonly ok: true; readonly edits: readonly SourceEdit[] }
  /** The part that would be read as something else, in words. */
  | { readonly ok: false; readonly part: string };

/**
 * The question written over its lines. What was written is read again first: a text that would come back as something else,
 * such as a stem with a line like "Answer: B", is refused instead of damaging the source.
 */
export function writeQuestion(before: WrittenQuestion, fields: QuestionFields): WriteOutcome {
  const text = questionText(before, fields);
  const back = readQuestion(text, 1, text.split('\n').length);
  const part = back === null ? 'the question as a whole' : firstDifference(fields, back.fields);
  if (part !== null) return { ok: false, part };
  const { firstLine, lastLine, endColumn } = before;
  return { ok: true, edits: [{ line: firstLine, column: 1, endLine: lastLine, endColumn, text }] };
}

function questionText({ head, number, fields: before }: WrittenQuestion, fields: QuestionFields): string {
  const title = fields.title.trim();
  const keeps = title === before.title && before.stem !== '' && !isStemOfHead(head, before);
  const letters = fields.options.map((_, at) => letterAt(at));
  const key = letters.filter((_, at) => fields.options[at]?.correct === true);
  const rationales = fields.options.flatMap(({ rationale }, at) =>
    rationale.trim() === '' ? [] : [rationaleLine(letters[at] ?? '', rationale.trim())],
  );
  return [
    keeps ? head : `Question ${number}${title === '' ? '' : `: ${title}`}`,
    fields.stem.trim(),
    fields.options.map(({ text }, at) => optionLine(letters[at] ?? '', text.trim())).join('\n'),
    ...(key.length > 0 ? [`Answer: ${key.join(', ')}`] : []),
    ...(rationales.length > 0 ? [`Rationale:\n${rationales.join('\n')}`] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** "Q7. Which ...?" with options right below: then the head is the stem. */
const isStemOfHead = (head: string, { stem }: QuestionFields): boolean =>
  stem !== '' && !stem.includes('\n') && head.includes(stem);

/** A block of code begins on a line of its own. */
const optionLine = (letter: string, text: string): string =>
  text.startsWith('```') || text.startsWith('~~~') ? `${letter}.\n${text}` : `${letter}. ${text}`;

const rationaleLine = (letter: string, rationale: string): string =>
  readVerdict(rationale) !== null && new RegExp(`^\\W{0,4}(?:option\\s)?${letter}\\b`, 'i').test(rationale)
    ? rationale
    : `${letter}. ${rationale}`;

function firstDifference(wanted: QuestionFields, got: QuestionFields): string | null {
  const same = (one: string, other: string): boolean =>
    normaliseForMatching(one) === normaliseForMatching(other);
  if (!same(wanted.title, got.title)) return 'the title';
  if (!same(wanted.stem, got.stem)) return 'the text of the question';
  if (wanted.options.length !== got.options.length) return 'the list of options';
  for (const [at, option] of wanted.options.entries()) {
    const read = got.options[at];
    const letter = letterAt(at);
    if (read === undefined || !same(option.text, read.text)) return `option ${letter}`;
    if (option.correct !== read.correct) return 'the key';
    if (!same(option.rationale, read.rationale)) return `the rationale of option ${letter}`;
  }
  return null;
}
