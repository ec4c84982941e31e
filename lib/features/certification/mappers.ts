import 'server-only';
import { coverage } from '@/lib/domain/blueprint/coverage';
import type { CatalogueCertification } from '@/lib/domain/catalogue/certification';
import { type ListQuery, pageOf } from '@/lib/domain/kernel/page';
import type {
  BlueprintFacts,
  BlueprintView,
  CatalogueRow,
  CertificationRow,
  CertificationView,
  MappedTopic,
} from './contract';

interface Num {
  toNumber(): number;
}

export interface BlueprintRecord {
  readonly id: string;
  readonly version: number;
  readonly label: string;
  readonly guideDate: Date | null;
  readonly questionCount: number;
  readonly minutes: number;
  readonly cutPercent: Num;
  readonly cutSource: string;
  readonly validityMonths: number | null;
  readonly source: string;
  readonly asOf: Date;
  readonly createdAt: Date;
  readonly domains: readonly { readonly id: string; readonly name: string; readonly weightPercent: Num }[];
}

export const toDay = (date: Date): string => date.toISOString().slice(0, 10);

/** What a list shows of a blueprint, beside its cut. */
type FactsRecord = Pick<
  BlueprintRecord,
  'version' | 'label' | 'questionCount' | 'minutes' | 'cutSource' | 'asOf'
>;

export interface CertificationRecord extends FactsRecord {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly vendor: string;
  readonly cutPercent: number;
  readonly cohortCount: number;
}

export const toCertificationRow = (row: CertificationRecord): CertificationRow => ({
  id: row.id,
  code: row.code,
  name: row.name,
  vendor: row.vendor,
  blueprint: toFacts(row, row.cutPercent),
  cohortCount: row.cohortCount,
});

const toFacts = (row: FactsRecord, cutPercent: number): BlueprintFacts => ({
  version: row.version,
  label: row.label,
  questionCount: row.questionCount,
  minutes: row.minutes,
  cutPercent,
  cutSource: row.cutSource,
  asOf: toDay(row.asOf),
});

export const toBlueprintView = (row: BlueprintRecord): BlueprintView => ({
  id: row.id,
  ...toFacts(row, row.cutPercent.toNumber()),
  guideDate: row.guideDate && toDay(row.guideDate),
  validityMonths: row.validityMonths,
  source: row.source,
  createdAt: row.createdAt.toISOString(),
  domains: row.domains.map(({ id, name, weightPercent }) => ({
    id,
    name,
    weightPercent: weightPercent.toNumber(),
  })),
});

/** A topic with its items and its domain in the newest version; `id` is null for items without a topic. */
export interface TopicRecord {
  readonly id: string | null;
  readonly name: string | null;
  readonly item_count: number;
  readonly domain_id: string | null;
  /** Whether the words that are looked for are in its name. */
  readonly found: boolean;
}

const TOPICS_PER_PAGE = 50;

export function toCertificationView(
  row: { readonly id: string; readonly name: string; readonly vendor: string },
  history: readonly BlueprintView[],
  topicRows: readonly TopicRecord[],
  { page }: ListQuery,
): CertificationView | null {
  const current = history[0];
  if (!current) return null;
  const topics = topicRows.flatMap(
    ({ id, name, item_count: itemCount, domain_id: domainId }): MappedTopic[] =>
      id === null || name === null ? [] : [{ id, name, itemCount, domainId }],
  );
  const found = new Set(topicRows.flatMap(({ id, found: isFound }) => (isFound && id !== null ? [id] : [])));
  const domains = current.domains.map(({ id, ...domain }) => ({ domainId: id, ...domain }));
  const evidence = topicRows.map((topic) => ({ domainId: topic.domain_id, count: topic.item_count }));
  return {
    id: row.id,
    name: row.name,
    vendor: row.vendor,
    current,
    history,
    topics,
    listed: pageOf(
      topics.filter(({ id }) => found.has(id)),
      page,
      TOPICS_PER_PAGE,
    ),
    coverage: coverage(domains, evidence),
    withoutTopicCount: topicRows.find(({ id }) => id === null)?.item_count ?? 0,
  };
}

const STANDING_WORDS = {
  current: 'current',
  superseded: 'superseded',
  unconfirmed: 'unconfirmed, a single source',
} as const;

export const toCatalogueRow = (certification: CatalogueCertification): CatalogueRow => ({
  code: certification.slug,
  name: certification.name,
  blueprints: certification.blueprints.map(({ slug, label, standing }) => ({
    slug,
    words: `${label} (${STANDING_WORDS[standing]})`,
    current: standing === 'current',
  })),
});
