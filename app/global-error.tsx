'use client';

import { errorWords } from '@/lib/ui/error-messages';
import ErrorPage from './error';
import './globals.css';

/** Replaces the root layout when that itself fails, so it brings its own document. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en-GB" data-theme="system">
      <body>
        <title>{`${errorWords('INTERNAL').title} – Cutscore`}</title>
        <main>
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  );
}
