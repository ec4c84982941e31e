import Link from 'next/link';
import type { ReactNode } from 'react';
import { BrowserWatch } from '@/components/auth/browser-watch';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { Wordmark } from '@/components/ui/wordmark';
import { paths } from '@/lib/ui/paths';

/** The frame around what comes after an exam: whose it is, the way back, one column. */
export function QuietPage({ organisationName, children }: { organisationName: string; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <BrowserWatch mark={null} />
      <header className="border-b border-hairline print:hidden">
        <div className="mx-auto flex w-full max-w-4xl items-center justify-between gap-4 px-4 py-1.5 md:px-8">
          <Link href={paths.learn} prefetch={false} className="flex min-h-11 items-center">
            <Wordmark />
          </Link>
          <div className="flex min-w-0 items-center gap-4">
            <span title={organisationName} className="truncate text-13 text-muted">
              {organisationName}
            </span>
            <Link
              href={paths.learn}
              prefetch={false}
              className="link inline-flex min-h-11 shrink-0 items-center"
            >
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
        {children}
      </main>
    </div>
  );
}
