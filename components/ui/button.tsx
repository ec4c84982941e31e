import type { ComponentProps } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

export interface ButtonLook {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  icon?: IconName | undefined;
}

/** A native button; `type="button"` unless it is told to submit, so that it never submits a form by accident. */
export function Button({
  variant,
  size,
  icon,
  type = 'button',
  children,
  ...rest
}: ButtonLook & Omit<ComponentProps<'button'>, 'className'>) {
  return (
    <button {...rest} type={type} className={buttonClass(variant, size)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/** A square button with an icon only; `label` is its accessible name and its tooltip. */
export function IconButton({
  icon,
  label,
  type = 'button',
  ...rest
}: { icon: IconName; label: string } & Omit<ComponentProps<'button'>, 'className' | 'children' | 'title'>) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className="inline-flex size-11 items-center justify-center rounded-control text-ink hover:bg-accent-soft disabled:opacity-50 print:hidden"
    >
      <Icon name={icon} />
    </button>
  );
}
