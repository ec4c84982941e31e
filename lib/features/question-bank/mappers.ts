import 'server-only';
import { coverage } from '@/lib/domain/blueprint/coverage';
import type { ItemContent } from '@/lib/domain/item/item-content';
import { changedParts } from '@/lib/domain/scenario-import/fingerprint';
import { toContent as toItemContent, toRichText } from '@/lib/infra/stored-item';
import type {
  BankOverview,
  BankRow,
  ItemDetail,
  LastEdit,
  NamedChoice,
  TopicCount,
  VersionView,
} from './contract';

export interface KeyedRow {
  readonly title: string;
  readonly stem: unknown;
  readonly options: unknown;
  readonly shuffleLocked: boolean;
  readonly optionIds: readonly string[];
  readonly rationales: unknown;
}

export const toContent = ({ shuffleLocked, optionIds, ...row }: KeyedRow): ItemContent =>
  toItemContent('a stored version', { ...row, shuffle_locked: shuffleLocked, option_ids: optionIds });

export interface OverviewRow extends Omit<BankRow, 'lastImportAt'> {
  readonly lastImportAt: Date | null;
  readonly shut: BankOverview['shut'];
  readonly blueprintLabel: string | null;
  readonly domains: readonly {
    readonly domainId: string;
    readonly name: string;
    readonly weightPercent: number;
  }[];
  readonly topics: readonly TopicCount[];
  readonly allTopics: readonly NamedChoice[];
  readonly certifications: readonly NamedChoice[];
  readonly imports: readonly NamedChoice[];
  readonly rights: Readonly<Partial<BankOverview['rights']>>;
  readonly reported: number;
  readonly lastEdit: LastEdit | null;
}

export const toBankRow = ({
  lastImportAt,
  ...row
}: Omit<BankRow, 'lastImportAt'> & { lastImportAt: Date | null }): BankRow => ({
  ...row,
  lastImportAt: lastImportAt?.toISOString() ?? null,
});

export function toOverview(row: OverviewRow): BankOverview {
  const {
    blueprintLabel,
    domains,
    topics,
    allTopics,
    certifications,
    imports,
    rights,
    reported,
    lastEdit,
    shut,
    ...bank
  } = row;
  const mapped = new Set(domains.map((domain) => domain.domainId));
  const domainOf = (topic: TopicCount) => topic.domainIds.find((id) => mapped.has(id)) ?? null;
  const counted = topics.map((topic) => ({ domainId: domainOf(topic), count: topic.live }));
  const unsorted = bank.live - topics.reduce((sum, topic) => sum + topic.live, 0);
  const covered = coverage(domains, [...counted, { domainId: null, count: unsorted }]);
  return {
    shut,
    ...toBankRow(bank),
    topics,
    allTopics,
    certifications,
    imports,
    reported,
    lastEdit,
    rights: { unknown: 0, confirmed: 0, disputed: 0, ...rights },
    coverage:
      blueprintLabel === null
        ? null
        : {
            ...covered,
            label: blueprintLabel,
            answers: covered.perDomain.map(({ domainId }) =>
              topics
                .filter((topic) => domainOf(topic) === domainId)
                .reduce((sum, topic) => sum + topic.answers, 0),
            ),
          },
  };
}

export interface VersionRow extends KeyedRow, Omit<VersionView, 'createdAt' | 'changes'> {
  readonly createdAt: string;
  readonly stimulusVersionId: string | null;
}

export interface DetailRow
  extends Omit<ItemDetail, 'content' | 'stimulus' | 'versions' | 'title' | 'rightSetAt'> {
  readonly rightSetAt: Date | null;
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
    rightSetAt: row.rightSetAt?.toISOString() ?? null,
    content: current,
    stimulus: stimulusBody === null ? null : toRichText(stimulusBody, 'a background'),
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
