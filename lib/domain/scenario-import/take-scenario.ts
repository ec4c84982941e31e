import { claim, type Ledger, takeText } from './ledger';
import { isPageMark } from './noise';

export interface OwnScenario {
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Index after its last line: the stem begins there. */
  readonly end: number;
}

/**
 * "Scenario: ..." at the beginning of a question, lines [from, to): a background of its own. It ends at "Question:" or with
 * its paragraph; where no other text follows, it is the stem and there is no background.
 */
export function takeScenario(ledger: Ledger, from: number, to: number): OwnScenario | null {
  const { lines } = ledger;
  const first = nextLine(ledger, from, to);
  const line = lines[first];
  if (line?.shape.type !== 'scenario') return null;
  let question: number | null = null;
  let blank: number | null = null;
  for (let index = first + 1; index < to; index += 1) {
    const { shape, code } = lines[index] ?? { shape: { type: 'blank' }, code: false };
    const hasText = line.shape.rest !== '' || blankIsAfterText(ledger, first, index);
    if (shape.type === 'caption' && question === null) question = index;
    if (shape.type === 'blank' && !code && blank === null && hasText) blank = index;
  }
  const end = question ?? (blank === null ? to : nextLine(ledger, blank, to));
  if (end >= to) return null;
  claim(ledger, first, 'stimulus');
  const body = takeText(ledger, { from: first + 1, to: end }, 'stimulus', isPageMark);
  const text = [line.shape.rest, body]
    .filter((part) => part !== '')
    .join(lines[first + 1]?.shape.type === 'text' ? '\n' : '\n\n');
  let last = end - 1;
  while (last > first && lines[last]?.shape.type === 'blank') last -= 1;
  return { text, firstLine: line.number, lastLine: lines[last]?.number ?? line.number, end };
}

function nextLine(ledger: Ledger, from: number, to: number): number {
  let index = from;
  while (index < to && ledger.lines[index]?.shape.type === 'blank') index += 1;
  return index;
}

/** A heading with nothing but blank lines below it has its text still to come. */
function blankIsAfterText(ledger: Ledger, heading: number, index: number): boolean {
  return ledger.lines[index - 1]?.shape.type !== 'blank' && index - 1 > heading;
}
