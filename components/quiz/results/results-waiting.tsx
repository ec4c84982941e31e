import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import type { Results } from '@/lib/features/attempt/contract';
import { paths } from '@/lib/ui/paths';
import { LookAgain } from '../look-again';
import { NoticeList } from '../notice-list';
import { waitText } from '../results-wait';

/** No results yet, or none at all: which, and until when. */
export function ResultsWaiting({
  view,
  timeZone,
}: {
  view: Extract<Results, { kind: 'waiting' }>;
  timeZone: string;
}) {
  const running = view.wait.why === 'still_open';
  return (
    <>
      {view.wait.why === 'grading' ? <LookAgain /> : null}
      <PageHeader
        title={view.examName}
        finding={waitText(view.wait, timeZone)}
        crumbs={[{ href: paths.learn, label: 'Your exams' }]}
        actions={
          running ? (
            <ButtonLink variant="primary" href={paths.attempt(view.attemptId)} prefetch={false}>
              Go on with the exam
            </ButtonLink>
          ) : (
            <ButtonLink href={paths.attemptReceipt(view.attemptId)}>Show the receipt</ButtonLink>
          )
        }
      />
      <NoticeList notices={view.notices} timeZone={timeZone} />
    </>
  );
}
