import type { Metadata } from 'next';
import { DraftList } from '@/components/scenario-import/draft-list';
import { ImportTable } from '@/components/scenario-import/import-list';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, Section } from '@/components/ui/page-header';
import { DRAFT_DAYS } from '@/lib/domain/kernel/limits';
import { toListParameters } from '@/lib/domain/kernel/page';
import { DRAFTS } from '@/lib/features/import-draft/contract';
import { loadDrafts } from '@/lib/features/import-draft/loaders';
import { loadImports } from '@/lib/features/import-history/loaders';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Imports' };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function ImportsPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const [finished, unfinished] = await Promise.all([loadImports(search), loadDrafts(search)]);
  const { imports, timeZone } = finished;
  const { drafts } = unfinished;
  const ofImports = toListParameters(finished.query);
  const ofDrafts = toListParameters(unfinished.query, DRAFTS);
  const areDrafts = drafts.total > 0 || unfinished.query.q !== '';
  const areImports = imports.total > 0 || finished.query.q !== '';
  const start = (
    <ButtonLink variant="primary" href={paths.newImport}>
      Import questions
    </ButtonLink>
  );
  if (!areDrafts && !areImports) {
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
      <PageHeader
        title="Imports"
        finding={finished.query.q + unfinished.query.q === '' ? findingOf(imports.total, drafts.total) : null}
        actions={start}
      />
      {areDrafts ? (
        <Section
          title="Unfinished"
          id={DRAFTS}
          description={`Drafts that nobody wrote to a bank yet. Each is kept for ${DRAFT_DAYS} days after its last change.`}
        >
          <DraftList {...unfinished} keep={ofImports} timeZone={timeZone} />
        </Section>
      ) : null}
      {areImports ? (
        <Section title="Finished" id="finished">
          <ImportTable {...finished} keep={ofDrafts} />
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
