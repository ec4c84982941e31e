import type { ReactNode } from 'react';
import { LeaveTab } from '@/components/forms/page-owner';
import { Wordmark } from '@/components/ui/wordmark';
import { MAIN_ID, ShellFooter, SkipLink } from './app-shell';
import { OfflineBanner } from './offline-banner';

/** Before sign-in: the name, one narrow column, nothing to navigate. */
export function SignedOutShell({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <LeaveTab />
      <SkipLink />
      <OfflineBanner />
      <header className="mx-auto w-full max-w-md px-4 pt-16 pb-8">
        <Wordmark size="large" />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto flex w-full max-w-md flex-col gap-6 px-4 pb-16">
        {children}
      </main>
      <ShellFooter />
    </div>
  );
}
