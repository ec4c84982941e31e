'use client';

import { type RefObject, useEffect, useState } from 'react';
import { Icon } from '@/components/ui/icon';

/** Whether the end of the question is out of sight. `end` is an empty element after it. */
export function useMoreBelow(end: RefObject<HTMLElement | null>, shown: unknown): boolean {
  const [more, setMore] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question has another end
  useEffect(() => {
    const element = end.current;
    if (!element) return setMore(false);
    const watcher = new IntersectionObserver(([entry]) => setMore(entry ? !entry.isIntersecting : false));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [end, shown]);
  return more;
}

export function MoreBelow() {
  return (
    <p className="pointer-events-none absolute -top-9 right-4 flex items-center gap-1 rounded-control border border-hairline bg-ground px-2 py-1 text-13 text-muted md:right-8">
      <Icon name="arrowDown" size="small" />
      More below
    </p>
  );
}
