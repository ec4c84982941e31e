import * as z from 'zod';
import { type ItemContent, MAX_OPTIONS } from '@/lib/domain/item/item-content';
import type { Page } from '@/lib/domain/kernel/page';
import type { Consequence, Consequences, Recommendation } from '@/lib/domain/key-correction/consequence';
import { CORRECTION_POLICIES, type CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';

const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const isPrintable = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text.replaceAll(/[\n\r\t]/g, ''));

const policy = z.enum(CORRECTION_POLICIES, 'Choose how answers so far are scored.');
const reason = z
  .string('Say why the key changes.')
  .trim()
  .min(1, 'Say why the key changes. It is kept with the correction.')
  .max(1000, 'Use at most 1,000 characters.')
  .refine(isPrintable, 'Remove the characters that can’t be shown.');
const key = z.preprocess(
  list,
  z.array(z.guid()).min(1, 'Choose at least one option as the key.').max(MAX_OPTIONS),
);
const rationaleText = z.string().max(20_000, 'Use at most 20,000 characters for a rationale.');

/** `rationaleOf` and `rationale` belong together by position; an empty text keeps the rationale that there is. */
export const correctKeyInput = z
  .object({
    itemId: z.guid(),
    fromVersionId: z.guid(),
    key,
    policy,
    reason,
    rationaleOf: z.preprocess(list, z.array(z.guid()).max(MAX_OPTIONS)),
    rationale: z.preprocess(list, z.array(rationaleText).max(MAX_OPTIONS)),
  })
  .refine((input) => input.rationaleOf.length === input.rationale.length, 'The form was not sent whole.');
export type CorrectKey = z.infer<typeof correctKeyInput>;

/** More changed keys than these are decided in several goes. */
export const MOST_CHANGES = 500;

/** One policy for all changed keys of an import, with exceptions as `<item id>:<policy>`. */
export const decideImportInput = z.object({
  importId: z.guid(),
  policy,
  exception: z.preprocess(
    list,
    z
      .array(
        z.string().transform((text, context) => {
          const [itemId, chosen] = text.split(':');
          const parsed = z.object({ itemId: z.guid(), policy }).safeParse({ itemId, policy: chosen });
          if (parsed.success) return parsed.data;
          context.addIssue({ code: 'custom', message: 'The form was not sent whole.' });
          return z.NEVER;
        }),
      )
      .max(MOST_CHANGES),
  ),
  reason,
});
export type DecideImport = z.infer<typeof decideImportInput>;

export const seenInput = z.object({ attemptId: z.guid() });

/** A change of one item's key: answers to versions below `below` are scored anew. `policy` is null while none is chosen. */
export interface KeyChange {
  readonly itemId: string;
  /** The first version number that the change doesn't concern. */
  readonly below: number;
  /** Option ids. */
  readonly key: readonly string[];
  readonly policy: CorrectionPolicy | null;
}

/** A learner whose pass would change, by policy. */
export interface PassChange {
  readonly attemptId: string;
  readonly learner: string;
  readonly exam: string;
  readonly attemptNumber: number;
  readonly items: number;
  readonly before: PassState;
  readonly after: Readonly<Record<CorrectionPolicy, PassState>>;
}
export interface PassState {
  readonly correct: number;
  readonly passed: boolean;
}

/** An assignment with answers to the item or items. */
export interface ExamConcerned {
  readonly assignmentId: string;
  readonly exam: string;
  /** The cohort or the learner that it was given to. */
  readonly group: string;
  /** Graded attempts that hold an answer, and attempts that still run. */
  readonly graded: number;
  readonly running: number;
}

/** What a change of keys would do, before anything is written. Instructors see their own learners only. */
export interface ChangePreview {
  readonly graded: number;
  /** Of these answers, those to versions that the new key can't judge. */
  readonly notJudged: number;
  /** Attempts that hold one of the versions and aren't graded yet. */
  readonly running: number;
  readonly consequences: Consequences;
  /** What the chosen policies do together; null while none is chosen. */
  readonly chosen: Consequence | null;
  /** By item: how many answers each policy changes. */
  readonly answersByItem: Readonly<Record<string, Readonly<Record<CorrectionPolicy, number>>>>;
  /** All of them, by name. */
  readonly passChanges: readonly PassChange[];
  /** All of them, by name. */
  readonly exams: readonly ExamConcerned[];
  readonly recommendation: Recommendation;
}

/** An item whose key is to be corrected. */
export interface ItemKeyView {
  readonly itemId: string;
  readonly title: string;
  readonly bankId: string;
  readonly bankName: string;
  readonly versionId: string;
  readonly version: number;
  /** The highest number that a version of the item has; above `version` once a balance was undone. */
  readonly latestVersion: number;
  readonly content: ItemContent;
}

/** An item's key with what the address of its page proposes. */
export interface KeyProposal {
  readonly item: ItemKeyView;
  /** Option ids of another key; null when none is proposed, or the one that holds. */
  readonly newKey: readonly string[] | null;
  /** Null while no other key is proposed. */
  readonly preview: ChangePreview | null;
  /** Of this item, newest first; empty once another key is proposed. */
  readonly history: readonly CorrectionRow[];
  readonly policy: CorrectionPolicy | null;
  /** Whether this person may also decide. Instructors read, and see their own learners. */
  readonly canManage: boolean;
  readonly timeZone: string;
}

/** A key that an import changed, between the version before and the one it wrote. */
export interface ImportedKeyChange {
  readonly itemId: string;
  readonly title: string;
  readonly sourceNumber: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly before: ItemContent;
  readonly after: ItemContent;
  /** Whether somebody has been given a version with the earlier key. */
  readonly wasUsed: boolean;
  /** `open` is to be decided; `superseded` when a later version of the item was decided on first. */
  readonly state: 'open' | 'decided' | 'superseded';
  readonly correctionId: string | null;
}

export interface ImportKeyChanges {
  readonly importId: string;
  readonly sourceName: string;
  readonly changes: readonly ImportedKeyChange[];
}

/** The keys that an import changed with what the address of their page proposes. */
export interface ImportProposal extends ImportKeyChanges {
  /** What the open changes would do; null when there are none. */
  readonly preview: ChangePreview | null;
  readonly policy: CorrectionPolicy | null;
  /** By item. */
  readonly exceptions: ReadonlyMap<string, CorrectionPolicy>;
  readonly canManage: boolean;
}

/** What was kept with a correction. */
export interface CorrectionCounts extends Consequence {
  readonly running: number;
}

export interface CorrectionRow {
  readonly id: string;
  /** ISO 8601. */
  readonly decidedAt: string;
  readonly decidedBy: string | null;
  readonly reason: string;
  readonly policy: CorrectionPolicy;
  readonly fromVersion: number;
  readonly toVersion: number;
  /** Letters of the keys in the order of the author, "A" or "A and C". */
  readonly keyBefore: string;
  readonly keyAfter: string;
  /** How many items were decided on together, and what that did. */
  readonly itemCount: number;
  readonly counts: CorrectionCounts;
}

/** One result that a correction changed. */
export interface ChangedResult {
  readonly attemptId: string;
  readonly learner: string;
  readonly exam: string;
  readonly attemptNumber: number;
  readonly correctBefore: number;
  readonly correctAfter: number;
  readonly items: number;
  readonly passedBefore: boolean;
  readonly passedAfter: boolean;
  readonly isReleased: boolean;
  readonly wasSeen: boolean;
}

export interface CorrectionView {
  readonly id: string;
  readonly decidedAt: string;
  readonly decidedBy: string | null;
  readonly reason: string;
  readonly importId: string | null;
  readonly importName: string | null;
  readonly counts: CorrectionCounts;
  readonly items: readonly {
    readonly itemId: string;
    readonly title: string;
    readonly policy: CorrectionPolicy;
    readonly keyBefore: string;
    readonly keyAfter: string;
  }[];
  /** Changed passes first; a part of those that a search finds. An instructor sees their own learners. */
  readonly results: Page<ChangedResult>;
}

/** What a learner is told on their first page until they have looked at the result. */
export interface GradeNotice {
  readonly attemptId: string;
  readonly examName: string;
  /** ISO 8601, of the latest correction. */
  readonly changedAt: string;
  readonly correctBefore: number;
  readonly correctAfter: number;
  readonly passedBefore: boolean;
  readonly passedAfter: boolean;
}
