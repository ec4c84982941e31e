import type { Metadata } from 'next';
import { QuietPage } from '@/components/quiz/quiet-page';
import { Receipt } from '@/components/quiz/receipt';
import { loadReceipt } from '@/lib/features/attempt/loaders';
import { loadVisitor } from '@/lib/features/identity/loaders';

export const metadata: Metadata = { title: 'Receipt' };

export default async function ReceiptPage({ params }: { params: Promise<{ attemptId: string }> }) {
  const { view, timeZone } = await loadReceipt((await params).attemptId);
  const { organisation } = await loadVisitor();
  return (
    <QuietPage organisationName={organisation.name}>
      <Receipt view={view} timeZone={timeZone} />
    </QuietPage>
  );
}
