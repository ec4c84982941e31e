import type { Metadata } from 'next';
import { BankCoverage } from '@/components/question-bank/bank-coverage';
import { bankFinding } from '@/components/question-bank/bank-finding';
import { BankForm } from '@/components/question-bank/bank-form';
import { BankItems } from '@/components/question-bank/bank-items';
import { KeyCues } from '@/components/question-bank/key-cues';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader, Section } from '@/components/ui/page-header';
import { type BankQuery, loadBank } from '@/lib/features/question-bank/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Bank' };

interface Props {
  readonly params: Promise<{ bankId: string }>;
  readonly searchParams: Promise<BankQuery>;
}

export default async function BankPage({ params, searchParams }: Props) {
  const [{ bankId }, query] = await Promise.all([params, searchParams]);
  const { bank, items, filter, canManage } = await loadBank(bankId, query);
  return (
    <>
      <PageHeader
        title={bank.name}
        finding={bankFinding(bank)}
        crumbs={[{ href: paths.banks, label: 'Banks' }]}
        actions={canManage ? <BankForm bank={bank} certifications={bank.certifications} /> : null}
      />
      {bank.live > 0 ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 md:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
          <Section title="Coverage of the exam">
            <BankCoverage bank={bank} />
          </Section>
          <Section title="What gives the keys away">
            <KeyCues cues={bank.cues} />
          </Section>
        </div>
      ) : null}
      <Section
        title="Questions"
        actions={
          <ButtonLink href={paths.newItem(bank.id)} icon="plus">
            New question
          </ButtonLink>
        }
      >
        <BankItems bank={bank} items={items} filter={filter} canManage={canManage} />
      </Section>
    </>
  );
}
