'use client';

import { createContext, useContext } from 'react';

interface Choice {
  readonly chosen: ReadonlySet<string>;
  /** Everything that the view holds, on other pages too. */
  readonly everything: boolean;
  readonly toggle: (id: string, withShift: boolean) => void;
}

export const ChoiceContext = createContext<Choice>({
  chosen: new Set(),
  everything: false,
  toggle: () => {},
});

/** The checkbox of one item. With Shift it takes everything between the last one and this; J and K go to the next and back. */
export function ChooseItem({ id, name }: { id: string; name: string }) {
  const { chosen, everything, toggle } = useContext(ChoiceContext);
  return (
    <input
      type="checkbox"
      data-item={id}
      checked={everything || chosen.has(id)}
      disabled={everything}
      onChange={(event) => toggle(id, 'shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)}
      aria-label={`Choose ${name}`}
      aria-keyshortcuts="J K"
      className="mt-px size-5 shrink-0 accent-accent"
    />
  );
}
