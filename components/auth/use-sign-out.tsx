'use client';

import { type ReactNode, useState } from 'react';
import { paths } from '@/lib/ui/paths';
import { SignOutDialog } from './sign-out-dialog';
import { type SignOutProgress, signOut } from './sign-out-steps';

/** The way out, for a button or an entry of a menu; `dialog` has to be rendered beside it. */
export function useSignOut(next: string = paths.signIn): {
  readonly begin: () => void;
  readonly pending: boolean;
  readonly dialog: ReactNode;
} {
  const [progress, setProgress] = useState<SignOutProgress>({ step: 'idle' });
  const [pending, setPending] = useState(false);
  const go = async (anyway: boolean) => {
    if (pending) return;
    setPending(true);
    await signOut(next, anyway, setProgress);
    setPending(false);
  };
  return {
    begin: () => void go(false),
    pending: pending || progress.step === 'left',
    dialog: (
      <SignOutDialog
        progress={progress}
        onRetry={() => void go(false)}
        onAnyway={() => void go(true)}
        onStay={() => setProgress({ step: 'idle' })}
      />
    ),
  };
}
