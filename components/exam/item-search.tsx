import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/text-control';
import { toListParameters } from '@/lib/domain/kernel/page';
import type { BankItemPage, BankOption } from '@/lib/features/exam/contract';
import { formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { QUESTIONS } from './exam-words';

/** Looks for questions of a bank to choose from below. What was chosen stays chosen while one looks further. */
export function ItemSearch({
  banks,
  bankId,
  found,
}: {
  banks: readonly BankOption[];
  bankId: string;
  found: BankItemPage;
}) {
  const keep = { from: 'bank' };
  const here = { ...keep, bank: bankId };
  return (
    <div className="flex flex-col gap-4">
      <ListSearch
        label="Words of a question or topic"
        path={paths.newExam}
        keep={keep}
        query={found}
        isNarrowed={found.q !== ''}
      >
        <div className="min-w-52">
          <Field id="bank" label="Bank">
            {(control) => (
              <Select key={bankId} {...control} name="bank" defaultValue={bankId}>
                {banks.map((bank) => (
                  <option key={bank.id} value={bank.id}>
                    {bank.name} ({formatNumber(bank.liveItems)})
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </ListSearch>
      {found.total === 0 && found.q !== '' ? (
        <NoneMatch what="questions" path={paths.newExam} keep={here} />
      ) : null}
      <Pager
        page={{ ...found, rows: found.groups.flatMap(({ items }) => items) }}
        noun={QUESTIONS}
        href={(page) => withQuery(paths.newExam, { ...here, ...toListParameters({ q: found.q, page }) })}
      />
    </div>
  );
}
