import { ButtonLink } from '@/components/ui/button-link';
import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import type { ReceiptView } from '@/lib/features/attempt/contract';
import { formatCount, formatDateTime } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { LookAgain } from './look-again';
import { NoticeList } from './notice-list';
import { PrintButton } from './print-button';
import { waitText } from './results-wait';

const ANSWERS = { one: 'question', other: 'questions' } as const;

function findingOf(view: ReceiptView, timeZone: string): string {
  const { receipt } = view;
  if (!receipt && !view.isOver)
    return 'This exam is running. Go on where you left off; its receipt comes when it is over.';
  if (!receipt)
    return 'The time is up. Your attempt is being closed; this page shows its receipt as soon as that is done.';
  const when = formatDateTime(receipt.closedAt, timeZone);
  const answered = `${receipt.answered} of ${formatCount(receipt.items, ANSWERS)} answered`;
  if (receipt.closedBy === 'left')
    return `You left the exam on ${when}. It has no result and counts as used.`;
  if (view.wait?.why === 'voided')
    return `This sitting was voided. It ended on ${when}, with ${answered}, and doesn’t count.`;
  return receipt.closedBy === 'submitted'
    ? `You submitted on ${when}, with ${answered}.`
    : `The time ran out on ${when}, with ${answered}. Everything that was saved counts.`;
}

function titleOf({ receipt, isOver, wait }: ReceiptView): string {
  if (!receipt) return isOver ? 'Closing your attempt' : 'Your exam is running';
  if (wait?.why === 'voided') return 'This sitting was voided';
  return receipt.closedBy === 'left' ? 'You left this exam' : 'Your answers have arrived';
}

/** What the learner keeps: when it closed, how much was answered, and the hash that proves which answers they were. */
export function Receipt({ view, timeZone }: { view: ReceiptView; timeZone: string }) {
  const { receipt } = view;
  return (
    <>
      <PageHeader
        title={titleOf(view)}
        finding={findingOf(view, timeZone)}
        actions={
          <>
            {view.wait === null ? (
              <ButtonLink variant="primary" href={paths.attemptResults(view.attemptId)}>
                See your results
              </ButtonLink>
            ) : null}
            {receipt ? (
              <PrintButton />
            ) : view.isOver ? (
              <ButtonLink href={paths.attemptReceipt(view.attemptId)}>Load again</ButtonLink>
            ) : (
              <ButtonLink variant="primary" href={paths.attempt(view.attemptId)} prefetch={false}>
                Go on with the exam
              </ButtonLink>
            )}
          </>
        }
      />
      <NoticeList notices={view.notices} timeZone={timeZone} />
      {(!receipt && view.isOver) || view.wait?.why === 'grading' ? <LookAgain /> : null}
      {view.wait && receipt ? <Notice title="Results">{waitText(view.wait, timeZone)}</Notice> : null}
      {view.lateCount > 0 ? (
        <Notice
          tone="warning"
          title={`${formatCount(view.lateCount, { one: 'answer', other: 'answers' })} came after the end`}
        >
          They are kept apart with the time they were given, and are not marked.
        </Notice>
      ) : null}
      {receipt ? <Facts view={view} receipt={receipt} timeZone={timeZone} /> : null}
      <p className="print:hidden">
        <ButtonLink href={paths.learn}>Back to your exams</ButtonLink>
      </p>
    </>
  );
}

function Facts({
  view,
  receipt,
  timeZone,
}: {
  view: ReceiptView;
  receipt: NonNullable<ReceiptView['receipt']>;
  timeZone: string;
}) {
  const code = (text: string) => <code className="font-code text-13 break-all">{text}</code>;
  return (
    <DefinitionList
      items={[
        { term: 'Exam', value: `${view.examName}, attempt ${view.number}` },
        { term: 'Learner', value: view.learnerName },
        { term: 'Started', value: formatDateTime(view.startedAt, timeZone) },
        { term: 'Closed', value: formatDateTime(receipt.closedAt, timeZone) },
        { term: 'Answered', value: `${receipt.answered} of ${receipt.items}` },
        {
          term: 'After the end',
          value:
            view.lateCount === 0
              ? 'No answer'
              : formatCount(view.lateCount, { one: 'answer', other: 'answers' }),
        },
        { term: 'Attempt', value: code(receipt.attemptId) },
        { term: 'SHA-256 of your answers', value: code(receipt.sha256) },
        ...(view.signature
          ? [{ term: `Signed, key ${view.signature.keyId}`, value: code(view.signature.code) }]
          : []),
      ]}
    />
  );
}
