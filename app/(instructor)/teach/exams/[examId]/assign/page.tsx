import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AssignForm } from '@/components/exam/assign-form';
import { examSentence } from '@/components/exam/exam-words';
import { TargetSearch } from '@/components/exam/target-picker';
import { PageHeader } from '@/components/ui/page-header';
import { epochMsToWallTime } from '@/lib/domain/kernel/zoned-time';
import { loadClock } from '@/lib/features/assignment/loaders';
import { loadAssignmentTargets } from '@/lib/features/assignment-target/loaders';
import { loadExam } from '@/lib/features/exam/loaders';
import { loadStartingValues } from '@/lib/features/organisation/loaders';
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
  const [exam, page, { timeZone, nowMs }, rules] = await Promise.all([
    loadExam(examId),
    loadAssignmentTargets(query),
    loadClock(),
    loadStartingValues(),
  ]);
  if (exam.archived) notFound();
  const nextHourMs = Math.ceil(nowMs / HOUR_MS) * HOUR_MS;
  const defaults = {
    opensAt: epochMsToWallTime(nextHourMs, timeZone),
    closesAt: epochMsToWallTime(nextHourMs + WEEK_MS, timeZone),
    minutes: exam.minutes,
    rules,
  };
  const crumbs = [
    { href: paths.exams, label: 'Exams' },
    { href: paths.exam(exam.id), label: exam.name },
  ];
  return (
    <>
      <PageHeader title={`Assign ${exam.name}`} crumbs={crumbs} finding={examSentence(exam)} />
      <TargetSearch page={page} examId={exam.id} />
      <AssignForm examId={exam.id} page={page} timeZone={timeZone} defaults={defaults} />
    </>
  );
}
