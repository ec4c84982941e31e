import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { CATALOGUE } from '@/lib/domain/catalogue/catalogue';
import { requireScope, requireVisitor } from '@/lib/infra/auth/require-scope';
import type { CatalogueRow, CertificationRow, CertificationView } from './contract';
import { findCertification, listCertifications } from './data';
import { toCatalogueRow, toDay } from './mappers';

export async function loadCertifications(): Promise<{
  readonly rows: readonly CertificationRow[];
  readonly catalogue: readonly CatalogueRow[];
}> {
  const rows = await listCertifications(await requireScope('certification:manage'));
  const adopted = new Set(rows.map(({ code }) => code));
  return { rows, catalogue: CATALOGUE.filter(({ slug }) => !adopted.has(slug)).map(toCatalogueRow) };
}

/** When the values of a new form were most likely looked up, like 2026-11-23. */
export async function loadToday(): Promise<string> {
  await requireScope('certification:manage');
  return toDay(new Date());
}

export const loadCertification = cache(
  async (id: string): Promise<{ readonly certification: CertificationView; readonly timeZone: string }> => {
    const { scope, membership } = await requireVisitor('certification:manage');
    const certification = await findCertification(scope, id);
    return certification ? { certification, timeZone: membership.timeZone } : notFound();
  },
);
