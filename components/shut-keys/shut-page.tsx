import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import type { ShutKeys } from '@/lib/features/shut-keys/contract';
import { formatDateTime } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { LeaveExam } from './leave-exam';

/** In the place of a page whose keys its reader may not see now: why, until when, and the way out. */
export function ShutPage({ shut, timeZone }: { readonly shut: ShutKeys; readonly timeZone: string }) {
  const { attemptId, examName, until, isOverdue } = shut;
  const when = formatDateTime(until, timeZone);
  return (
    <>
      <PageHeader
        title="Keys are shut"
        finding={`These keys are shut until ${when} because you are sitting “${examName}”.`}
        crumbs={[{ href: paths.banks, label: 'Banks' }]}
      />
      <Notice title="When they open again">
        {isOverdue
          ? 'The time of the exam is over. The keys open as soon as it is closed; load this page again in a minute.'
          : 'Keys and rationales of every question of the exam open when you submit it or when its time is over. Colleagues can correct them meanwhile.'}
      </Notice>
      {isOverdue ? null : (
        <div className="flex flex-wrap gap-3">
          <ButtonLink variant="primary" href={paths.attempt(attemptId)} prefetch={false}>
            Go on with the exam
          </ButtonLink>
          <LeaveExam attemptId={attemptId} examName={examName} />
        </div>
      )}
    </>
  );
}
