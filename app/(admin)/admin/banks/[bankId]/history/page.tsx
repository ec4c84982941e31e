import type { Metadata } from 'next';
import { BankHistory } from '@/components/question-bank/bank-history';
import { BankThen } from '@/components/question-bank/bank-then';
import { PageHeader } from '@/components/ui/page-header';
import { loadBankHistory } from '@/lib/features/bank-history/loaders';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'History of the bank' };

interface Props {
  readonly params: Promise<{ bankId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function BankHistoryPage({ params, searchParams }: Props) {
  const [{ bankId }, raw] = await Promise.all([params, searchParams]);
  const { history, query, then, timeZone } = await loadBankHistory(bankId, raw);
  return (
    <>
      <PageHeader
        title="History"
        finding={`${formatCount(history.total, { one: 'change', other: 'changes' })}${query.kind === null ? '' : ' of this kind'}${query.q === '' ? '' : ' found'} to the bank, its questions and its imports.`}
        crumbs={[
          { href: paths.banks, label: 'Banks' },
          { href: paths.bank(bankId), label: history.bankName },
        ]}
      />
      {then === null ? null : <BankThen bankId={bankId} then={then} timeZone={timeZone} />}
      <BankHistory bankId={bankId} history={history} query={query} timeZone={timeZone} />
    </>
  );
}
