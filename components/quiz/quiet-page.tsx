import Link from 'next/link';
import type { ReactNode } from 'react';
import { BrowserWatch } from '@/components/auth/browser-watch';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { Wordmark } from '@/components/ui/wordmark';
import { paths } from '@/lib/ui/paths';
import { UnsentNotice } from './unsent-notice';

/** The frame around what comes after an exam: whose it is, the way back, one column. */
export function QuietPage({ organisationName, children }: { organisationName: string; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <BrowserWatch mark={null} />
      <header className="border-b border-hairline print:hidden">
        <div className="mx-auto flex w-full max-w-4xl flex-wrap items-center gap-x-4 px-4 py-1.5 md:px-8">
          <Link href={paths.learn} prefetch={false} className="flex min-h-11 items-center">
            <Wordmark />
          </Link>
          {/* On a phone in a line of its own: cut off, it would not say where one is. */}
          <span
            title={organisationName}
            className="order-last min-w-0 basis-full truncate pb-1 text-13 text-muted sm:order-none sm:ml-auto sm:basis-auto sm:pb-0"
          >
            {organisationName}
          </span>
          <div className="ml-auto flex shrink-0 items-center gap-4 whitespace-nowrap sm:ml-0">
            <Link href={paths.learn} prefetch={false} className="link inline-flex min-h-11 items-center">
              Your exams
            </Link>
            <SignOutButton variant="quiet" size="compact" />
          </div>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-4xl grow flex-col gap-8 px-4 py-8 md:px-8 print:p-0"
      >
        <UnsentNotice />
        {children}
      </main>
    </div>
  );
}
