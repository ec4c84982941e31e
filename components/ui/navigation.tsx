import { clsx } from 'clsx';
import Link from 'next/link';
import { formatCount, formatNumber, type Noun } from '@/lib/ui/format';
import { buttonClass } from './button-class';
import { Icon } from './icon';

export interface TabLink {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
}

/** Views of one thing, each with its own URL. The current one carries the line, as everything current does. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-hairline print:hidden">
      <ul className="flex gap-6 pl-2.5">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              prefetch={false}
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              className={clsx(
                'flex min-h-11 items-center whitespace-nowrap',
                tab.current ? 'line-before font-semibold text-ink' : 'text-muted hover:text-ink',
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface Crumb {
  readonly href: string;
  readonly label: string;
}

/** The way back up; the page itself isn't in it, because its title is right below. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="text-13 text-muted print:hidden">
      <ol className="flex flex-wrap items-center gap-x-1.5">
        {crumbs.map((crumb) => (
          <li key={crumb.href} className="flex items-center gap-1.5">
            <Link
              prefetch={false}
              href={crumb.href}
              className="inline-flex min-h-6 items-center underline-offset-4 hover:text-ink hover:underline"
            >
              {crumb.label}
            </Link>
            <span aria-hidden="true">/</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Where in a list one is. `from` and `to` are counted from 1; a missing href means there is no such page. */
export function Pagination({
  from,
  to,
  total,
  noun,
  previousHref,
  nextHref,
}: {
  from: number;
  to: number;
  total: number;
  noun: Noun;
  previousHref: string | null;
  nextHref: string | null;
}) {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted tabular-nums">
        {formatNumber(from)} to {formatNumber(to)} of {formatCount(total, noun)}
      </p>
      <div className="flex gap-2">
        {previousHref ? (
          <Link
            prefetch={false}
            href={previousHref}
            rel="prev"
            className={buttonClass('secondary', 'compact')}
          >
            <Icon name="chevronLeft" size="small" />
            Previous
          </Link>
        ) : null}
        {nextHref ? (
          <Link prefetch={false} href={nextHref} rel="next" className={buttonClass('secondary', 'compact')}>
            Next
            <Icon name="chevronRight" size="small" />
          </Link>
        ) : null}
      </div>
    </nav>
  );
}
