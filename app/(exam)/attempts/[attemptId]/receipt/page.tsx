import type { Metadata } from 'next';
import { QuietPage } from '@/components/quiz/quiet-page';
import { Receipt } from '@/components/quiz/receipt';
import { loadReceipt } from '@/lib/features/attempt/loaders';

export const metadata: Metadata = { title: 'Receipt' };

export default async function ReceiptPage({ params }: { params: Promise<{ attemptId: string }> }) {
  const { view, timeZone } = await loadReceipt((await params).attemptId);
  return (
    <QuietPage>
      <Receipt view={view} timeZone={timeZone} />
    </QuietPage>
  );
}
