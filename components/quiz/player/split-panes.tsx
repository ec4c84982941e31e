'use client';

import { clsx } from 'clsx';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';

const LEAST = 25;
const MOST = 65;
const STEP = 5;
const within = (percent: number) => Math.min(MOST, Math.max(LEAST, percent));

/**
 * Background left, question right, each scrolling by itself; the line between them moves by pointer and, while it has the
 * focus, by the arrow keys. On a narrow screen one column, in one scroll.
 */
export function SplitPanes({ left, right }: { left: ReactNode; right: ReactNode }) {
  const [percent, setPercent] = useState(45);
  const frame = useRef<HTMLDivElement>(null);
  const drag = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    setPercent(within(Math.round((100 * (event.clientX - box.left)) / box.width)));
  };
  const nudge = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setPercent((now) => within(now + by));
  };
  const pane = 'px-4 py-6 md:min-h-0 md:overflow-y-auto md:px-8';
  return (
    <div
      ref={frame}
      style={{ '--left': `${percent}%` } as React.CSSProperties}
      className="relative mx-auto flex w-full max-w-screen-2xl flex-col md:grid md:h-full md:grid-cols-[var(--left)_auto_minmax(0,1fr)]"
    >
      <section
        aria-label="Background"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className={clsx(pane, 'border-b border-hairline md:border-b-0')}
      >
        {left}
      </section>
      {/* biome-ignore lint/a11y/useSemanticElements: a splitter is a separator with a value, which hr can't be */}
      <div
        role="separator"
        aria-label="Width of the background"
        aria-orientation="vertical"
        aria-valuenow={percent}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        tabIndex={0}
        onKeyDown={nudge}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        className="hidden w-2 cursor-col-resize touch-none border-l border-hairline hover:border-l-2 hover:border-accent md:block"
      />
      <section aria-label="Question" className={pane}>
        {right}
      </section>
    </div>
  );
}
