import type { Metadata } from 'next';
import {
  ChangedResults,
  CorrectedItems,
  CorrectionReceipt,
} from '@/components/key-correction/correction-receipt';
import { correctionFinding } from '@/components/key-correction/key-finding';
import { ShutPage } from '@/components/shut-keys/shut-page';
import { Flash } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { loadCorrection } from '@/lib/features/key-correction/loaders';
import { isShut } from '@/lib/features/shut-keys/contract';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Key correction' };

interface Props {
  readonly params: Promise<{ correctionId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function KeyCorrectionPage({ params, searchParams }: Props) {
  const [{ correctionId }, search] = await Promise.all([params, searchParams]);
  const { correction, query, timeZone } = await loadCorrection(correctionId, search);
  if (isShut(correction)) return <ShutPage shut={correction} timeZone={timeZone} />;
  const [only] = correction.items;
  return (
    <>
      <PageHeader
        title="Key correction"
        finding={correctionFinding(correction)}
        crumbs={[
          { href: paths.banks, label: 'Banks' },
          ...(only && correction.items.length === 1
            ? [{ href: paths.item(only.itemId), label: only.title }]
            : []),
        ]}
      />
      {search.done === 'yes' ? <Flash>The correction was applied. Nothing is left to do.</Flash> : null}
      <CorrectionReceipt correction={correction} timeZone={timeZone} />
      <CorrectedItems items={correction.items} />
      <ChangedResults id={correction.id} query={query} results={correction.results} />
    </>
  );
}
