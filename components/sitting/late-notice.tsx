import Link from 'next/link';
import { Notice } from '@/components/ui/notice';
import type { LateWaiting } from '@/lib/features/attempt-act/contract';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

/** On the first page of those who teach: late answers wait, and where they are decided. */
export function LateNotice({ waiting }: { waiting: LateWaiting }) {
  const { questions, sittings, assignments, assignmentId, examName } = waiting;
  return (
    <Notice
      title={`${formatCount(questions, { one: 'late answer waits', other: 'late answers wait' })} for a decision`}
    >
      {`They came after the end of ${formatCount(sittings, { one: 'sitting', other: 'sittings' })}${
        assignments > 1 ? ` of ${formatCount(assignments, { one: 'assignment', other: 'assignments' })}` : ''
      }. `}
      <Link prefetch={false} href={`${paths.assignment(assignmentId)}#late`}>
        {`Decide those of ${examName}`}
      </Link>
    </Notice>
  );
}
