import type { Metadata } from 'next';
import { BalancePreview } from '@/components/question-bank/balance-preview';
import { PageHeader } from '@/components/ui/page-header';
import { loadBalance } from '@/lib/features/bank-cues/loaders';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Balance the places of the keys' };

export default async function BalancePage({ params }: { params: Promise<{ bankId: string }> }) {
  const { bankId } = await params;
  const { bankName, plan } = await loadBalance(bankId);
  const questions = formatCount(plan.total, { one: 'question gets', other: 'questions get' });
  return (
    <>
      <PageHeader
        title="Balance the places of the keys"
        finding={
          plan.total === 0
            ? 'The keys are as balanced as they can be.'
            : `${questions} a new version with the same options in another order. Keys, rationales and answers stay with their options; exams that were started keep what they have. It can be taken back.`
        }
        crumbs={[
          { href: paths.banks, label: 'Banks' },
          { href: paths.bank(bankId), label: bankName },
        ]}
      />
      <BalancePreview bankId={bankId} plan={plan} />
    </>
  );
}
