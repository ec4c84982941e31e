import * as z from 'zod';
import type { BankCues } from '@/lib/domain/cue-lint/bank-cues';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { TableReading } from '@/lib/domain/scenario-import/column-mapping';
import type { LineCounts, LineKind } from '@/lib/domain/scenario-import/line-kind';
import type { ImportMessage, MessageCode, MessageLevel } from '@/lib/domain/scenario-import/message';
import {
  CHANGE_KINDS,
  type ChangeKind,
  DECISIONS,
  type Decision,
  ROW_KINDS,
  type RowKind,
} from '@/lib/domain/scenario-import/row-kind';
import {
  type FormatGuess,
  SOURCE_FORMATS,
  type SourceFormat,
} from '@/lib/domain/scenario-import/source-format';
import { mediaParams } from '../media/contract';
import { bankInput, licenceNote, sourceName, sourceText, topicName } from '../scenario-import/contract';

export const draftParams = z.object({ draftId: z.guid() });
export const draftPictureParams = draftParams.extend(mediaParams.shape);

/** How many full rows a preview carries unless asked otherwise, and at most. */
export const PREVIEW_ROWS = 50;
const MAX_PREVIEW_ROWS = 200;

const id = z.guid('Choose one from the list.');
/** `PreviewRow.key`. */
const rowKey = z.string().max(400);
const manyRows = <V extends z.ZodType>(value: V) =>
  z.record(rowKey, value).refine((rows) => Object.keys(rows).length <= 20_000, 'At most 20,000 rows.');

/** Where the columns of a table are mapped to parts of a question; what it means is the table reader's. */
const columnMapping = z
  .record(z.string().max(200), z.union([z.string().max(500), z.number(), z.boolean(), z.null()]))
  .refine((columns) => Object.keys(columns).length <= 200, 'At most 200 columns.');

/** Everything that the options step asks for. Topics go by name: a name that exists is used, another one is made. */
export const draftOptions = z.strictObject({
  /** The step that the person was on, to go on there. */
  step: z.number().int().min(1).max(4),
  /** Null until one was chosen. */
  bank: bankInput.nullable(),
  itemState: z.enum(['draft', 'live']),
  licenceNote,
  /** The person says that the organisation may use the questions. */
  rightToUse: z.boolean(),
  /** Topic by tag of the source (`DraftPreview.tags`); an empty name means none. */
  topicByTag: z.record(z.string().max(400), topicName.or(z.literal(''))),
  /** Exceptions by row key; an empty name means none. */
  topicByRow: manyRows(topicName.or(z.literal(''))),
  /** For rows that neither names. */
  topicOfOthers: topicName.nullable(),
  /** Blueprint domain by name of a topic that is made. */
  domainOfTopic: z.record(topicName, id),
});
export type DraftOptions = z.infer<typeof draftOptions>;

/** See `decide`. A decision that a row's kind doesn't allow is passed over, so that edits of the source break nothing. */
export const draftDecisions = z.strictObject({
  rules: z.partialRecord(z.enum([...ROW_KINDS, ...CHANGE_KINDS]), z.enum(DECISIONS)),
  rows: manyRows(z.enum(DECISIONS)),
});
export type DraftDecisions = z.infer<typeof draftDecisions>;

export const NEW_OPTIONS: DraftOptions = {
  step: 1,
  bank: null,
  itemState: 'live',
  licenceNote: '',
  rightToUse: false,
  topicByTag: {},
  topicByRow: {},
  topicOfOthers: null,
  domainOfTopic: {},
};

/** Stored options; what an older version stored in another shape counts as not said. */
export function toDraftOptions(stored: unknown): DraftOptions {
  const parsed = draftOptions.safeParse({ ...NEW_OPTIONS, ...(stored as object) });
  return parsed.success ? parsed.data : NEW_OPTIONS;
}

export function toDraftDecisions(stored: unknown): DraftDecisions {
  const parsed = draftDecisions.safeParse(stored);
  return parsed.success ? parsed.data : { rules: {}, rows: {} };
}

const LEAKED = 'post/leaked-content';

/** Why somebody has to say that the questions may be used; null when nobody has to. */
export function reasonToAsk(
  messages: readonly ImportMessage[],
  { licenceNote }: DraftOptions,
): string | null {
  const leaked = messages.find(({ code }) => code === LEAKED);
  if (leaked !== undefined) {
    return `Line ${leaked.line} carries a mark of questions from a real exam. Import them only if the organisation may use them.`;
  }
  return licenceNote === ''
    ? 'Nobody noted who wrote these questions and by what right they are used.'
    : null;
}

/** The name of the topic that a new question gets; null for none. */
export function topicOf(
  options: DraftOptions,
  { key, tags }: { readonly key: string; readonly tags: readonly string[] },
): string | null {
  const own = Object.hasOwn(options.topicByRow, key) ? options.topicByRow[key] : undefined;
  const tagged = tags.find((tag) => Object.hasOwn(options.topicByTag, tag));
  const name =
    own ?? (tagged === undefined ? undefined : options.topicByTag[tagged]) ?? options.topicOfOthers;
  return name === '' || name === undefined ? null : name;
}

/** PATCH /api/v1/imports/drafts/[draftId]. Only what is given changes. Answers `Saved`, or 409 when `rev` is old. */
export const saveDraftInput = z.strictObject({
  /** Of the draft as this tab knows it. */
  rev: z.number().int().min(1),
  sourceText: sourceText.optional(),
  sourceName: sourceName.optional(),
  /** Null goes back to detection. */
  format: z.enum(SOURCE_FORMATS).nullable().optional(),
  columnMapping: columnMapping.nullable().optional(),
  options: draftOptions.optional(),
  decisions: draftDecisions.optional(),
});
export type SaveDraftInput = z.infer<typeof saveDraftInput>;

export interface Saved {
  readonly rev: number;
}

/** POST /api/v1/imports/drafts?name=...&format=... with the bytes of the file as the body (at most 10 MB). Answers `StartedDraft`. */
export const startDraftInput = z.strictObject({
  name: sourceName,
  format: z.enum(SOURCE_FORMATS).nullable().default(null),
});

export interface StartedDraft extends Saved {
  readonly id: string;
}

/** The name of their list in an address: the page of imports has two. */
export const DRAFTS = 'drafts';

/** What somebody has done in a draft, and what discarding it loses. */
export interface DraftWork {
  /** Whether the text was changed since it was read from the file. */
  readonly edited: boolean;
  /** Decisions about single questions and about kinds of them. */
  readonly decisions: number;
}

export interface DraftRow {
  readonly id: string;
  readonly sourceName: string;
  readonly createdBy: string;
  /** True when the caller started it. */
  readonly isOwn: boolean;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly expiresAt: string;
  readonly bytes: number;
  readonly work: DraftWork;
  /** The job that writes it, when somebody started one. */
  readonly job: { readonly id: string; readonly state: JobState } | null;
}

/** GET /api/v1/imports/drafts/[draftId] */
export interface DraftView extends DraftRow, Saved {
  /** As edited. For a file that is no text: its questions as a scenario post. */
  readonly sourceText: string;
  /** False while the text is as it was uploaded. */
  readonly isEdited: boolean;
  readonly format: SourceFormat | null;
  readonly columnMapping: z.infer<typeof columnMapping> | null;
  readonly options: DraftOptions;
  readonly decisions: z.infer<typeof draftDecisions>;
}

/** Which rows a preview shows. `problems`: those with an error or a warning. */
export const ROW_FILTERS = ['all', 'problems', ...ROW_KINDS, ...CHANGE_KINDS] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

/** GET /api/v1/imports/drafts/[draftId]/preview: what a preview is asked for. Answers `DraftPreview`. */
export const previewWindow = z.strictObject({
  show: z.enum(ROW_FILTERS).default('all'),
  /** Position of the first row among those shown. */
  from: z.coerce.number().int().min(0).default(0),
  rows: z.coerce.number().int().min(1).max(MAX_PREVIEW_ROWS).default(PREVIEW_ROWS),
  /** Shows the rows around the question of this line instead of `from`. */
  line: z.coerce.number().int().min(1).optional(),
  /** Only messages with this code; the first ones of all otherwise. */
  code: z.string().max(60).optional(),
});
export type PreviewWindow = z.input<typeof previewWindow>;

export interface PreviewRow {
  /** Names the row in decisions and topics, also after edits elsewhere in the source. */
  readonly key: string;
  /** In the source; null for `gone`. */
  readonly index: number | null;
  readonly number: number;
  readonly sourceId: string | null;
  readonly kind: RowKind;
  /** In the order of CHANGE_KINDS; empty unless `changed`, or near or contradicting something. */
  readonly changes: readonly ChangeKind[];
  readonly decision: Decision;
  readonly isChosen: boolean;
  readonly choices: readonly Decision[];
  /** 0 for `gone`. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly keyLine: number | null;
  /** Index into the stimuli of the source. */
  readonly stimulus: number | null;
  /** As it would be written; for `gone` as it is in the bank. */
  readonly content: ItemContent;
  /** What it is compared with: the version before, the near-duplicate, the contradicting question. Options share their ids. */
  readonly other: RowPartner | null;
  readonly tags: readonly string[];
  /** Name of the topic that a new question gets. */
  readonly topic: string | null;
}

export interface RowPartner {
  /** In the bank; null when it is another question of the source. */
  readonly itemId: string | null;
  /** Index of the question of the source, when it is one. */
  readonly index: number | null;
  readonly content: ItemContent;
  /** Trigram similarity from 0 to 1 of a near-duplicate; null otherwise. */
  readonly similarity: number | null;
}

export interface PreviewStimulusText {
  readonly index: number;
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Messages of one cause. */
export interface MessageGroup {
  readonly code: MessageCode;
  readonly level: MessageLevel;
  readonly count: number;
  readonly firstLine: number;
  /** Whether every one of them has a repair, and how many have. */
  readonly fixable: number;
}

/** What the import would do. */
export interface PlanTotals {
  readonly rows: { readonly [K in RowKind]: number };
  /** Of changed rows, each under every change that it has. */
  readonly changes: { readonly [K in ChangeKind]: number };
  /** Of changed rows, each under its weightiest change. */
  readonly weightiest: { readonly [K in ChangeKind]: number };
  /** After decisions. */
  readonly decisions: { readonly [D in Decision]: number };
  /** Contradictions that nobody decided on; they are left out. */
  readonly undecided: number;
  readonly stimuliCreated: number;
  readonly stimuliChanged: number;
}

export interface DraftPreview extends Saved {
  readonly format: SourceFormat;
  /** From 0 to 1; 1 when the format was given. */
  readonly confidence: number;
  /** What the source could be, most likely first, each with why. */
  readonly guesses: readonly FormatGuess[];
  /** Columns and their mapping for a table, else null. */
  readonly table: TableReading | null;
  readonly items: number;
  readonly ready: number;
  readonly stimuli: number;
  readonly lines: LineCounts;
  /** Line kinds as runs `[kind, count]` that add up to all lines. */
  readonly lineRuns: readonly (readonly [LineKind, number])[];
  readonly totals: PlanTotals;
  /** Ready questions that the bank holds and whose keys are shut for this person: the plan takes them for new. Null without any. */
  readonly shut: { readonly count: number; readonly until: string; readonly timeZone: string } | null;
  /** Rows that `show` lets through. */
  readonly shown: number;
  /** Position of the first of `rows` among those. */
  readonly from: number;
  readonly rows: readonly PreviewRow[];
  /** Those that `rows` stand under. */
  readonly shownStimuli: readonly PreviewStimulusText[];
  readonly messageGroups: readonly MessageGroup[];
  readonly messageTotal: number;
  /** In the order of the lines, at most MAX_SHOWN_MESSAGES; `item` is a row's `index`. */
  readonly messages: readonly ImportMessage[];
  readonly tags: readonly { readonly name: string; readonly items: number }[];
  readonly cues: BankCues;
  /** Why the import needs a person's word that the questions may be used; null when it doesn't. */
  readonly rightToUseReason: string | null;
  /** SHA-256 of pictures in the source that were taken out of it. */
  readonly media: number;
}

/** How many messages a preview carries; ask by `code` for more of a kind. */
export const MAX_SHOWN_MESSAGES = 500;

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** POST /api/v1/imports/drafts/[draftId]/job: starts writing what the preview of this `rev` shows. Answers `JobView`; a second start gives the same job. */
export const startJobInput = z.strictObject({ rev: z.number().int().min(1) });

/** GET /api/v1/imports/drafts/[draftId]/job polls; DELETE asks to cancel. */
export interface JobView {
  readonly id: string;
  readonly draftId: string;
  readonly state: JobState;
  /** Questions to write and written so far; what is written counts only when the job is done. */
  readonly total: number;
  readonly done: number;
  /** Questions per second, once known. */
  readonly rate: number | null;
  /** Once it ran for three seconds. */
  readonly secondsLeft: number | null;
  readonly isCancelling: boolean;
  /** ISO 8601. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Why it failed, in words. */
  readonly failure: string | null;
  /** When done: the import, or null when there was nothing to do. */
  readonly importId: string | null;
  readonly bankId: string | null;
}
