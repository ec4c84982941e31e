'use client';

import { clsx } from 'clsx';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { STEPS } from './step-names';

/** The ordered list of steps; one that was passed can be gone back to, because nothing is written yet. */
export function WizardSteps({ current, onGo }: { current: number; onGo?: (step: number) => void }) {
  return (
    <nav aria-label="Steps of the import" className="print:hidden">
      <ol className="flex flex-wrap gap-x-7 gap-y-1 pl-2.5">
        {STEPS.map((label, index) => {
          const position = index + 1;
          const isPast = position < current;
          return (
            <li
              key={label}
              aria-current={position === current ? 'step' : undefined}
              className={clsx(
                'flex min-h-9 items-center',
                position === current ? 'line-before font-semibold' : 'text-muted',
              )}
            >
              {isPast && onGo ? (
                <button
                  type="button"
                  className="min-h-9 underline underline-offset-4 hover:text-ink"
                  onClick={() => onGo(position)}
                >
                  {position} {label}
                </button>
              ) : (
                <span>
                  {position} {label}
                </span>
              )}
              {isPast ? <span className="sr-only"> (done)</span> : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The heading of a step, which takes the focus when the step begins. */
export function StepHeading({ children, finding }: { children: string; finding?: string | undefined }) {
  return (
    <div className="flex flex-col gap-2">
      <h2 id="step-heading" tabIndex={-1} className="text-24 font-semibold outline-none">
        {children}
      </h2>
      {finding ? <p className="measure font-reading text-17 leading-reading">{finding}</p> : null}
    </div>
  );
}

/** The ways on and back. */
export function StepFooter({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3 border-t border-hairline pt-5">{children}</div>;
}

/** "Preview and fix (step 2 of 5) – post.txt – Cutscore" */
export const stepTitle = (step: number, name: string): string =>
  `${STEPS[step - 1]} (step ${step} of ${STEPS.length}) – ${name} – Cutscore`;

/** A new step is a new page to whoever can't see it: its heading takes the focus, and the title says which step it is. */
export function useStepFocus(step: number, name: string): void {
  const shown = useRef(step);
  const title = stepTitle(step, name);
  // The title of the page may arrive after the step has begun. As a layout effect it ends with the page that it belongs to.
  useLayoutEffect(() => {
    const keep = () => {
      if (document.title !== title) document.title = title;
    };
    keep();
    const observer = new MutationObserver(keep);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [title]);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    document.getElementById('step-heading')?.focus();
    window.scrollTo({ top: 0 });
  }, [step]);
}
