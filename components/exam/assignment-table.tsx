import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { AssignmentSummary } from '@/lib/features/assignment/contract';
import { formatDateTime, formatNumber } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { AssignmentState } from './assignment-state';

/** Assignments with their window and turnout; on the page of an exam its name is left out. */
export function AssignmentTable({
  assignments,
  timeZone,
  ofOneExam = false,
}: {
  assignments: readonly AssignmentSummary[];
  timeZone: string;
  ofOneExam?: boolean;
}) {
  return (
    <Table caption="Assignments" captionHidden>
      <TableHead>
        <Th pinned>{ofOneExam ? 'For' : 'Exam'}</Th>
        {ofOneExam ? null : <Th>For</Th>}
        <Th>State</Th>
        <Th>Opens</Th>
        <Th>Closes</Th>
        <Th numeric>Finished</Th>
      </TableHead>
      <TableBody>
        {assignments.map((assignment) => (
          <Tr key={assignment.id}>
            <Th scope="row" pinned>
              <TextLink href={paths.assignment(assignment.id)}>
                {ofOneExam ? assignment.target : assignment.examName}
              </TextLink>
            </Th>
            {ofOneExam ? null : <Td>{assignment.target}</Td>}
            <Td>
              <AssignmentState phase={assignment.phase} />
            </Td>
            <Td>
              <span className="whitespace-nowrap">{formatDateTime(assignment.opensAt, timeZone)}</span>
            </Td>
            <Td>
              <span className="whitespace-nowrap">{formatDateTime(assignment.closesAt, timeZone)}</span>
            </Td>
            <Td numeric>
              <span className="whitespace-nowrap tabular-nums">
                {formatNumber(assignment.finishedCount)} of {formatNumber(assignment.learnerCount)}
              </span>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
