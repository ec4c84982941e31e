import 'server-only';
import { coverage } from '@/lib/domain/blueprint/coverage';
import { lintItems } from '@/lib/domain/cue-lint/bank-cues';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { ItemState } from '@/lib/domain/item/item-life';
import { changedParts } from '@/lib/domain/scenario-import/fingerprint';
import { isRichText } from '@/lib/domain/text/is-rich-text';
import { type RichText, toPlainText } from '@/lib/domain/text/rich-text';
import type {
  BankOverview,
  BankRow,
  ItemDetail,
  ItemGroup,
  NamedChoice,
  TopicCount,
  VersionView,
} from './contract';

/** Stored text is checked before it is trusted: a damaged row is a bug to be seen, not to be drawn. */
function toRichText(value: unknown): RichText {
  if (!isRichText(value)) throw new Error('A stored text is not rich text');
  return value;
}

export interface KeyedRow {
  readonly title: string;
  readonly stem: unknown;
  readonly options: unknown;
  readonly shuffleLocked: boolean;
  readonly optionIds: readonly string[];
  readonly rationales: unknown;
}

export function toContent(row: KeyedRow): ItemContent {
  const stored = Array.isArray(row.options) ? row.options : [];
  const options = stored.map((option: { id?: unknown; body?: unknown }) => ({
    id: String(option.id),
    body: toRichText(option.body),
  }));
  const rationales = Object.entries((row.rationales ?? {}) as Record<string, unknown>);
  return {
    title: row.title === '' ? null : row.title,
    stem: toRichText(row.stem),
    options,
    key: options.map((option) => option.id).filter((id) => row.optionIds.includes(id)),
    rationales: Object.fromEntries(rationales.map(([id, body]) => [id, toRichText(body)])),
    shuffleLocked: row.shuffleLocked,
  };
}

const EXCERPT = 140;

/** The beginning of a text on one line. */
export function excerptOf(body: unknown): string {
  const text = toPlainText(toRichText(body)).replaceAll(/\s+/g, ' ').trim();
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT - 1).replace(/\s\S*$/, '')}…`;
}

export interface OverviewRow extends Omit<BankRow, 'lastImportAt'> {
  readonly lastImportAt: Date | null;
  readonly blueprintLabel: string | null;
  readonly domains: readonly {
    readonly domainId: string;
    readonly name: string;
    readonly weightPercent: number;
  }[];
  readonly topics: readonly TopicCount[];
  readonly allTopics: readonly NamedChoice[];
  readonly certifications: readonly NamedChoice[];
}

export const toBankRow = ({
  lastImportAt,
  ...row
}: Omit<BankRow, 'lastImportAt'> & { lastImportAt: Date | null }): BankRow => ({
  ...row,
  lastImportAt: lastImportAt?.toISOString() ?? null,
});

/** `keyed` are the live items whose cues are looked at. */
export function toOverview(row: OverviewRow, keyed: readonly KeyedRow[]): BankOverview {
  const { blueprintLabel, domains, topics, allTopics, certifications, ...bank } = row;
  const mapped = new Set(domains.map((domain) => domain.domainId));
  const evidence = topics.map((topic) => ({
    domainId: topic.domainIds.find((id) => mapped.has(id)) ?? null,
    count: topic.live,
  }));
  const unsorted = bank.live - topics.reduce((sum, topic) => sum + topic.live, 0);
  return {
    ...toBankRow(bank),
    topics,
    allTopics,
    certifications,
    coverage:
      blueprintLabel === null
        ? null
        : { ...coverage(domains, [...evidence, { domainId: null, count: unsorted }]), label: blueprintLabel },
    cues: lintItems(keyed.map(toContent)),
  };
}

export interface ListedRow {
  readonly id: string;
  readonly title: string;
  readonly stem: unknown;
  readonly topicName: string | null;
  readonly state: ItemState;
  readonly version: number;
  readonly stimulusId: string | null;
  readonly stimulusBody: unknown;
}

/** Neighbours with the same stimulus become one group; the rows arrive in the order of the bank. */
export function toGroups(rows: readonly ListedRow[]): readonly ItemGroup[] {
  const groups: {
    stimulusId: string | null;
    stimulusExcerpt: string | null;
    items: ItemGroup['items'][number][];
  }[] = [];
  for (const { stem, stimulusId, stimulusBody, ...row } of rows) {
    const last = groups.at(-1);
    const item = { ...row, excerpt: excerptOf(stem) };
    if (last !== undefined && last.stimulusId === stimulusId) last.items.push(item);
    else {
      const stimulusExcerpt = stimulusId === null ? null : excerptOf(stimulusBody);
      groups.push({ stimulusId, stimulusExcerpt, items: [item] });
    }
  }
  return groups;
}

export interface VersionRow extends KeyedRow, Omit<VersionView, 'createdAt' | 'changes'> {
  readonly createdAt: string;
  readonly stimulusVersionId: string | null;
}

export interface DetailRow extends Omit<ItemDetail, 'content' | 'stimulus' | 'versions' | 'title'> {
  readonly stimulusBody: unknown;
  /** Newest first. */
  readonly versions: readonly VersionRow[];
}

export function toItemDetail({ stimulusBody, versions, ...row }: DetailRow): ItemDetail {
  const contents = versions.map(toContent);
  const current = contents[versions.findIndex((version) => version.isCurrent)];
  if (current === undefined) throw new Error(`The item ${row.id} has no current version`);
  return {
    ...row,
    title: current.title ?? 'Untitled',
    content: current,
    stimulus: stimulusBody === null ? null : toRichText(stimulusBody),
    versions: versions.map((version, index) => {
      const { id, importId, importName, isCurrent, author, licenceNote, firstLine, lastLine } = version;
      const [own, before] = [contents[index], contents[index + 1]];
      const parts = own === undefined || before === undefined ? [] : changedParts(before, own);
      const older = versions[index + 1];
      const moved = older !== undefined && older.stimulusVersionId !== version.stimulusVersionId;
      return {
        ...{ id, importId, importName, isCurrent, author, licenceNote, firstLine, lastLine },
        version: version.version,
        sourceNumber: version.sourceNumber,
        createdAt: new Date(version.createdAt).toISOString(),
        changes: moved ? [...parts, 'stimulus' as const] : parts,
      };
    }),
  };
}
