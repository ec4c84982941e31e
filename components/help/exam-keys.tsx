import { Section } from '@/components/ui/page-header';
import { KeyHint } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';

const KEYS: readonly (readonly [keys: readonly string[], act: string])[] = [
  [['1', '…', '9'], 'choose the first to ninth option; also A to I'],
  [['J', 'N'], 'next question'],
  [['K', 'P'], 'previous question'],
  [['F'], 'flag the question for later'],
  [['R'], 'review all questions'],
  [['T'], 'hide or show the clock'],
  [['0'], 'clear the answer'],
];

/** The keys of the exam. None is needed, and all can be switched off there. */
export function ExamKeys() {
  return (
    <Section
      title="Keys in an exam"
      description="None of them is needed, and they can be switched off in the exam."
    >
      <Table caption="Keys in an exam" captionHidden>
        <TableHead>
          <Th>Key</Th>
          <Th>What it does</Th>
        </TableHead>
        <TableBody>
          {KEYS.map(([keys, act]) => (
            <Tr key={act}>
              <Td>
                <span className="flex gap-1">
                  {keys.map((key) => (
                    <KeyHint key={key}>{key}</KeyHint>
                  ))}
                </span>
              </Td>
              <Td>{act}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
