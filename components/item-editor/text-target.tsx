'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Selected } from './insert-mark';

/** The field that the toolbar writes into: the one that had the focus last. */
export interface TextTarget {
  readonly id: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
}

const Context = createContext<{
  readonly target: TextTarget | null;
  readonly setTarget: (target: TextTarget) => void;
}>({ target: null, setTarget: () => {} });

export function TextTargetProvider({ children }: { children: ReactNode }) {
  const [target, setTarget] = useState<TextTarget | null>(null);
  const value = useMemo(() => ({ target, setTarget }), [target]);
  return <Context value={value}>{children}</Context>;
}

export const useTextTarget = () => useContext(Context);

/** Changes the text of a field from what is selected in it, then puts the focus and the selection back there. */
export function changeTarget(target: TextTarget, change: (selected: Selected) => Selected): void {
  const field = document.getElementById(target.id);
  if (!(field instanceof HTMLTextAreaElement)) return;
  const next = change({ text: field.value, start: field.selectionStart, end: field.selectionEnd });
  target.onChange(next.text);
  // After React has put the new text into the field.
  requestAnimationFrame(() => {
    field.focus();
    field.setSelectionRange(next.start, next.end);
  });
}
