import type { ShutItem } from '@/lib/features/shut-keys/contract';
import { formatDateTime } from '@/lib/ui/format';

/** Why something about a question isn't shown for now, where it would stand. */
export function ShutNote({
  shut,
  timeZone,
  what,
}: {
  readonly shut: ShutItem;
  readonly timeZone: string;
  /** "The answer" */
  readonly what: 'Key and rationale' | 'The answer';
}) {
  const verb = what === 'The answer' ? 'is' : 'are';
  return (
    <p className="measure text-muted">
      {what} {verb} shut until {formatDateTime(shut.until, timeZone)} because you are sitting “{shut.examName}
      ”.
    </p>
  );
}
