import Link from 'next/link';
import type { ReactNode } from 'react';
import { Wordmark } from '@/components/ui/wordmark';
import { isLongNavigation } from '@/lib/ui/navigation';
import { paths } from '@/lib/ui/paths';
import { OfflineBanner } from './offline-banner';
import { type NavItem, ShellNav } from './shell-nav';
import { ThemeSwitch } from './theme-switch';

/** The id of the main landmark, for the skip link and for moving the focus after a change of page. */
export const MAIN_ID = 'main';

export function SkipLink() {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="absolute top-2 left-2 z-20 -translate-y-24 rounded-control bg-accent px-4 py-3 font-semibold text-accent-ink focus:translate-y-0 print:hidden"
    >
      Skip to the content
    </a>
  );
}

/** Help is always at the same place, whoever is signed in. */
export function ShellFooter() {
  return (
    <footer className="mt-auto border-t border-hairline print:hidden">
      <div className="mx-auto flex w-full max-w-7xl flex-wrap items-center justify-between gap-x-8 px-4 py-2 text-13 text-muted md:px-8">
        <Link
          prefetch={false}
          href={paths.help}
          className="flex min-h-11 items-center underline underline-offset-4 hover:text-ink"
        >
          Help
        </Link>
        <ThemeSwitch />
      </div>
    </footer>
  );
}

/**
 * The frame of every page but the exam: one row of chrome, the page, the footer. `nav` is already narrowed to what
 * this person may open; `account` is the AccountMenu, or nothing while it loads.
 */
export function AppShell({
  homeHref,
  nav,
  organisationName,
  account,
  children,
}: {
  homeHref: string;
  nav: readonly NavItem[];
  organisationName: string;
  account: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <OfflineBanner />
      <header
        data-long-nav={isLongNavigation(nav) || undefined}
        className="group/header relative border-b border-hairline print:hidden"
      >
        <div className="mx-auto flex w-full max-w-7xl items-center gap-x-4 px-4 py-1.5 md:gap-x-8 md:px-8">
          <Link prefetch={false} href={homeHref} className="flex min-h-11 items-center">
            <Wordmark />
          </Link>
          <ShellNav items={nav} />
          <div className="ml-auto flex min-w-0 items-center gap-2">
            <span title={organisationName} className="max-w-28 truncate text-13 text-muted sm:max-w-56">
              {organisationName}
            </span>
            {account}
          </div>
        </div>
      </header>
      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="mx-auto flex w-full max-w-7xl flex-col gap-8 px-4 py-8 md:px-8"
      >
        {children}
      </main>
      <ShellFooter />
    </div>
  );
}
