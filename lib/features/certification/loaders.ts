import 'server-only';
import { notFound } from 'next/navigation';
import { CATALOGUE } from '@/lib/domain/catalogue/catalogue';
import { type ListQuery, readListQuery } from '@/lib/domain/kernel/page';
import { requireScope, requireVisitor } from '@/lib/infra/auth/require-scope';
import { type CatalogueRow, type CertificationList, type CertificationView, TOPICS } from './contract';
import { findCertification, listAdopted, listCertifications } from './data';
import { toCatalogueRow, toDay } from './mappers';

export async function loadCertifications(search: Readonly<Record<string, unknown>>): Promise<{
  readonly query: ListQuery;
  readonly certifications: CertificationList;
  readonly catalogue: readonly CatalogueRow[];
}> {
  const scope = await requireScope('certification:manage');
  const query = readListQuery(search);
  const codes = CATALOGUE.map(({ slug }) => slug);
  const [certifications, adopted] = await Promise.all([
    listCertifications(scope, query),
    listAdopted(scope, codes),
  ]);
  const catalogue = CATALOGUE.filter(({ slug }) => !adopted.includes(slug)).map(toCatalogueRow);
  return { query, certifications, catalogue };
}

/** When the values of a new form were most likely looked up, like 2026-11-23. */
export async function loadToday(): Promise<string> {
  await requireScope('certification:manage');
  return toDay(new Date());
}

/** One certification; the address narrows its topics. */
export async function loadCertification(
  id: string,
  search: Readonly<Record<string, unknown>> = {},
): Promise<{
  readonly certification: CertificationView;
  readonly query: ListQuery;
  readonly timeZone: string;
}> {
  const { scope, membership } = await requireVisitor('certification:manage');
  const query = readListQuery(search, TOPICS);
  const certification = await findCertification(scope, id, query);
  return certification ? { certification, query, timeZone: membership.timeZone } : notFound();
}
