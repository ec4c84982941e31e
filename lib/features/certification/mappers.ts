import 'server-only';
import { coverage } from '@/lib/domain/blueprint/coverage';
import type { CatalogueCertification } from '@/lib/domain/catalogue/certification';
import type { BlueprintView, CatalogueRow, CertificationView, MappedTopic } from './contract';

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

export const toBlueprintView = (row: BlueprintRecord): BlueprintView => ({
  id: row.id,
  version: row.version,
  label: row.label,
  guideDate: row.guideDate && toDay(row.guideDate),
  questionCount: row.questionCount,
  minutes: row.minutes,
  cutPercent: row.cutPercent.toNumber(),
  cutSource: row.cutSource,
  validityMonths: row.validityMonths,
  source: row.source,
  asOf: toDay(row.asOf),
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
}

export function toCertificationView(
  row: { readonly id: string; readonly name: string; readonly vendor: string },
  history: readonly BlueprintView[],
  topicRows: readonly TopicRecord[],
): CertificationView | null {
  const current = history[0];
  if (!current) return null;
  const topics = topicRows.flatMap(
    ({ id, name, item_count: itemCount, domain_id: domainId }): MappedTopic[] =>
      id === null || name === null ? [] : [{ id, name, itemCount, domainId }],
  );
  const domains = current.domains.map(({ id, ...domain }) => ({ domainId: id, ...domain }));
  const evidence = topicRows.map((topic) => ({ domainId: topic.domain_id, count: topic.item_count }));
  return {
    id: row.id,
    name: row.name,
    vendor: row.vendor,
    current,
    history,
    topics,
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
