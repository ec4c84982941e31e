import 'server-only';
import { type ItemContent, letterAt } from '@/lib/domain/item/item-content';
import { type Consequence, recommendPolicy } from '@/lib/domain/key-correction/consequence';
import { CORRECTION_POLICIES, type CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import { labelLearners } from '@/lib/domain/people/person-labels';
import { bindReferences } from '@/lib/domain/scenario-import/bind-references';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import { type ContentColumns, toContent as toItemContent } from '@/lib/infra/stored-item';
import type {
  ChangePreview,
  CorrectionCounts,
  CorrectionRow,
  ImportedKeyChange,
  ItemKeyView,
  KeyChange,
  PassChange,
} from './contract';

export const toContent = (row: ContentColumns): ItemContent => toItemContent('a stored version', row);

/** The content with another key, and with the rationales that were written anew; empty ones keep what there is. */
export function withKey(
  content: ItemContent,
  key: readonly string[],
  written: ReadonlyMap<string, string>,
): ItemContent {
  const labels = new Map(content.options.map(({ id }, at) => [letterAt(at), id]));
  const rewritten = [...written].flatMap(([id, text]) => {
    const body = bindReferences(parseRichText(text), labels);
    return body.length > 0 ? [[id, body] as const] : [];
  });
  return {
    ...content,
    key: content.options.map(({ id }) => id).filter((id) => key.includes(id)),
    rationales: { ...content.rationales, ...Object.fromEntries(rewritten) },
  };
}

/** As the database functions take it. */
export const toChangeRows = (changes: readonly KeyChange[]): string =>
  JSON.stringify(changes.map(({ itemId, ...rest }) => ({ item_id: itemId, ...rest })));

/** Letters of a key in the author's order: "A", "A and C"; of options that are gone "an option that is gone". */
export function keyLetters(optionIds: readonly string[], key: readonly string[]): string {
  const letters = optionIds.flatMap((id, at) => (key.includes(id) ? [letterAt(at)] : []));
  if (letters.length === 0) return 'an option that is gone';
  const last = letters.at(-1) ?? '';
  return letters.length === 1 ? last : `${letters.slice(0, -1).join(', ')} and ${last}`;
}

export interface ItemKeyRow extends ContentColumns {
  readonly item_id: string;
  readonly bank_id: string;
  readonly bank_name: string;
  readonly version_id: string;
  readonly version: number;
  readonly latest: number;
}

export const toItemKeyView = (row: ItemKeyRow): ItemKeyView => ({
  itemId: row.item_id,
  title: row.title === '' ? 'Untitled' : row.title,
  bankId: row.bank_id,
  bankName: row.bank_name,
  versionId: row.version_id,
  version: row.version,
  latestVersion: row.latest,
  content: toContent(row),
});

type Outcome = CorrectionPolicy | 'chosen';
export interface PreviewRow {
  readonly graded: number;
  readonly notJudged: number;
  readonly running: number;
  readonly outcomes: readonly (Consequence & { readonly outcome: Outcome })[];
  readonly itemAnswers: readonly {
    readonly itemId: string;
    readonly full_credit: number;
    readonly both_keys: number;
    readonly current_key: number;
  }[];
  readonly passChanges: readonly {
    readonly attemptId: string;
    readonly learnerId: string;
    readonly learnerEmail: string;
    readonly learner: string;
    readonly exam: string;
    readonly attemptNumber: number;
    readonly items: number;
    readonly correct: number;
    readonly passed: boolean;
    readonly after: Readonly<Record<Outcome, { readonly correct: number; readonly passed: boolean }>>;
  }[];
  readonly exams: ChangePreview['exams'];
}

const NOTHING: Consequence = {
  answers: 0,
  results: 0,
  learners: 0,
  up: 0,
  down: 0,
  nowPass: 0,
  noLongerPass: 0,
  releasedDown: 0,
};

const byPolicy = <T>(of: (policy: CorrectionPolicy) => T): Readonly<Record<CorrectionPolicy, T>> =>
  Object.fromEntries(CORRECTION_POLICIES.map((policy) => [policy, of(policy)])) as Record<
    CorrectionPolicy,
    T
  >;

/** @param isChosen whether every change carries a policy */
export function toPreview(row: PreviewRow, isChosen: boolean): ChangePreview {
  const consequenceOf = (outcome: Outcome): Consequence => {
    const found = row.outcomes.find((each) => each.outcome === outcome);
    if (found === undefined) return NOTHING;
    const { outcome: _, ...counts } = found;
    return counts;
  };
  const consequences = byPolicy(consequenceOf);
  const { graded, notJudged, running, exams } = row;
  return {
    graded,
    notJudged,
    running,
    exams,
    consequences,
    chosen: isChosen ? consequenceOf('chosen') : null,
    answersByItem: Object.fromEntries(
      row.itemAnswers.map(({ itemId, ...answers }) => [itemId, { ...answers, no_regrade: 0 }]),
    ),
    passChanges: labelLearners(row.passChanges).map(
      ({ correct, passed, after, ...attempt }): PassChange => ({
        ...attempt,
        before: { correct, passed },
        after: byPolicy((policy) => after[policy] ?? { correct, passed }),
      }),
    ),
    recommendation: recommendPolicy({ consequences, graded, notJudged }),
  };
}

export interface KeyChangeRow {
  readonly itemId: string;
  readonly title: string;
  readonly sourceNumber: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly before: ContentColumns;
  readonly after: ContentColumns;
  readonly wasUsed: boolean;
  readonly correctionId: string | null;
  readonly superseded: boolean;
}

export const toImportedKeyChange = ({
  before,
  after,
  superseded,
  ...row
}: KeyChangeRow): ImportedKeyChange => ({
  ...row,
  title: row.title === '' ? 'Untitled' : row.title,
  before: toContent(before),
  after: toContent(after),
  state: row.correctionId !== null ? 'decided' : superseded ? 'superseded' : 'open',
});

/** The keys of a corrected item, before and after, with the options that they are letters of. */
export interface KeyPairRow {
  readonly optionIdsBefore: readonly string[];
  readonly optionIdsAfter: readonly string[];
  readonly keyBefore: readonly string[];
  readonly keyAfter: readonly string[];
}

export const toKeyPair = ({ optionIdsBefore, optionIdsAfter, keyBefore, keyAfter }: KeyPairRow) => ({
  keyBefore: keyLetters(optionIdsBefore, keyBefore),
  keyAfter: keyLetters(optionIdsAfter, keyAfter),
});

export interface CorrectionRecord
  extends Omit<CorrectionRow, 'decidedAt' | 'keyBefore' | 'keyAfter'>,
    KeyPairRow {
  readonly decidedAt: Date;
  readonly counts: CorrectionCounts;
}

export const toCorrectionRow = ({
  optionIdsBefore,
  optionIdsAfter,
  keyBefore,
  keyAfter,
  decidedAt,
  ...row
}: CorrectionRecord): CorrectionRow => ({
  ...row,
  ...toKeyPair({ optionIdsBefore, optionIdsAfter, keyBefore, keyAfter }),
  decidedAt: decidedAt.toISOString(),
});
