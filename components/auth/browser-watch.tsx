'use client';

import { useEffect } from 'react';
import { beginAs, forgetPerson } from '@/lib/ui/browser-stores';
import { paths } from '@/lib/ui/paths';
import { onBrowserNews, tellTabs } from './browser-news';

/**
 * On every page of somebody who is signed in: what another person left in this browser is forgotten, and a sign-out in another
 * tab takes this one along. `mark` says whose page it is.
 */
export function BrowserWatch({ mark }: { mark: string | null }) {
  useEffect(() => {
    if (mark !== null) {
      beginAs(mark);
      tellTabs({ kind: 'person', mark });
    }
    return onBrowserNews(({ kind }) => {
      // A page of somebody else is refused with its next request, and says so.
      if (kind !== 'signed_out') return;
      forgetPerson();
      window.location.replace(paths.signIn);
    });
  }, [mark]);
  return null;
}
