import { CutLine } from '@/components/charts/cut-line';
import { LeftOn } from '@/components/people/left-on';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { TopicEvidence } from '@/lib/features/evidence/contract';

/** Every learner's figure in one topic with its interval: what the table of the cohort shows as a colour. */
export function LearnersInTopic({ evidence, timeZone }: { evidence: TopicEvidence; timeZone: string }) {
  return (
    <Table caption={`Learners in ${evidence.name}`} captionHidden>
      <TableHead>
        <Th pinned>Learner</Th>
        <Th>Correct at the first meeting</Th>
        <Th numeric>Left blank, counted as wrong</Th>
        <Th numeric>Not reached, not counted</Th>
        <Th numeric>Repeats, not counted</Th>
      </TableHead>
      <TableBody>
        {evidence.learners.map((learner) => (
          <Tr key={learner.key}>
            <Th scope="row" pinned>
              {learner.label}
              <LeftOn leftAt={learner.leftAt} timeZone={timeZone} />
            </Th>
            <Td>
              <CutLine
                label={learner.label}
                estimate={learner.estimate.percent}
                interval={learner.estimate.interval}
                n={learner.estimate.n}
                cut={evidence.cut.percent}
              />
            </Td>
            <Td numeric>{learner.estimate.omitted || '–'}</Td>
            <Td numeric>{learner.notReached || '–'}</Td>
            <Td numeric>{learner.repeatedAnswers || '–'}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
