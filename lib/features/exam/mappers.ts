import 'server-only';
import { coverage } from '@/lib/domain/blueprint/coverage';
import type { Draw, FormSelection, PoolItem } from '@/lib/domain/form/form-source';
import type { MappedDomain } from '@/lib/domain/form/propose-draws';
import { itemTitle } from '@/lib/domain/item/item-title';
import { isRichText } from '@/lib/domain/text/is-rich-text';
import type { Prisma } from '@/lib/generated/prisma/client';
import type {
  BankItemGroup,
  BlueprintOption,
  DrawOption,
  ExamGroup,
  ExamItemView,
  ExamMaterial,
  ExamSummary,
  ExamView,
} from './contract';

export interface ExamSummaryRow extends Omit<ExamSummary, 'selection' | 'owner'> {
  selection: string;
  ownerId: string | null;
  ownerName: string | null;
  ownerLeft: boolean;
}
/** What is read of an exam beside it: its owner's label, and how many live items each of its draws can take from. */
export interface FurtherRow {
  readonly ownerName: string | null;
  readonly available: readonly { bankId: string; topicId: string; available: number }[];
}
/** What `assembleForm` needs, with the rules of the exam. */
export interface FormSource {
  readonly examId: string;
  readonly name: string;
  readonly minutes: number;
  readonly cutPercent: number;
  readonly selection: FormSelection;
  /** Live items in source order. */
  readonly items: readonly PoolItem[];
}

export interface FormSourceRow {
  id: string;
  name: string;
  selection: string;
  minutes: number;
  cutPercent: number;
  itemIds: string[];
  draws: Draw[];
  items: PoolItem[];
}
/** A bank and topic with its live items; without a topic they can be picked but not drawn. */
export interface MaterialRow {
  bankId: string;
  bank: string;
  topicId: string | null;
  topic: string | null;
  available: number;
}
export interface BankItemRow {
  itemId: string;
  stimulusId: string | null;
  title: string;
  stem: unknown;
  topic: string | null;
  stimulusTitle: string | null;
}
interface DomainRow {
  id: string;
  name: string;
  weightPercent: Prisma.Decimal;
  topics: { topicId: string }[];
}
interface BlueprintRow {
  id: string;
  label: string;
  questionCount: number;
  minutes: number;
  cutPercent: Prisma.Decimal;
  cutSource: string;
  certification: { name: string };
  domains: DomainRow[];
}
export interface ExamRow {
  id: string;
  name: string;
  selection: 'fixed' | 'drawn';
  minutes: number;
  cutPercent: Prisma.Decimal;
  archivedAt: Date | null;
  owner: { id: string; removedAt: Date | null } | null;
  blueprintVersion: { label: string; certification: { name: string }; domains: DomainRow[] } | null;
  items: {
    item: {
      id: string;
      state: string;
      rightToUse: string;
      topicId: string | null;
      stimulusId: string | null;
      topic: { name: string } | null;
      bank: { name: string };
      current: { title: string; stem: unknown };
      stimulus: { current: { title: string } } | null;
    };
  }[];
  draws: {
    itemCount: number;
    bankId: string;
    topicId: string;
    bank: { name: string };
    topic: { name: string };
  }[];
}

const toSelection = (selection: string): 'fixed' | 'drawn' => (selection === 'drawn' ? 'drawn' : 'fixed');

export const toExamSummaries = (rows: readonly ExamSummaryRow[]): readonly ExamSummary[] =>
  rows.map(({ ownerId: id, ownerName: name, ownerLeft: left, ...row }) => ({
    ...row,
    selection: toSelection(row.selection),
    owner: id === null || name === null ? null : { id, name, left },
  }));

export function toFormSource(row: FormSourceRow): FormSource {
  return {
    examId: row.id,
    name: row.name,
    minutes: row.minutes,
    cutPercent: row.cutPercent,
    selection:
      toSelection(row.selection) === 'fixed'
        ? { kind: 'fixed', itemIds: row.itemIds }
        : { kind: 'drawn', draws: row.draws },
    items: row.items,
  };
}

const toDomain = (row: DomainRow): MappedDomain => ({
  domainId: row.id,
  name: row.name,
  weightPercent: row.weightPercent.toNumber(),
  topicIds: row.topics.map(({ topicId }) => topicId),
});

/** May go into new forms. */
const isUsable = ({ state, rightToUse }: { state: string; rightToUse: string }): boolean =>
  state === 'live' && rightToUse !== 'disputed';

export function toExamView(row: ExamRow, further: FurtherRow, canChange: boolean): ExamView {
  const live = row.items.filter(({ item }) => isUsable(item));
  const drawnCount = row.draws.reduce((sum, draw) => sum + draw.itemCount, 0);
  const byTopic =
    row.selection === 'fixed'
      ? live.map(({ item }) => ({ topicId: item.topicId, count: 1 }))
      : row.draws.map((draw) => ({ topicId: draw.topicId, count: draw.itemCount }));
  return {
    id: row.id,
    name: row.name,
    selection: row.selection,
    questionCount: row.selection === 'fixed' ? live.length : drawnCount,
    minutes: row.minutes,
    cutPercent: row.cutPercent.toNumber(),
    archived: row.archivedAt !== null,
    canChange,
    owner: row.owner && {
      id: row.owner.id,
      name: further.ownerName ?? '',
      left: row.owner.removedAt !== null,
    },
    certification: row.blueprintVersion?.certification.name ?? null,
    blueprintLabel: row.blueprintVersion?.label ?? null,
    groups: toExamGroups(row.items),
    draws: row.draws.map((draw) => ({
      topic: draw.topic.name,
      bank: draw.bank.name,
      count: draw.itemCount,
      available:
        further.available.find((cell) => cell.bankId === draw.bankId && cell.topicId === draw.topicId)
          ?.available ?? 0,
    })),
    coverage: row.blueprintVersion ? coverageOf(row.blueprintVersion.domains.map(toDomain), byTopic) : null,
  };
}

/** Counts each item for every domain that its topic stands for, and as unmapped when there is none. */
function coverageOf(
  domains: readonly MappedDomain[],
  byTopic: readonly { topicId: string | null; count: number }[],
) {
  return coverage(
    domains,
    byTopic.flatMap(({ topicId, count }): { domainId: string | null; count: number }[] => {
      const own = domains.filter((domain) => topicId !== null && domain.topicIds.includes(topicId));
      return own.length === 0
        ? [{ domainId: null, count }]
        : own.map(({ domainId }) => ({ domainId, count }));
    }),
  );
}

/** Starts a new group wherever the stimulus changes; items without one that follow each other are one group. */
function toGroups<Row, Item>(
  rows: readonly Row[],
  stimulusOf: (row: Row) => { id: string | null; title: string | null },
  toItem: (row: Row) => Item,
): { stimulusTitle: string | null; items: Item[] }[] {
  const groups: { stimulusTitle: string | null; items: Item[] }[] = [];
  let current: string | null | undefined;
  for (const row of rows) {
    const { id, title } = stimulusOf(row);
    const last = groups.at(-1);
    if (last && id === current) last.items.push(toItem(row));
    else
      groups.push({ stimulusTitle: id === null ? null : title || 'Shared background', items: [toItem(row)] });
    current = id;
  }
  return groups;
}

const titleOf = ({ title, stem }: { readonly title: string; readonly stem: unknown }): string =>
  itemTitle(title, isRichText(stem) ? stem : []);

const toExamGroups = (rows: ExamRow['items']): ExamGroup[] =>
  toGroups(
    rows,
    ({ item }) => ({ id: item.stimulusId, title: item.stimulus?.current.title ?? null }),
    ({ item }): ExamItemView => ({
      itemId: item.id,
      title: titleOf(item.current),
      topic: item.topic?.name ?? null,
      bank: item.bank.name,
      live: isUsable(item),
    }),
  );

export const toBankItemGroups = (rows: readonly BankItemRow[]): BankItemGroup[] =>
  toGroups(
    rows,
    (row) => ({ id: row.stimulusId, title: row.stimulusTitle }),
    ({ itemId, title, stem, topic }) => ({ itemId, title: titleOf({ title, stem }), topic }),
  );

export function toMaterial(cells: readonly MaterialRow[], blueprints: readonly BlueprintRow[]): ExamMaterial {
  const banks = new Map<string, { id: string; name: string; liveItems: number }>();
  for (const cell of cells) {
    const bank = banks.get(cell.bankId);
    if (bank) bank.liveItems += cell.available;
    else banks.set(cell.bankId, { id: cell.bankId, name: cell.bank, liveItems: cell.available });
  }
  return {
    banks: [...banks.values()].sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    draws: cells.flatMap((cell): DrawOption[] =>
      cell.topicId === null || cell.topic === null
        ? []
        : [{ ...cell, topicId: cell.topicId, topic: cell.topic }],
    ),
    blueprints: blueprints.map(
      (row): BlueprintOption => ({
        id: row.id,
        certification: row.certification.name,
        label: row.label,
        questionCount: row.questionCount,
        minutes: row.minutes,
        cutPercent: row.cutPercent.toNumber(),
        cutAssumed: row.cutSource === 'assumed',
        domains: row.domains.map(toDomain),
      }),
    ),
  };
}
