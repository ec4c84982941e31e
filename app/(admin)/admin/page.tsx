import type { Metadata } from 'next';
import { PageHeader } from '@/components/ui/page-header';
import { requireScope } from '@/lib/infra/auth/require-scope';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  await requireScope('person:manage');
  return <PageHeader title="Overview" />;
}
