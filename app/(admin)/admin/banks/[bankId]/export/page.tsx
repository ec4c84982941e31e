import type { Metadata } from 'next';
import { ExportChoices } from '@/components/question-bank/export-choices';
import { ShutPage } from '@/components/shut-keys/shut-page';
import { PageHeader } from '@/components/ui/page-header';
import { loadExport } from '@/lib/features/bank-export/loaders';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Export' };

interface Props {
  readonly params: Promise<{ bankId: string }>;
  readonly searchParams: Promise<{ filter?: string }>;
}

export default async function ExportPage({ params, searchParams }: Props) {
  const [{ bankId }, { filter = '' }] = await Promise.all([params, searchParams]);
  const view = await loadExport(bankId, filter);
  if (view.shut) return <ShutPage shut={view.shut} timeZone={view.shut.timeZone} />;
  const what = filter === '' ? 'of the bank' : 'of the view that you came from';
  const kept =
    view.disputed === 0
      ? ''
      : ` ${formatCount(view.disputed, { one: 'stays', other: 'stay' })} here, because the right to use is disputed.`;
  return (
    <>
      <PageHeader
        title="Export"
        finding={`${formatCount(view.items, { one: 'question', other: 'questions' })} ${what}.${kept} Each format says what it can’t hold; each download is noted in the history.`}
        crumbs={[
          { href: paths.banks, label: 'Banks' },
          { href: paths.bank(bankId), label: view.bankName },
        ]}
      />
      <ExportChoices bankId={bankId} filter={filter} view={view} />
    </>
  );
}
