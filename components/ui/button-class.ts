import { clsx } from 'clsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
/** `compact` is for rows of a table: 36 px under a pointer, 44 px under a finger. */
export type ButtonSize = 'regular' | 'compact';

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-control border text-15 font-semibold text-center no-underline ' +
  'transition-opacity disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed ' +
  'aria-disabled:opacity-50 print:hidden';

const VARIANTS = {
  primary: 'border-accent bg-accent text-accent-ink hover:opacity-90',
  secondary: 'border-line bg-raised text-ink hover:border-ink',
  quiet: 'border-transparent bg-transparent text-accent hover:bg-accent-soft',
  danger: 'border-danger bg-danger text-danger-ink hover:opacity-90',
} as const satisfies Record<ButtonVariant, string>;

const SIZES = {
  regular: 'min-h-11 px-4 py-2',
  compact: 'min-h-9 px-3 py-1 pointer-coarse:min-h-11',
} as const satisfies Record<ButtonSize, string>;

/** The look of a button, shared by buttons, links that act as one, and the triggers of client leaves. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'regular'): string {
  return clsx(BASE, VARIANTS[variant], SIZES[size]);
}
