import type { Metadata } from 'next';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { banksFinding } from '@/components/question-bank/bank-finding';
import { BankForm } from '@/components/question-bank/bank-form';
import { BankTable } from '@/components/question-bank/bank-table';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { toListParameters } from '@/lib/domain/kernel/page';
import { loadBanks } from '@/lib/features/question-bank/loaders';
import { paths, withQuery } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Banks' };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function BanksPage({ searchParams }: { searchParams: Search }) {
  const { query, banks, certifications, timeZone, canManage } = await loadBanks(await searchParams);
  const start = (
    <ButtonLink variant="primary" href={paths.newImport}>
      Import questions
    </ButtonLink>
  );
  const make = <BankForm certifications={certifications} />;
  if (banks.total === 0 && query.q === '') {
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
        finding={query.q === '' ? banksFinding(banks) : null}
        actions={
          canManage ? (
            <>
              {make}
              {start}
            </>
          ) : null
        }
      />
      <ListSearch label="Find a bank" query={query} path={paths.banks} />
      {banks.total === 0 ? (
        <NoneMatch what="banks" path={paths.banks} />
      ) : (
        <BankTable banks={banks.rows} timeZone={timeZone} />
      )}
      <Pager
        page={banks}
        noun={{ one: 'bank', other: 'banks' }}
        href={(page) => withQuery(paths.banks, toListParameters({ ...query, page }))}
      />
    </>
  );
}
