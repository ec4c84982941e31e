import type { UndoPlan } from '@/lib/features/import-history/contract';
import { formatCount } from '@/lib/ui/format';

/** What an undo will do, from its plan: a part that nothing happens to isn't named, and what stays is. */
export function undoSentence(plan: UndoPlan, bankName: string): string {
  const { itemsRemoved, itemsRestored, itemsUnretired, topicsRemoved, bankRemoved } = plan;
  const parts = [
    itemsRemoved > 0
      ? `${formatCount(itemsRemoved, { one: 'question is', other: 'questions are' })} removed.`
      : '',
    itemsRestored > 0
      ? `${formatCount(itemsRestored, { one: 'question gets', other: 'questions get' })} the version before.`
      : '',
    itemsUnretired > 0
      ? `${formatCount(itemsUnretired, { one: 'question that it retired comes', other: 'questions that it retired come' })} back.`
      : '',
    topicsRemoved > 0
      ? `${formatCount(topicsRemoved, { one: 'topic that it made and nothing else uses is', other: 'topics that it made and nothing else uses are' })} removed.`
      : '',
    bankRemoved ? `The bank “${bankName}”, which it made, is removed.` : `The bank “${bankName}” stays.`,
  ];
  const said = parts.filter((part) => part !== '').join(' ');
  return `${said} The record of this import and its source stay.`;
}
