import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { KIND_WORDS, type OwnReport, STATE_WORDS } from '@/lib/features/problem-report/contract';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

/** What a learner reported and what came of it, newest first. */
export function OwnReports({ reports, timeZone }: { reports: readonly OwnReport[]; timeZone: string }) {
  if (reports.length === 0) return null;
  return (
    <Table caption="Your reports, newest first" captionHidden>
      <TableHead>
        <Th>Question</Th>
        <Th>Problem</Th>
        <Th>Sent</Th>
        <Th>State</Th>
        <Th>Answer</Th>
      </TableHead>
      <TableBody>
        {reports.map((report) => (
          <Tr key={report.id}>
            <Th scope="row">
              <TextLink href={`${paths.attemptResults(report.attemptId)}#question-${report.position}`}>
                {report.examName}, question {report.position}
              </TextLink>
            </Th>
            <Td>{KIND_WORDS[report.kind]}</Td>
            <Td>
              <span className="whitespace-nowrap">{formatDate(report.createdAt, timeZone)}</span>
            </Td>
            <Td>{report.state === 'open' ? 'Waiting' : STATE_WORDS[report.state]}</Td>
            <Td>{report.answer === '' ? <span className="text-muted">–</span> : report.answer}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
