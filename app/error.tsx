'use client';

import { FullPageState } from '@/components/shell/full-page-state';
import { Button } from '@/components/ui/button';
import { errorWords } from '@/lib/ui/error-messages';

/** What failed is logged on the server under the digest; the reader gets the digest, never the message. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const { title, advice } = errorWords('INTERNAL');
  return (
    <div className="px-4 py-16">
      <FullPageState
        title={title}
        reference={error.digest}
        actions={
          <Button variant="primary" icon="refresh" onClick={reset}>
            Try again
          </Button>
        }
      >
        <p>{advice}</p>
      </FullPageState>
    </div>
  );
}
