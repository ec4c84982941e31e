import type { Metadata } from 'next';
import { DraftTable } from '@/components/scenario-import/draft-list';
import { ImportTable } from '@/components/scenario-import/import-list';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadDrafts } from '@/lib/features/import-draft/loaders';
import { loadImports } from '@/lib/features/import-history/loaders';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Imports' };

export default async function ImportsPage({ searchParams }: { searchParams: Promise<{ page?: string }> }) {
  const { page } = await searchParams;
  const [{ timeZone, ...list }, drafts] = await Promise.all([loadImports(page), loadDrafts()]);
  const start = (
    <ButtonLink variant="primary" href={paths.newImport}>
      Import questions
    </ButtonLink>
  );
  if (list.total + drafts.length === 0) {
    return (
      <>
        <PageHeader title="Imports" />
        <EmptyState title="Nothing was imported yet." action={start}>
          Paste a post with questions or choose a file, see what it gives, correct it, and put the questions
          into a bank. Nothing is written before you say so, and every import can be taken back.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader title="Imports" finding={findingOf(list.total, drafts.length)} actions={start} />
      {drafts.length > 0 ? (
        <Section
          title="Unfinished"
          description="Drafts that nobody wrote to a bank yet. Each is kept for 7 days after its last change."
        >
          <DraftTable drafts={drafts} timeZone={timeZone} />
        </Section>
      ) : null}
      {list.total > 0 ? (
        <Section title="Finished">
          <ImportTable list={list} timeZone={timeZone} />
        </Section>
      ) : null}
    </>
  );
}

function findingOf(imports: number, drafts: number): string {
  const open =
    drafts === 0
      ? ''
      : ` ${formatCount(drafts, { one: 'draft waits', other: 'drafts wait' })} to be finished.`;
  return `${formatCount(imports, { one: 'source was', other: 'sources were' })} imported; each is kept with the questions that it gave.${open}`;
}
