'use client';

import { lazy, Suspense } from 'react';

const NotFoundView = lazy(() => import('./not-found-view'));

/**
 * Every page carries what stands in its place when it isn't found, with all the scripts of it: so only the way to them, and the
 * frame itself when it is shown.
 */
export function NotFoundPage() {
  return (
    <Suspense>
      <NotFoundView />
    </Suspense>
  );
}
