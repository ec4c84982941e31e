import { formatDate } from '@/lib/ui/format';

/** Beside the name of somebody whose past is kept although they are gone: since when. Nothing for those who are here. */
export function LeftOn({ leftAt, timeZone }: { leftAt: Date | string | null; timeZone: string }) {
  if (leftAt === null) return null;
  return (
    <span className="block text-13 font-normal whitespace-nowrap text-muted">
      Left on {formatDate(leftAt, timeZone)}
    </span>
  );
}
