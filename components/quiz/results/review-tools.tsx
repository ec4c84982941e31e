'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

const rationales = () => document.querySelectorAll<HTMLDetailsElement>('details[data-rationale]');

function openAll(open: boolean, which: Iterable<HTMLDetailsElement> = rationales()): void {
  for (const details of which) details.open = open;
}

/** Moves to the next or the previous question; from anywhere else on the page, to the nearest one. */
function step(by: 1 | -1): void {
  const headings = [...document.querySelectorAll<HTMLElement>('[data-reviewed]')];
  const active = document.activeElement;
  const here = headings.findIndex((heading) => heading.closest('article')?.contains(active));
  const target =
    here >= 0 ? here + by : headings.findIndex((heading) => heading.getBoundingClientRect().top >= 0);
  const heading = headings[target];
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}

const takesText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/** Opens and closes all rationales, moves by J and K, and opens everything for the printer. */
export function ReviewTools() {
  const [open, setOpen] = useState(false);
  const closing = useRef(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || takesText(event.target)) return;
      if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else if (event.key === 'o') setOpen((before) => !before);
    };
    const onPrint = () => openAll(true, document.querySelectorAll('main details'));
    document.addEventListener('keydown', onKey);
    window.addEventListener('beforeprint', onPrint);
    return () => {
      document.removeEventListener('keydown', onKey);
      window.removeEventListener('beforeprint', onPrint);
    };
  }, []);
  useEffect(() => {
    // The first run keeps what the server opened: the options that were wrongly chosen.
    if (open || closing.current) openAll(open);
    closing.current = open;
  }, [open]);
  return (
    <Button size="compact" aria-pressed={open} aria-keyshortcuts="O" onClick={() => setOpen(!open)}>
      {open ? 'Close all' : 'Open all'}
    </Button>
  );
}
