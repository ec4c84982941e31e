import type { Metadata } from 'next';
import { StartImport } from '@/components/scenario-import/start-import';
import { PageHeader } from '@/components/ui/page-header';
import { enterNewImport } from '@/lib/features/import-draft/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Import questions' };

export default async function NewImportPage() {
  await enterNewImport();
  return (
    <>
      <PageHeader title="Import questions" crumbs={[{ href: paths.imports, label: 'Imports' }]} />
      <StartImport />
    </>
  );
}
