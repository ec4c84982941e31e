'use client';

import { useEffect, useRef } from 'react';

export interface FieldProblem {
  /** The id of the control (or fieldset) that has to change. */
  readonly fieldId: string;
  readonly message: string;
}

/**
 * All problems of a form at its top, in the same words as beside the fields, each a link to its field. Takes the
 * focus whenever a new list arrives, so that nobody submits twice without noticing.
 */
export function ErrorSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex max-w-xl flex-col gap-2 rounded-control border-2 border-danger px-4 py-3"
    >
      <h2 className="text-17 font-semibold">There is a problem</h2>
      <ul className="flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={problem.fieldId + problem.message}>
            <a
              href={`#${problem.fieldId}`}
              className="font-semibold text-danger underline underline-offset-4"
              onClick={(event) => {
                const field = document.getElementById(problem.fieldId);
                if (!field) return;
                event.preventDefault();
                field.scrollIntoView({ block: 'center' });
                field.focus({ preventScroll: true });
              }}
            >
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
