import type { Metadata } from 'next';
import { AssignmentList } from '@/components/exam/assignment-list';
import { BlueprintCoverage } from '@/components/exam/blueprint-coverage';
import { ExamActs } from '@/components/exam/exam-acts';
import { ExamDraws, ExamItems } from '@/components/exam/exam-contents';
import { doneWords, examSentence } from '@/components/exam/exam-words';
import { OwnerSection } from '@/components/exam/owner-section';
import { Flash, Notice } from '@/components/ui/notice';
import { PageHeader, Section } from '@/components/ui/page-header';
import { coverageSentence } from '@/lib/domain/blueprint/coverage';
import { loadAssignments, loadClock } from '@/lib/features/assignment/loaders';
import { loadExam, loadOwnerChoices } from '@/lib/features/exam/loaders';
import { paths } from '@/lib/ui/paths';

interface Props {
  params: Promise<{ examId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  return { title: (await loadExam((await params).examId)).name };
}

export default async function ExamPage({ params, searchParams }: Props) {
  const [{ examId }, search] = await Promise.all([params, searchParams]);
  const exam = await loadExam(examId);
  const [given, { timeZone }, choices] = await Promise.all([
    loadAssignments(search, exam.id),
    loadClock(),
    loadOwnerChoices(),
  ]);
  const done = doneWords(search.done);
  return (
    <>
      {done ? <Flash>{done}</Flash> : null}
      <PageHeader
        title={exam.name}
        crumbs={[{ href: paths.exams, label: 'Exams' }]}
        finding={`${examSentence(exam)}${exam.coverage ? ` ${coverageSentence(exam.coverage)}` : ''}`}
        actions={<ExamActs exam={exam} />}
      />
      {exam.archived ? (
        <Notice title="This exam is archived">
          It can’t be assigned until it is restored. Assignments that exist go on.
        </Notice>
      ) : null}
      <Section title="Assignments" id="assignments">
        <AssignmentList
          list={given}
          path={paths.exam(exam.id)}
          timeZone={timeZone}
          ofOneExam
          empty={{ title: 'You have not assigned it to anyone yet' }}
        />
      </Section>
      {exam.coverage ? (
        <Section title="Against the blueprint" description={`${exam.certification}, ${exam.blueprintLabel}`}>
          <BlueprintCoverage coverage={exam.coverage} questionCount={exam.questionCount} />
        </Section>
      ) : null}
      {exam.selection === 'fixed' ? (
        <Section title="Questions" description="Everyone gets these; the order may be shuffled.">
          <ExamItems groups={exam.groups} />
        </Section>
      ) : (
        <Section title="Draws" description="Drawn anew for each learner at the start.">
          <ExamDraws draws={exam.draws} />
        </Section>
      )}
      <OwnerSection exam={exam} choices={choices} />
    </>
  );
}
