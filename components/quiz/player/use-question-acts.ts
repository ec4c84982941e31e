import { useState } from 'react';
import { type Answer, chooseOption } from '@/lib/domain/attempt/answer';
import { letterAt } from '@/lib/domain/item/item-content';
import type { AttemptSync } from './attempt-sync';
import type { PlayerItem } from './player-item';

/** What a learner can do with the question in front of them, by pointer or by key; `spoken` is for screen readers. */
export function useQuestionActs({
  item,
  answer,
  editable,
  sync,
  struck,
  strike,
}: {
  item: PlayerItem | undefined;
  answer: Answer | null;
  editable: boolean;
  sync: AttemptSync;
  struck: ReadonlySet<string>;
  strike: (optionId: string, present: boolean) => void;
}) {
  const [spoken, setSpoken] = useState('');
  const change = (next: Partial<Answer>) => {
    if (item && answer) sync.answer(item.itemId, { ...answer, ...next });
  };
  return {
    spoken,
    choose: (optionId: string | undefined) => {
      if (!item || !answer || optionId === undefined) return;
      const selected = chooseOption(answer.selected, optionId, item.keyCount);
      if (selected === answer.selected) {
        setSpoken(`${item.keyCount} of ${item.keyCount} chosen. Clear one first.`);
        return;
      }
      if (struck.has(optionId)) {
        strike(optionId, false);
        const place = item.options.findIndex(({ id }) => id === optionId);
        sync.note('restored', item.itemId, place);
      }
      change({ selected });
    },
    strike: (optionId: string | undefined) => {
      const index = item?.options.findIndex(({ id }) => id === optionId) ?? -1;
      if (index < 0 || optionId === undefined || !editable) return;
      const present = !struck.has(optionId);
      strike(optionId, present);
      if (item) sync.note(present ? 'struck' : 'restored', item.itemId, index);
      setSpoken(`${letterAt(index)} ${present ? 'struck out' : 'brought back'}`);
    },
    clear: () => change({ selected: [] }),
    flag: () => {
      if (!answer || !editable) return;
      change({ flagged: !answer.flagged });
      setSpoken(answer.flagged ? 'Flag removed' : 'Flagged');
    },
  };
}
