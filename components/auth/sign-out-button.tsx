'use client';

import { Button } from '@/components/ui/button';
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-class';
import { paths, withQuery } from '@/lib/ui/paths';
import { useSignOut } from './use-sign-out';

/** Ends the session; `next` is the path of this site to go on to instead of the sign-in page. */
export function SignOutButton({
  next,
  variant = 'secondary',
  size = 'regular',
}: {
  next?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}) {
  const { begin, pending, dialog } = useSignOut(next);
  return (
    // Before the script runs, the browser posts: the session ends then as well.
    <form
      method="post"
      action={withQuery(paths.signOut, { next })}
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <Button type="submit" variant={variant} size={size} aria-disabled={pending}>
        {pending ? 'Signing out' : 'Sign out'}
      </Button>
      {dialog}
    </form>
  );
}
