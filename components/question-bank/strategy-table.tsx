import { CutLine } from '@/components/charts/cut-line';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { type BankCues, byShare, type StrategyScore } from '@/lib/domain/cue-lint/bank-cues';
import { shareWords, strategyWords } from '@/lib/domain/cue-lint/cue-sentence';
import { formatNumber } from '@/lib/ui/format';

const QUESTIONS = { one: 'question', other: 'questions' };

/** The test-wise score: what each strategy gets without knowing anything, against plain guessing. */
export function StrategyTable({ cues }: { cues: BankCues }) {
  const { chance, comparable, modalPosition } = cues;
  return (
    <Table
      caption={`Expected score without knowledge; the line marks a plain guesser, ${shareWords(chance)}`}
    >
      <TableHead>
        <Th pinned>Strategy</Th>
        <Th>Score with interval</Th>
        <Th numeric>Right</Th>
        <Th numeric>Once shuffled</Th>
      </TableHead>
      <TableBody>
        {byShare(cues.scores).map((score) => {
          const words = nameOf(score, modalPosition);
          return (
            <Tr key={score.strategy}>
              <Th scope="row" pinned>
                {words}
              </Th>
              <Td>
                <CutLine
                  size="cell"
                  label={words}
                  estimate={100 * score.share}
                  interval={score.interval ? [100 * score.interval.lower, 100 * score.interval.upper] : null}
                  cut={100 * chance}
                  n={comparable}
                  counted={QUESTIONS}
                  cutName="chance level"
                  digits={1}
                />
              </Td>
              <Td numeric>{rightWords(score.expected)}</Td>
              <Td numeric>{shareWords(score.shuffledShare)}</Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

function nameOf({ strategy }: StrategyScore, modalPosition: number | null): string {
  const words = strategyWords(strategy, modalPosition);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Ties count fractionally: "18.5". */
function rightWords(expected: number): string {
  const tenths = Math.round(expected * 10) / 10;
  return formatNumber(tenths, Number.isInteger(tenths) ? 0 : 1);
}
