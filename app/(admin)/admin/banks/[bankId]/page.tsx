import type { Metadata } from 'next';
import { Suspense } from 'react';
import { BankActs } from '@/components/question-bank/bank-acts';
import { BankCoverage } from '@/components/question-bank/bank-coverage';
import { BankCuePanel } from '@/components/question-bank/bank-cues';
import { bankFinding } from '@/components/question-bank/bank-finding';
import { BankItems } from '@/components/question-bank/bank-items';
import { EditDone } from '@/components/question-bank/edit-done';
import { isNarrowed } from '@/components/question-bank/filter-words';
import { ShutInList } from '@/components/shut-keys/shut-in-list';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader, Section } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { loadBankCues } from '@/lib/features/bank-cues/loaders';
import { type BankPageQuery, loadBank } from '@/lib/features/question-bank/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Bank' };

interface Props {
  readonly params: Promise<{ bankId: string }>;
  readonly searchParams: Promise<BankPageQuery>;
}

export default async function BankPage({ params, searchParams }: Props) {
  const [{ bankId }, raw] = await Promise.all([params, searchParams]);
  const { bank, items, query, timeZone, canManage } = await loadBank(bankId, raw);
  return (
    <>
      <PageHeader
        title={bank.name}
        finding={bankFinding(bank)}
        crumbs={[{ href: paths.banks, label: 'Banks' }]}
        actions={canManage ? <BankActs bank={bank} /> : null}
      />
      {bank.lastEdit ? <EditDone bankId={bank.id} edit={bank.lastEdit} /> : null}
      {bank.shut ? <ShutInList shut={bank.shut} timeZone={timeZone} /> : null}
      {bank.live > 0 && !isNarrowed(query) ? (
        <>
          <Section title="Coverage of the exam">
            <BankCoverage bank={bank} />
          </Section>
          <Section title="What gives the keys away">
            <Suspense fallback={<Skeleton className="h-96 w-full" />}>
              <Cues bankId={bank.id} canManage={canManage} />
            </Suspense>
          </Section>
        </>
      ) : null}
      <Section
        title="Questions"
        actions={
          <ButtonLink href={paths.newItem(bank.id)} icon="plus">
            New question
          </ButtonLink>
        }
      >
        <BankItems bank={bank} items={items} query={query} canManage={canManage} />
      </Section>
    </>
  );
}

async function Cues({ bankId, canManage }: { bankId: string; canManage: boolean }) {
  return <BankCuePanel bankId={bankId} view={await loadBankCues(bankId)} canManage={canManage} />;
}
