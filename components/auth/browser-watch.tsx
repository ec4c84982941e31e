'use client';

import { useEffect } from 'react';
import { beginAs, forgetPerson } from '@/lib/ui/browser-stores';
import { paths } from '@/lib/ui/paths';
import { onSignOutElsewhere } from './sign-out-steps';

/**
 * On every page of somebody who is signed in: what another person left in this browser is forgotten, and a sign-out in another
 * tab takes this one along. `mark` says whose page it is.
 */
export function BrowserWatch({ mark }: { mark: string | null }) {
  useEffect(() => {
    if (mark !== null) beginAs(mark);
    return onSignOutElsewhere(() => {
      forgetPerson();
      window.location.replace(paths.signIn);
    });
  }, [mark]);
  return null;
}
