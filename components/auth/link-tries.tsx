import { FullPageState } from '@/components/shell/full-page-state';

/** The page of every one-time link, good or not, for a source that has tried too many that never were one. */
export function LinkTries({ minutes }: { minutes: number }) {
  return (
    <FullPageState title="Too many links were tried from here">
      <p>
        Many links that don’t work were opened from your network. Wait{' '}
        {minutes === 1 ? 'a minute' : `${minutes} minutes`}, then open yours again: it still works, if it did
        before.
      </p>
    </FullPageState>
  );
}
