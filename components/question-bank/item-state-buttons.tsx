import { ActionButton } from '@/components/forms/action-button';
import { setItemState } from '@/lib/features/question-bank/actions';
import type { ItemDetail, ItemState } from '@/lib/features/question-bank/contract';

const ACTS: Readonly<Record<ItemState, readonly { readonly to: ItemState; readonly words: string }[]>> = {
  draft: [{ to: 'live', words: 'Make live' }],
  live: [
    { to: 'draft', words: 'Back to draft' },
    { to: 'retired', words: 'Retire' },
  ],
  retired: [{ to: 'live', words: 'Make live again' }],
};

/** What can be done with an item now: only live ones are drawn for new attempts. */
export function ItemStateButtons({ item }: { item: ItemDetail }) {
  return ACTS[item.state].map(({ to, words }) => (
    <ActionButton
      key={to}
      action={setItemState}
      fields={{ itemId: item.id, state: to }}
      pendingLabel="Changing"
    >
      {words}
    </ActionButton>
  ));
}
