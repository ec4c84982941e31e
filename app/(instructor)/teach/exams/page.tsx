import type { Metadata } from 'next';
import { AssignmentList } from '@/components/exam/assignment-list';
import { ExamList } from '@/components/exam/exam-list';
import { assignmentsSentence } from '@/components/exam/exam-words';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader, Section } from '@/components/ui/page-header';
import { toListParameters } from '@/lib/domain/kernel/page';
import { ASSIGNMENTS } from '@/lib/features/assignment/contract';
import { loadAssignments, loadAssignmentTotals, loadClock } from '@/lib/features/assignment/loaders';
import { loadExams } from '@/lib/features/exam/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Exams' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ExamsPage({ searchParams }: Props) {
  const search = await searchParams;
  const [list, given, totals, { timeZone }] = await Promise.all([
    loadExams(search),
    loadAssignments(search),
    loadAssignmentTotals(),
    loadClock(),
  ]);
  const ofExams = { ...toListParameters(list.query), archived: list.query.archived ? 'yes' : null };
  const make = (
    <ButtonLink href={paths.newExam} variant="primary" icon="plus">
      New exam
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Exams" finding={assignmentsSentence(totals)} actions={make} />
      <Section title="Assignments" id="assignments">
        <AssignmentList
          list={given}
          path={paths.exams}
          keep={ofExams}
          timeZone={timeZone}
          empty={{
            title: 'Nothing is assigned yet',
            words: 'Open an exam below and assign it to a cohort or a person. You see here who has finished.',
          }}
        />
      </Section>
      <Section title="Exams" id="exams" description="What can be assigned, by name.">
        <ExamList list={list} keep={{ ...toListParameters(given.query, ASSIGNMENTS) }} make={make} />
      </Section>
    </>
  );
}
