import { clsx } from 'clsx';
import Link from 'next/link';

export interface Step {
  readonly label: string;
  /** Where a finished step can be looked at again; null when it can't. */
  readonly href: string | null;
}

/** The steps of a task in order. `current` counts from 1; what is done is a tick, what is now carries the line. */
export function Steps({ label, steps, current }: { label: string; steps: readonly Step[]; current: number }) {
  return (
    <nav aria-label={label} className="print:hidden">
      <ol className="flex flex-wrap gap-x-6 gap-y-1">
        {steps.map((step, index) => {
          const position = index + 1;
          const text = `${position} ${step.label}`;
          return (
            <li
              key={step.label}
              aria-current={position === current ? 'step' : undefined}
              className={clsx(
                'flex min-h-9 items-center',
                position === current ? 'line-before font-semibold' : 'text-muted',
              )}
            >
              {step.href && position < current ? (
                <Link prefetch={false} href={step.href} className="underline underline-offset-4">
                  {text}
                </Link>
              ) : (
                text
              )}
              {position < current ? <span className="sr-only"> (done)</span> : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
