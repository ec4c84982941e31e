import type { ItemState, ItemStep } from '@/lib/domain/item/item-life';

export const STATE_WORDS: Readonly<Record<ItemState, string>> = {
  draft: 'Draft',
  in_review: 'In review',
  live: 'Live',
  retired: 'Retired',
};

interface StepWords {
  /** On the button. */
  readonly act: string;
  /** What it means, for the steps that ask for a reason. */
  readonly meaning: string;
}

/** What a step is called, by where it leads and where it comes from. */
export function stepWords({ from, to }: Pick<ItemStep, 'from' | 'to'>): StepWords {
  switch (to) {
    case 'in_review':
      return from === 'live'
        ? { act: 'Back to review', meaning: 'No new attempt draws it until it is live again.' }
        : { act: 'Send to review', meaning: '' };
    case 'live':
      return from === 'retired'
        ? { act: 'Make live again', meaning: 'New attempts may draw it again.' }
        : { act: from === 'in_review' ? 'Approve and make live' : 'Make live', meaning: '' };
    case 'draft':
      return {
        act: from === 'in_review' ? 'Send back' : 'Back to draft',
        meaning: from === 'in_review' ? 'Its author sees the reason.' : 'No new attempt draws it.',
      };
    case 'retired':
      return {
        act: 'Retire',
        meaning: 'No new attempt draws it. Attempts that had it keep it, and so does the evidence.',
      };
  }
}
