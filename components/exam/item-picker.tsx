'use client';

import { useState } from 'react';
import { Checkbox } from '@/components/ui/choice';
import { EmptyState } from '@/components/ui/empty-state';
import type { BankItemGroup, BankItemPage, BankOption } from '@/lib/features/exam/contract';
import { formatCount } from '@/lib/ui/format';
import { QUESTIONS } from './exam-words';

type Choose = (itemIds: readonly string[], chosen: boolean) => void;

/** "All found" of one search: what is chosen is the search, and the number that was shown. */
interface AllFound {
  readonly bankId: string;
  readonly q: string;
  readonly shown: number;
}

/**
 * Chooses single questions, groups or all that a search finds. What was chosen on another page or in another bank stays chosen and
 * travels in hidden fields. Titles and topics only: that is enough to recognise a question by, and nothing that a glance over a
 * shoulder could leak.
 */
export function ItemPicker({
  banks,
  bankId,
  found: { groups, q, total },
}: {
  banks: readonly BankOption[];
  bankId: string;
  found: BankItemPage;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState<AllFound | null>(null);
  if (banks.length === 0) {
    return (
      <EmptyState title="There are no live questions yet">
        Import a bank first; its questions can then be chosen here.
      </EmptyState>
    );
  }
  const choose: Choose = (itemIds, on) => {
    const next = new Set(chosen);
    for (const itemId of itemIds) on ? next.add(itemId) : next.delete(itemId);
    setChosen(next);
  };
  const here = groups.flatMap((group) => group.items.map((item) => item.itemId));
  const elsewhere = [...chosen].filter((itemId) => !here.includes(itemId));
  const isAll = all !== null && all.bankId === bankId && all.q === q && all.shown === total;
  return (
    <div className="flex flex-col gap-4">
      {elsewhere.map((itemId) => (
        <input key={itemId} type="hidden" name="itemId" value={itemId} />
      ))}
      {all === null ? null : (
        <>
          <input type="hidden" name="foundBank" value={all.bankId} />
          <input type="hidden" name="foundWords" value={all.q} />
          <input type="hidden" name="foundShown" value={all.shown} />
        </>
      )}
      {total === 0 ? null : (
        <Checkbox
          id="all-found"
          label={<span className="font-semibold">{`All ${formatCount(total, QUESTIONS)} found`}</span>}
          hint={
            q === ''
              ? `The whole of ${banks.find(({ id }) => id === bankId)?.name ?? 'the bank'}`
              : `Whatever matches “${q}”, on every page`
          }
          checked={isAll}
          onChange={(event) => setAll(event.target.checked ? { bankId, q, shown: total } : null)}
        />
      )}
      {groups.map((group) => (
        <PickerGroup key={group.items[0]?.itemId} group={group} chosen={chosen} choose={choose} />
      ))}
      <p role="status" className="font-semibold tabular-nums">
        {sentenceOf(chosen.size, elsewhere.length, all)}
      </p>
    </div>
  );
}

function sentenceOf(chosen: number, elsewhere: number, all: AllFound | null): string {
  if (chosen === 0 && all === null) return 'No questions chosen yet.';
  const found = all === null ? '' : `All ${formatCount(all.shown, QUESTIONS)} found`;
  const single =
    chosen === 0
      ? ''
      : `${formatCount(chosen, QUESTIONS)} chosen${elsewhere > 0 ? `, ${elsewhere} of them not on this page` : ''}`;
  return `${[found, single].filter((part) => part !== '').join(', and ')}.`;
}

function PickerGroup({
  group,
  chosen,
  choose,
}: {
  group: BankItemGroup;
  chosen: ReadonlySet<string>;
  choose: Choose;
}) {
  const itemIds = group.items.map((item) => item.itemId);
  return (
    <fieldset className="flex min-w-0 flex-col border-t border-hairline pt-3">
      <legend className="sr-only">{group.stimulusTitle ?? 'Questions without a shared background'}</legend>
      {group.stimulusTitle === null ? null : (
        <Checkbox
          label={<span className="font-semibold">{group.stimulusTitle}</span>}
          hint={`${formatCount(itemIds.length, QUESTIONS)} with one background; they stay together`}
          id={`group-${itemIds[0]}`}
          checked={itemIds.every((itemId) => chosen.has(itemId))}
          onChange={(event) => choose(itemIds, event.target.checked)}
        />
      )}
      <div className={group.stimulusTitle === null ? 'flex flex-col' : 'flex flex-col pl-8'}>
        {group.items.map((item) => (
          <Checkbox
            key={item.itemId}
            name="itemId"
            value={item.itemId}
            label={
              <>
                {item.title}
                <span className="ml-2 text-13 text-muted">{item.topic ?? 'no topic'}</span>
              </>
            }
            checked={chosen.has(item.itemId)}
            onChange={(event) => choose([item.itemId], event.target.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}
