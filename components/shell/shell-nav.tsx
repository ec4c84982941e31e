'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Icon } from '@/components/ui/icon';
import { isLongNavigation } from '@/lib/ui/navigation';

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly covers?: readonly string[];
}

/** The entry with the longest address that this one begins with: on /admin/people/1, "People" and not "Overview". */
function currentHref(items: readonly NavItem[], pathname: string): string | null {
  let best = { href: null as string | null, length: 0 };
  for (const { href, covers = [] } of items) {
    for (const prefix of [href, ...covers]) {
      const within = pathname === prefix || pathname.startsWith(`${prefix}/`);
      if (within && prefix.length > best.length) best = { href, length: prefix.length };
    }
  }
  return best.href;
}

/** The product's navigation: a row on a wide screen, a disclosure on a narrow one, which closes by going somewhere. */
export function ShellNav({ items }: { items: readonly NavItem[] }) {
  const pathname = usePathname();
  const current = currentHref(items, pathname);
  const few = !isLongNavigation(items);
  const link = (item: NavItem) => (
    <Link
      prefetch={false}
      href={item.href}
      aria-current={item.href === current ? 'page' : undefined}
      className={clsx(
        'flex min-h-11 items-center whitespace-nowrap',
        item.href === current ? 'line-before font-semibold text-ink' : 'text-muted hover:text-ink',
      )}
    >
      {item.label}
    </Link>
  );
  return (
    <nav aria-label="Main" className="md:grow">
      <ul className={clsx('hidden', few ? 'gap-6 md:flex' : 'gap-5 xl:flex')}>
        {items.map((item) => (
          <li key={item.href}>{link(item)}</li>
        ))}
      </ul>
      <details key={pathname} className={clsx('group', few ? 'md:hidden' : 'xl:hidden')}>
        <summary className="flex min-h-11 items-center gap-2 rounded-control px-2 hover:bg-accent-soft">
          <Icon name="menu" />
          Menu
        </summary>
        <ul className="absolute inset-x-0 top-full z-10 flex flex-col border-b border-hairline bg-raised px-7 py-2 shadow-float">
          {items.map((item) => (
            <li key={item.href}>{link(item)}</li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
