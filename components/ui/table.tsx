import { clsx } from 'clsx';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { Icon } from './icon';

/**
 * Rows of 36 px, hairlines, tabular figures. The caption names the table; it is shown unless a heading right above
 * already says the same. A wide table scrolls inside its own box, which the keyboard can reach.
 */
export function Table({
  caption,
  captionHidden = false,
  children,
}: {
  caption: string;
  captionHidden?: boolean;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full border-collapse text-left text-15">
        <caption className={captionHidden ? 'sr-only' : 'pb-2 text-left text-13 text-muted'}>
          {/* As wide as the box and not as the table, so that it wraps where it can be read without scrolling. */}
          <span className="sticky left-0 inline-block max-w-[min(100%,100vw-2rem)]">{caption}</span>
        </caption>
        {children}
      </table>
    </section>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead className="border-b border-line">
      <tr>{children}</tr>
    </thead>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody>{children}</tbody>;
}

export function Tr({ children, ...rest }: Omit<ComponentProps<'tr'>, 'className'>) {
  return (
    <tr {...rest} className="border-b border-hairline hover:bg-sunken">
      {children}
    </tr>
  );
}

interface CellLook {
  /** Right-aligned, for figures that are compared down the column. */
  numeric?: boolean | undefined;
  /** Stays in view while the table scrolls sideways; for the first column. */
  pinned?: boolean | undefined;
  /** Holds sentences: keeps a width to read in, and the table scrolls instead. */
  prose?: boolean | undefined;
}

const cellClass = ({ numeric, pinned }: CellLook) =>
  clsx(
    'px-3 first:pl-0 last:pr-0',
    numeric && 'text-right',
    pinned && 'sticky left-0 z-1 bg-ground pr-3 in-[tr:hover]:bg-sunken',
  );

export function Th({
  numeric,
  pinned,
  scope = 'col',
  ...rest
}: CellLook & Omit<ComponentProps<'th'>, 'className'>) {
  const head =
    scope === 'col'
      ? 'h-9 py-1 align-middle text-13 font-normal text-muted'
      : 'h-9 min-w-36 py-1.5 font-normal';
  return <th {...rest} scope={scope} className={clsx(cellClass({ numeric, pinned }), head)} />;
}

export function Td({ numeric, pinned, prose, ...rest }: CellLook & Omit<ComponentProps<'td'>, 'className'>) {
  const look = clsx(numeric && 'whitespace-nowrap', prose && 'min-w-64');
  return <td {...rest} className={clsx(cellClass({ numeric, pinned }), 'h-9 py-1.5', look)} />;
}

export type SortDirection = 'ascending' | 'descending';

/** A heading that sorts by a link: the order is in the URL, so it can be shared and works without script. */
export function SortableTh({
  href,
  sorted,
  numeric,
  pinned,
  children,
}: CellLook & { href: string; sorted: SortDirection | null; children: ReactNode }) {
  const icon = sorted === null ? 'upDown' : sorted === 'ascending' ? 'arrowUp' : 'arrowDown';
  return (
    <Th numeric={numeric} pinned={pinned} aria-sort={sorted ?? 'none'}>
      <Link
        prefetch={false}
        href={href}
        scroll={false}
        className={clsx(
          'inline-flex min-h-6 items-center gap-1 align-middle underline-offset-4 hover:underline',
          numeric && 'flex-row-reverse',
          sorted && 'font-semibold text-ink',
        )}
      >
        {children}
        <Icon name={icon} size="small" />
      </Link>
    </Th>
  );
}
