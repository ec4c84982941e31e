import type { HistoryEntry } from '@/lib/features/bank-history/contract';
import { formatCount } from '@/lib/ui/format';

const QUESTIONS = { one: 'question', other: 'questions' };

/** What was done, by its name in the audit trail. `{n}` is how many items it was about. */
const WORDS: Readonly<Record<string, string>> = {
  'bank.created': 'Made the bank',
  'bank.changed': 'Changed the bank',
  'bank.exported': 'Exported {n}',
  'bank.keys_balanced': 'Balanced the places of the keys of {n}',
  'bank.edit_undone': 'Took a change of {n} back',
  'import.committed': 'Imported a source',
  'import.undone': 'Took an import back',
  'item.topic_set': 'Set the topic of {n}',
  'item.state_set': 'Changed the state of {n}',
  'item.right_set': 'Set the right to use {n}',
  'item.licence_set': 'Set the licence note of {n}',
  'item.moved': 'Changed the state',
  'item.commented': 'Commented',
  'item.created': 'Wrote the question',
  'item.changed': 'Changed the question',
};

/** An act in words. One that has none yet shows its name: nothing is hidden. */
export function historyWords({ action, items }: HistoryEntry): string {
  const words = WORDS[action];
  if (words === undefined) {
    const name = action.replaceAll(/[._]/g, ' ');
    return name.charAt(0).toUpperCase() + name.slice(1);
  }
  return words.replace('{n}', items === null ? 'questions' : formatCount(items, QUESTIONS));
}
