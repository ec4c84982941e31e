import type { Metadata } from 'next';
import { ImportWizard } from '@/components/scenario-import/import-wizard';
import { PageHeader } from '@/components/ui/page-header';
import { loadImportChoices } from '@/lib/features/scenario-import/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Import questions' };

export default async function NewImportPage() {
  const { choices, draftKey } = await loadImportChoices();
  return (
    <>
      <PageHeader title="Import questions" crumbs={[{ href: paths.imports, label: 'Imports' }]} />
      <ImportWizard choices={choices} draftKey={draftKey} />
    </>
  );
}
