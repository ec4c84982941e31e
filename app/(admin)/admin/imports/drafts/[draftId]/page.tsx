import type { Metadata } from 'next';
import { DraftWizard } from '@/components/scenario-import/draft-wizard';
import { PageHeader } from '@/components/ui/page-header';
import { loadDraft } from '@/lib/features/import-draft/loaders';
import { loadImportChoices } from '@/lib/features/scenario-import/loaders';
import { paths } from '@/lib/ui/paths';

interface Props {
  readonly params: Promise<{ draftId: string }>;
}

// Fixed: one that is read would arrive after the step has put itself into the title.
export const metadata: Metadata = { title: 'Import questions' };

export default async function DraftPage({ params }: Props) {
  const { draftId } = await params;
  const [view, choices] = await Promise.all([loadDraft(draftId), loadImportChoices()]);
  return (
    <>
      <PageHeader title="Import questions" crumbs={[{ href: paths.imports, label: 'Imports' }]} />
      <DraftWizard view={view} choices={choices} />
    </>
  );
}
