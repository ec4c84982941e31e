import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AssignForm } from '@/components/exam/assign-form';
import { valuesOf } from '@/components/exam/draw-prefill';
import { examSentence } from '@/components/exam/exam-words';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { epochMsToWallTime } from '@/lib/domain/kernel/zoned-time';
import { loadAssignmentTargets, loadClock } from '@/lib/features/assignment/loaders';
import { loadExam } from '@/lib/features/exam/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Assign exam' };

interface Props {
  params: Promise<{ examId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;

/** `?cohort=ID` chooses the cohort beforehand. The window starts with the next full hour and is a week long. */
export default async function AssignExamPage({ params, searchParams }: Props) {
  const [{ examId }, query] = await Promise.all([params, searchParams]);
  const [exam, targets, { timeZone, nowMs }] = await Promise.all([
    loadExam(examId),
    loadAssignmentTargets(),
    loadClock(),
  ]);
  if (exam.archived) notFound();
  const nextHourMs = Math.ceil(nowMs / HOUR_MS) * HOUR_MS;
  const cohort = targets.cohorts.find(({ id }) => valuesOf(query.cohort).includes(id));
  const defaults = {
    target: cohort ? `cohort:${cohort.id}` : '',
    opensAt: epochMsToWallTime(nextHourMs, timeZone),
    closesAt: epochMsToWallTime(nextHourMs + WEEK_MS, timeZone),
    minutes: exam.minutes,
  };
  const crumbs = [
    { href: paths.exams, label: 'Exams' },
    { href: paths.exam(exam.id), label: exam.name },
  ];
  return (
    <>
      <PageHeader title={`Assign ${exam.name}`} crumbs={crumbs} finding={examSentence(exam)} />
      {targets.cohorts.length + targets.people.length === 0 ? (
        <EmptyState
          title="There is nobody you can assign it to"
          action={<ButtonLink href={paths.teach}>Go to your cohorts</ButtonLink>}
        >
          You can assign exams to cohorts that you look after, and to the learners in them. An administrator
          adds you to a cohort.
        </EmptyState>
      ) : (
        <AssignForm examId={exam.id} targets={targets} timeZone={timeZone} defaults={defaults} />
      )}
    </>
  );
}
