import 'server-only';
import { notFound } from 'next/navigation';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { CertificationReadiness, ReadinessFilter, ReadinessPage } from './contract';
import { findReadiness, listCertificationReadiness } from './data';

export async function loadCertificationReadiness(): Promise<readonly CertificationReadiness[]> {
  const { scope } = await requireVisitor('readiness:read');
  return listCertificationReadiness(scope, Date.now());
}

export async function loadReadiness(
  certificationId: string,
  filter: ReadinessFilter,
): Promise<{ readonly view: ReadinessPage; readonly timeZone: string }> {
  const { scope, membership } = await requireVisitor('readiness:read');
  const view = isId(certificationId) ? await findReadiness(scope, certificationId, filter, Date.now()) : null;
  return { view: view ?? notFound(), timeZone: membership.timeZone };
}
