import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { Icon } from './icon';

const CONTROL =
  'w-full rounded-control border border-line bg-raised px-3 text-ink placeholder:text-muted hover:border-ink ' +
  'aria-invalid:border-2 aria-invalid:border-danger disabled:bg-sunken disabled:text-muted';

/** 16 px at least on touch screens: a smaller field makes iOS zoom the page. */
const TYPE = 'text-15 pointer-coarse:text-17';

export function TextInput({ type = 'text', ...rest }: Omit<ComponentProps<'input'>, 'className'>) {
  return <input {...rest} type={type} className={clsx(CONTROL, TYPE, 'min-h-11 py-2')} />;
}

/** `code` sets the mono face and turns off the help that spoils source text (spelling, capitals, wrapping). */
export function TextArea({
  code = false,
  rows = 6,
  ...rest
}: { code?: boolean } & Omit<ComponentProps<'textarea'>, 'className'>) {
  const writing = code ? { spellCheck: false, autoCapitalize: 'off', autoCorrect: 'off' } : {};
  return (
    <textarea
      {...writing}
      {...rest}
      rows={rows}
      className={clsx(CONTROL, 'block py-2', code ? 'font-code text-13 leading-reading tab-4' : TYPE)}
    />
  );
}

export function Select({ children, ...rest }: Omit<ComponentProps<'select'>, 'className'>) {
  return (
    <span className="relative block">
      <select {...rest} className={clsx(CONTROL, TYPE, 'min-h-11 appearance-none py-2 pr-10')}>
        {children}
      </select>
      <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted">
        <Icon name="chevronDown" size="small" />
      </span>
    </span>
  );
}
