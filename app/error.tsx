'use client';

import { FullPageState } from '@/components/shell/full-page-state';
import { buttonClass } from '@/components/ui/button-class';
import { BUSY_DIGEST } from '@/lib/domain/kernel/busy-digest';
import { errorWords } from '@/lib/ui/error-messages';

/** What failed is logged on the server under the digest; the reader gets the digest, never the message. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const busy = error.digest === BUSY_DIGEST;
  const { title, advice } = errorWords(busy ? 'UNAVAILABLE' : 'INTERNAL');
  return (
    <div className="px-4 py-16">
      <FullPageState
        title={title}
        reference={busy ? undefined : error.digest}
        actions={
          // Every page carries this one twice: without the table of icons.
          <button type="button" className={buttonClass('primary')} onClick={reset}>
            Try again
          </button>
        }
      >
        <p>{advice}</p>
      </FullPageState>
    </div>
  );
}
