import type { Metadata } from 'next';
import { AssignmentActs } from '@/components/exam/assignment-acts';
import { AssignmentFacts } from '@/components/exam/assignment-facts';
import { doneWords, turnoutSentence, windowWords } from '@/components/exam/exam-words';
import { LearnerProgressTable } from '@/components/exam/learner-progress';
import { RoomSections } from '@/components/sitting/room-sections';
import { Flash } from '@/components/ui/notice';
import { PageHeader, Section } from '@/components/ui/page-header';
import {
  loadAssignment,
  loadAssignmentLearners,
  loadAssignmentPlan,
  loadClock,
} from '@/lib/features/assignment/loaders';
import { loadRoom } from '@/lib/features/attempt-act/loaders';
import { paths } from '@/lib/ui/paths';

interface Props {
  params: Promise<{ assignmentId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { examName, target } = await loadAssignment((await params).assignmentId);
  return { title: `${examName} for ${target}` };
}

export default async function AssignmentPage({ params, searchParams }: Props) {
  const [{ assignmentId }, query] = await Promise.all([params, searchParams]);
  const [assignment, plan, list, { timeZone }, room] = await Promise.all([
    loadAssignment(assignmentId),
    loadAssignmentPlan(assignmentId),
    loadAssignmentLearners(assignmentId, query),
    loadClock(),
    loadRoom(assignmentId, query),
  ]);
  const done = doneWords(query.done);
  const window = windowWords(assignment, timeZone);
  return (
    <>
      {done ? <Flash>{done}</Flash> : null}
      <PageHeader
        title={`${assignment.examName} for ${assignment.target}`}
        crumbs={[
          { href: paths.exams, label: 'Exams' },
          { href: paths.exam(assignment.examId), label: assignment.examName },
        ]}
        finding={`${turnoutSentence(assignment)} It ${window}.`}
        actions={<AssignmentActs assignment={assignment} plan={plan} timeZone={timeZone} />}
      />
      <Section title="Learners">
        <LearnerProgressTable assignment={assignment} list={list} timeZone={timeZone} />
      </Section>
      <RoomSections assignmentId={assignment.id} room={room} running={plan.running} timeZone={timeZone} />
      <Section title="Rules">
        <AssignmentFacts assignment={assignment} timeZone={timeZone} />
      </Section>
    </>
  );
}
