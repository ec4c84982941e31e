'use client';

import { useSyncExternalStore } from 'react';
import { Icon } from '@/components/ui/icon';

function subscribe(notify: () => void): () => void {
  window.addEventListener('online', notify);
  window.addEventListener('offline', notify);
  return () => {
    window.removeEventListener('online', notify);
    window.removeEventListener('offline', notify);
  };
}

/** Says that the connection is gone, while it is. The exam page doesn't use it: there, answers wait on the device. */
export function OfflineBanner() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className="print:hidden">
      {online ? null : (
        <p className="flex items-center justify-center gap-2 border-b border-below bg-below-soft px-4 py-2.5">
          <Icon name="offline" />
          You are offline. What you see may be out of date, and changes can’t be saved.
        </p>
      )}
    </div>
  );
}
