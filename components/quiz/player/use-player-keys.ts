import { useEffect, useEffectEvent } from 'react';

/** What the keys do; letters are those of this learner's own order. */
export interface PlayerKeys {
  readonly choose: (index: number) => void;
  readonly strike: (index: number) => void;
  readonly clear: () => void;
  readonly flag: () => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly review: () => void;
  readonly clock: () => void;
  readonly help: () => void;
}

/** A to E and G to I choose; F is the flag's, so the sixth option has its digit only. */
const LETTERS = 'abcdeghi';
const OPTION_LETTERS = 'abcdefghi';

/** Typing is typing: no letter of a word may turn a page. Radios and checkboxes take no text, so keys work on them. */
const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type="radio"], [type="checkbox"], [type="button"])'));

function actOf(event: KeyboardEvent, keys: PlayerKeys): (() => void) | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit !== undefined) {
    if (digit === '0') return event.shiftKey ? null : keys.clear;
    const index = Number(digit) - 1;
    return event.shiftKey ? () => keys.strike(index) : () => keys.choose(index);
  }
  const key = event.key.toLowerCase();
  if (key === '?') return keys.help;
  if (event.shiftKey) return null;
  if (LETTERS.includes(key) && key.length === 1) return () => keys.choose(OPTION_LETTERS.indexOf(key));
  switch (key) {
    case 'f':
      return keys.flag;
    case 'j':
    case 'n':
      return keys.next;
    case 'k':
    case 'p':
      return keys.previous;
    case 'r':
      return keys.review;
    case 't':
      return keys.clock;
    default:
      return null;
  }
}

/** Single keys for the whole player. Off while a dialog is open, while text is typed, and for those who switched them off. */
export function usePlayerKeys(enabled: boolean, keys: PlayerKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!enabled || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing)
      return;
    if (takesText(event.target) || document.querySelector('dialog[open]')) return;
    const act = actOf(event, keys);
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
