'use client';

import { useState } from 'react';
import { Checkbox } from '@/components/ui/choice';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import type { BankItemGroup, BankOption } from '@/lib/features/exam/contract';
import { formatCount } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { QUESTIONS } from './exam-words';

type Choose = (itemIds: readonly string[], chosen: boolean) => void;

/**
 * Chooses single questions, groups or a whole bank. What was chosen in another bank stays chosen and travels in hidden fields.
 * Titles and topics only: that is enough to recognise a question by, and nothing that a glance over a shoulder could leak.
 */
export function ItemPicker({
  banks,
  bankId,
  groups,
}: {
  banks: readonly BankOption[];
  bankId: string;
  groups: readonly BankItemGroup[];
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
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
  return (
    <div className="flex flex-col gap-4">
      <Tabs
        label="Bank"
        tabs={banks.map((bank) => ({
          href: withQuery(paths.newExam, { from: 'bank', bank: bank.id }),
          label: `${bank.name} (${bank.liveItems})`,
          current: bank.id === bankId,
        }))}
      />
      {elsewhere.map((itemId) => (
        <input key={itemId} type="hidden" name="itemId" value={itemId} />
      ))}
      <Checkbox
        label={<span className="font-semibold">Whole bank</span>}
        checked={here.length > 0 && here.every((itemId) => chosen.has(itemId))}
        onChange={(event) => choose(here, event.target.checked)}
      />
      {groups.map((group) => (
        <PickerGroup key={group.items[0]?.itemId} group={group} chosen={chosen} choose={choose} />
      ))}
      <p role="status" className="font-semibold tabular-nums">
        {chosen.size === 0 ? 'No questions chosen yet.' : `${formatCount(chosen.size, QUESTIONS)} chosen`}
        {elsewhere.length > 0 ? `, ${elsewhere.length} of them in other banks` : ''}
        {chosen.size > 0 ? '.' : ''}
      </p>
    </div>
  );
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
