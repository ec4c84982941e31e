import type { Metadata } from 'next';
import { banksFinding } from '@/components/question-bank/bank-finding';
import { BankForm } from '@/components/question-bank/bank-form';
import { BankTable } from '@/components/question-bank/bank-table';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { loadBanks } from '@/lib/features/question-bank/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Banks' };

export default async function BanksPage() {
  const { banks, certifications, timeZone, canManage } = await loadBanks();
  const start = (
    <ButtonLink variant="primary" href={paths.newImport}>
      Import questions
    </ButtonLink>
  );
  const make = <BankForm certifications={certifications} />;
  if (banks.length === 0) {
    return (
      <>
        <PageHeader title="Banks" actions={canManage ? make : null} />
        <EmptyState title="There is no bank yet." action={canManage ? start : null}>
          A bank holds the questions for one certification, with their keys, rationales and versions. The
          quickest way to one is to import a post.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Banks"
        finding={banksFinding(banks)}
        actions={
          canManage ? (
            <>
              {make}
              {start}
            </>
          ) : null
        }
      />
      <BankTable banks={banks} timeZone={timeZone} />
    </>
  );
}
