'use client';

import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';

/** Previous, Review, Next, always at the same places. After the last question comes the review, never the submission. */
export function PlayerFooter({
  awake,
  onPrevious,
  onReview,
  onNext,
  isLast,
  hint,
}: {
  awake: boolean;
  /** Null on the first question. */
  onPrevious: (() => void) | null;
  onReview: () => void;
  onNext: () => void;
  isLast: boolean;
  /** "More below", when the question is cut. */
  hint: ReactNode;
}) {
  return (
    <footer className="relative border-t border-hairline bg-ground print:hidden">
      {hint}
      <nav
        aria-label="Questions"
        className="mx-auto grid w-full max-w-7xl grid-cols-3 items-center gap-2 px-4 py-2 md:px-8"
      >
        <span className="justify-self-start">
          <button
            type="button"
            aria-keyshortcuts="K P"
            title="Previous (K)"
            aria-disabled={!awake || onPrevious === null}
            onClick={() => onPrevious?.()}
            className={buttonClass('secondary')}
          >
            <Icon name="chevronLeft" size="small" />
            Previous
          </button>
        </span>
        <span className="justify-self-center">
          <button
            type="button"
            aria-keyshortcuts="R"
            title="Review (R)"
            aria-disabled={!awake}
            onClick={onReview}
            className={buttonClass('secondary')}
          >
            Review
          </button>
        </span>
        <span className="justify-self-end">
          <button
            type="button"
            aria-keyshortcuts="J N"
            title="Next (J)"
            aria-disabled={!awake}
            onClick={onNext}
            className={buttonClass('primary')}
          >
            {isLast ? 'Review answers' : 'Next'}
            <Icon name="chevronRight" size="small" />
          </button>
        </span>
      </nav>
    </footer>
  );
}
