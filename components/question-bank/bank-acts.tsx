import { ButtonLink } from '@/components/ui/button-link';
import type { BankOverview } from '@/lib/features/question-bank/contract';
import { paths } from '@/lib/ui/paths';
import { BankForm } from './bank-form';

/** What can be done with a bank as a whole. */
export function BankActs({ bank }: { bank: BankOverview }) {
  return (
    <>
      <ButtonLink href={paths.bankHistory(bank.id)} icon="clock">
        History
      </ButtonLink>
      <ButtonLink href={paths.bankExport(bank.id)} icon="download" prefetch={false}>
        Export
      </ButtonLink>
      <BankForm bank={bank} certifications={bank.certifications} />
    </>
  );
}
