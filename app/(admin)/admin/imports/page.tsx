import type { Metadata } from 'next';
import { ImportTable } from '@/components/scenario-import/import-list';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { loadImports } from '@/lib/features/import-history/loaders';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Imports' };

export default async function ImportsPage({ searchParams }: { searchParams: Promise<{ page?: string }> }) {
  const { page } = await searchParams;
  const { timeZone, ...list } = await loadImports(page);
  const start = (
    <ButtonLink variant="primary" href={paths.newImport}>
      Import questions
    </ButtonLink>
  );
  if (list.total === 0) {
    return (
      <>
        <PageHeader title="Imports" />
        <EmptyState title="Nothing was imported yet." action={start}>
          Paste a post with questions, see what it gives, correct it, and put the questions into a bank.
          Nothing is written before you say so, and every import can be taken back.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Imports"
        finding={`${formatCount(list.total, { one: 'source was', other: 'sources were' })} imported; each is kept with the questions that it gave.`}
        actions={start}
      />
      <ImportTable list={list} timeZone={timeZone} />
    </>
  );
}
