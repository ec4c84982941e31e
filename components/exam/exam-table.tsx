import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ExamSummary } from '@/lib/features/exam/contract';
import { formatDuration, formatNumber, formatPercent } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { ownerWords } from './exam-words';

export function ExamTable({ exams, caption }: { exams: readonly ExamSummary[]; caption: string }) {
  return (
    <Table caption={caption} captionHidden>
      <TableHead>
        <Th pinned>Exam</Th>
        <Th>Made of</Th>
        <Th>Certification</Th>
        <Th numeric>Questions</Th>
        <Th numeric>Time</Th>
        <Th numeric>Cut</Th>
        <Th numeric>Not closed yet</Th>
        <Th>Owner</Th>
      </TableHead>
      <TableBody>
        {exams.map((exam) => (
          <Tr key={exam.id}>
            <Th scope="row" pinned>
              <TextLink href={paths.exam(exam.id)}>{exam.name}</TextLink>
            </Th>
            <Td>
              <span className="whitespace-nowrap">
                {exam.selection === 'fixed' ? 'Chosen questions' : 'Drawn by topic'}
              </span>
            </Td>
            <Td>{exam.certification ?? <span className="text-muted">none</span>}</Td>
            <Td numeric>{formatNumber(exam.questionCount)}</Td>
            <Td numeric>
              <span className="whitespace-nowrap">{formatDuration(exam.minutes * 60)}</span>
            </Td>
            <Td numeric>{formatPercent(exam.cutPercent)}</Td>
            <Td numeric>
              {exam.assignmentCount === 0 ? (
                <span className="text-muted">none</span>
              ) : (
                formatNumber(exam.assignmentCount)
              )}
            </Td>
            <Td>{ownerWords(exam.owner)}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
