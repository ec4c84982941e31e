import Link from 'next/link';
import { READINESS_STATES } from '@/lib/domain/readiness/assess-readiness';
import type { GroupFigures } from '@/lib/domain/readiness/group-figures';
import { formatCount, formatNumber } from '@/lib/ui/format';
import { readinessHref } from './readiness-href';
import { ReadinessStateMark } from './readiness-state';

/** How many people are in each state, of how many; every count leads to its list. */
export function StateCountList({ certificationId, group }: { certificationId: string; group: GroupFigures }) {
  const { people, counts } = group;
  if (!counts) return null;
  return (
    <ul
      aria-label={`States of ${formatCount(people, { one: 'person', other: 'people' })}`}
      className="grid max-w-4xl gap-x-8 sm:grid-cols-2 lg:grid-cols-3"
    >
      {[...READINESS_STATES].reverse().map((state) => (
        <li key={state} className="border-b border-hairline">
          <Link
            prefetch={false}
            href={readinessHref(certificationId, { state })}
            className="flex min-h-11 items-center justify-between gap-4 underline-offset-4 hover:underline"
          >
            <ReadinessStateMark state={state} />
            <span className="whitespace-nowrap tabular-nums">
              <span className="text-17 font-semibold">{formatNumber(counts[state])}</span>
              <span className="text-13 text-muted"> of {formatNumber(people)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
