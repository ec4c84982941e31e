import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { formatDateTime } from '@/lib/ui/format';
import type { LocalDraft } from './local-draft';

/** What an earlier visit left in this browser: to go on with, or to throw away. */
export function FoundDraft({
  found,
  version,
  timeZone,
  onTake,
  onForget,
}: {
  found: LocalDraft;
  /** The version that is current now. */
  version: number;
  timeZone: string;
  onTake: () => void;
  onForget: () => void;
}) {
  const at = formatDateTime(new Date(found.savedAt).toISOString(), timeZone);
  return (
    <Notice title={`This browser kept changes that were not saved, from ${at}`}>
      <div className="flex flex-col gap-3">
        {found.version === version ? null : (
          <p>
            They began with version {found.version}; the current one is {version}. Compare before you save.
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button size="compact" onClick={onTake}>
            Go on with them
          </Button>
          <Button size="compact" variant="quiet" onClick={onForget}>
            Throw them away
          </Button>
        </div>
      </div>
    </Notice>
  );
}
