import type { Metadata } from 'next';
import { ImportSteps } from '@/components/key-correction/import-steps';
import { importFinding } from '@/components/key-correction/key-finding';
import { ShutPage } from '@/components/shut-keys/shut-page';
import { PageHeader } from '@/components/ui/page-header';
import { type KeyChangesQuery, loadKeyChanges } from '@/lib/features/key-correction/loaders';
import { isShut } from '@/lib/features/shut-keys/contract';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Changed keys' };

interface Props {
  readonly params: Promise<{ importId: string }>;
  readonly searchParams: Promise<KeyChangesQuery>;
}

/** What an import changed about keys, and what that should mean for answers given before. */
export default async function KeyChangesPage({ params, searchParams }: Props) {
  const [{ importId }, query] = await Promise.all([params, searchParams]);
  const proposal = await loadKeyChanges(importId, query);
  if (isShut(proposal)) return <ShutPage shut={proposal} timeZone={proposal.timeZone} />;
  return (
    <>
      <PageHeader
        title="Changed keys"
        finding={importFinding(proposal)}
        crumbs={[
          { href: paths.imports, label: 'Imports' },
          { href: paths.import(importId), label: proposal.sourceName },
        ]}
      />
      <ImportSteps proposal={proposal} />
    </>
  );
}
