'use client';

import { clsx } from 'clsx';
import { STEPS, type StepNumber } from './draft';

/** The ordered list of steps; one that was passed can be gone back to, because nothing is written yet. */
export function WizardSteps({ current, onGo }: { current: number; onGo?: (step: StepNumber) => void }) {
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
                  onClick={() => onGo(position as StepNumber)}
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
