import * as z from 'zod';
import type { Coverage } from '@/lib/domain/blueprint/coverage';
import type { MappedDomain } from '@/lib/domain/form/propose-draws';
import { type ListQuery, type Page, readWords } from '@/lib/domain/kernel/page';
import { isReadableName, UNREADABLE_NAME } from '@/lib/domain/kernel/readable-name';

/** What a form may hold at most: more than any real exam, and few enough to be read as one page. */
export const MAX_QUESTIONS = 500;

const wholeNumber = (what: string, from: number, to: number) =>
  z.coerce
    .number(`Enter ${what} as a whole number.`)
    .int(`Enter ${what} as a whole number.`)
    .min(from, `Enter ${what} from ${from} to ${to}.`)
    .max(to, `Enter ${what} from ${from} to ${to}.`);

/** A field that may occur never, once or several times. */
const many = <T extends z.ZodType>(entry: T, max: number) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(entry).max(max));

const idOrNone = z.union([z.literal('').transform(() => null), z.guid('Choose one of the list.')]);

/** A pass mark in percent of the questions, as typed. */
export const cutPercent = z.coerce
  .number('Enter the pass mark in percent, for example 70.')
  .gt(0, 'The pass mark is above 0 % and at most 100 %.')
  .max(100, 'The pass mark is above 0 % and at most 100 %.')
  .multipleOf(0.01, 'Use at most two decimals.');

const basics = {
  name: z
    .string('Enter a name.')
    .trim()
    .min(1, 'Enter a name.')
    .max(120, 'Use at most 120 characters.')
    .refine(isReadableName, UNREADABLE_NAME),
  blueprintVersionId: idOrNone.default(null),
  minutes: wholeNumber('the minutes', 1, 1440),
  cutPercent,
};

/** A cell of the table of draws: `<bank>:<topic>`, with its number in the field `drawCount` of the same place. */
const drawCell = z
  .string()
  .regex(/^[\da-f-]{36}:[\da-f-]{36}$/, 'That is not a topic of a bank.')
  .transform((cell) => ({ bankId: cell.slice(0, 36), topicId: cell.slice(37) }));

const drawCount = z.preprocess(
  (value) => (value === '' ? 0 : value),
  wholeNumber('each number', 0, MAX_QUESTIONS),
);

const fixedInput = z
  .object({
    ...basics,
    selection: z.literal('fixed'),
    itemId: many(z.guid('That is not a question.'), 5000)
      .transform((itemIds) => [...new Set(itemIds)])
      .refine((itemIds) => itemIds.length <= MAX_QUESTIONS, `Choose at most ${MAX_QUESTIONS} questions.`),
    // "All 312 found": the search itself, and the number that was on the screen.
    foundBank: z.guid('That is not a bank.').optional(),
    foundWords: z.unknown().optional().transform(readWords),
    foundShown: z.coerce.number().int().min(1).optional(),
  })
  .refine(({ itemId, foundBank }) => itemId.length > 0 || foundBank !== undefined, {
    path: ['itemId'],
    message: 'Choose at least one question.',
  })
  .transform(({ itemId, foundBank, foundWords, foundShown = 0, ...rest }) => ({
    ...rest,
    itemIds: itemId,
    ...(foundBank === undefined ? {} : { found: { bankId: foundBank, q: foundWords, shown: foundShown } }),
  }));

const drawnInput = z
  .object({
    ...basics,
    selection: z.literal('drawn'),
    drawCell: many(drawCell, 2000),
    drawCount: many(drawCount, 2000)
      .refine((counts) => sumOf(counts) > 0, 'Enter how many questions to draw from at least one topic.')
      .refine((counts) => sumOf(counts) <= MAX_QUESTIONS, `Draw at most ${MAX_QUESTIONS} questions.`),
  })
  .transform(({ drawCell: cells, drawCount: counts, ...rest }) => ({
    ...rest,
    draws: cells
      .map((cell, index) => ({ ...cell, count: counts[index] ?? 0 }))
      .filter(({ count }) => count > 0),
  }));

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

export const createExamInput = z.discriminatedUnion('selection', [fixedInput, drawnInput]);
export type CreateExamInput = z.infer<typeof createExamInput>;

export const examIdInput = z.object({ examId: z.guid('There is no such exam.') });

export const handOverInput = z.object({
  examId: z.guid('There is no such exam.'),
  ownerId: z.guid('Choose who answers for the exam.'),
});
export type HandOver = z.infer<typeof handOverInput>;

/** Who answers for an exam. */
export interface ExamOwner {
  readonly id: string;
  /** With the address where two people have the same name. */
  readonly name: string;
  /** No longer in the organisation: administrators alone change the exam. */
  readonly left: boolean;
}

/** A row of the list of exams. */
export interface ExamSummary {
  readonly id: string;
  readonly name: string;
  readonly selection: 'fixed' | 'drawn';
  readonly questionCount: number;
  readonly minutes: number;
  readonly cutPercent: number;
  /** Name of the certification whose blueprint it follows; null for none. */
  readonly certification: string | null;
  /** Assignments whose window has not closed yet, whoever made them. */
  readonly assignmentCount: number;
  readonly archived: boolean;
  /** Null when nobody knows who made it. */
  readonly owner: ExamOwner | null;
}

/** Which exams are asked for. */
export interface ExamsQuery extends ListQuery {
  readonly archived: boolean;
}

/** Questions of a fixed list that share a stimulus; `stimulusTitle` is null for those without one. */
export interface ExamGroup {
  readonly stimulusTitle: string | null;
  readonly items: readonly ExamItemView[];
}
/** For staff only: titles and topics, never stems, options or keys. */
export interface ExamItemView {
  readonly itemId: string;
  readonly title: string;
  readonly topic: string | null;
  readonly bank: string;
  /** A retired question stays in the list and is left out of new forms. */
  readonly live: boolean;
}
export interface ExamDrawView {
  readonly topic: string;
  readonly bank: string;
  readonly count: number;
  readonly available: number;
}
export interface ExamView extends Omit<ExamSummary, 'assignmentCount'> {
  readonly blueprintLabel: string | null;
  /** Whether the reader archives it and takes it out again. */
  readonly canChange: boolean;
  readonly groups: readonly ExamGroup[];
  readonly draws: readonly ExamDrawView[];
  /** Against the blueprint; null when the exam follows none. */
  readonly coverage: Coverage | null;
}

export interface BankOption {
  readonly id: string;
  readonly name: string;
  readonly liveItems: number;
}
/** A topic in a bank with the number of live items. */
export interface DrawOption {
  readonly topicId: string;
  readonly topic: string;
  readonly bankId: string;
  readonly bank: string;
  readonly available: number;
}
export interface BlueprintOption {
  readonly id: string;
  readonly certification: string;
  readonly label: string;
  readonly questionCount: number;
  readonly minutes: number;
  readonly cutPercent: number;
  /** True when the vendor publishes no pass mark and this one is an assumption. */
  readonly cutAssumed: boolean;
  readonly domains: readonly MappedDomain[];
}
/** What an exam can be made of. */
export interface ExamMaterial {
  readonly banks: readonly BankOption[];
  readonly draws: readonly DrawOption[];
  readonly blueprints: readonly BlueprintOption[];
}

/** A part of the live items of a bank that a search finds, in source order, in their groups. */
export interface BankItemPage extends Omit<Page<unknown>, 'rows'> {
  readonly groups: readonly BankItemGroup[];
  readonly q: string;
}
export interface BankItemGroup {
  readonly stimulusTitle: string | null;
  readonly items: readonly {
    readonly itemId: string;
    readonly title: string;
    readonly topic: string | null;
  }[];
}
