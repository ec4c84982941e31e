import Link from 'next/link';
import type { ComponentProps } from 'react';
import type { ButtonLook } from './button';
import { buttonClass } from './button-class';
import { Icon } from './icon';

/** Goes somewhere and looks like a button; for doing something, use Button. */
export function ButtonLink({
  variant,
  size,
  icon,
  children,
  ...rest
}: ButtonLook & Omit<ComponentProps<typeof Link>, 'className'>) {
  return (
    <Link prefetch={false} {...rest} className={buttonClass(variant, size)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Link>
  );
}

/** A link in running text or a table cell. */
export function TextLink(props: Omit<ComponentProps<typeof Link>, 'className'>) {
  return <Link prefetch={false} {...props} className="link" />;
}
