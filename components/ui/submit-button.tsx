'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class';

/**
 * Submits its form. While the action runs it says so and ignores further presses; it stays focusable, so that a
 * keyboard user isn't thrown to the top of the page. `name` and `value` let one form have several acts.
 */
export function SubmitButton({
  children,
  pendingLabel,
  variant = 'primary',
  size,
  name,
  value,
}: {
  children: ReactNode;
  pendingLabel: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  name?: string;
  value?: string;
}) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
      className={buttonClass(variant, size)}
    >
      {pending ? pendingLabel : children}
    </button>
  );
}
