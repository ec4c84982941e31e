import type { Metadata } from 'next';
import { AssignmentTable } from '@/components/exam/assignment-table';
import { ExamTable } from '@/components/exam/exam-table';
import { assignmentsSentence } from '@/components/exam/exam-words';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadAssignments, loadClock } from '@/lib/features/assignment/loaders';
import { loadExams } from '@/lib/features/exam/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Exams' };

export default async function ExamsPage() {
  const [exams, assignments, { timeZone }] = await Promise.all([loadExams(), loadAssignments(), loadClock()]);
  const inUse = exams.filter((exam) => !exam.archived);
  const archived = exams.filter((exam) => exam.archived);
  const make = (
    <ButtonLink href={paths.newExam} variant="primary" icon="plus">
      New exam
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Exams" finding={assignmentsSentence(assignments)} actions={make} />
      <Section title="Assignments">
        {assignments.length === 0 ? (
          <EmptyState title="Nothing is assigned yet">
            Open an exam below and assign it to a cohort or a person. You see here who has finished.
          </EmptyState>
        ) : (
          <AssignmentTable assignments={assignments} timeZone={timeZone} />
        )}
      </Section>
      <Section title="Exams" description="What can be assigned, by name.">
        {inUse.length === 0 ? (
          <EmptyState title="There is no exam yet" action={make}>
            An exam is a list of questions from a bank, or numbers to draw by topic, with a time and a cut.
          </EmptyState>
        ) : (
          <ExamTable exams={inUse} caption="Exams" />
        )}
        {archived.length > 0 ? (
          <details className="flex flex-col gap-3">
            <summary className="min-h-11 py-3 font-semibold">Archived exams ({archived.length})</summary>
            <ExamTable exams={archived} caption="Archived exams" />
          </details>
        ) : null}
      </Section>
    </>
  );
}
