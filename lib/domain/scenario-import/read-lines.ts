import { closesFence, type Fence, readFence } from '../text/code-fence';
import { type LineShape, readLineShape } from './line-shape';
import { type ImportMessage, importMessage } from './message';
import type { CharacterFault, SourceLine } from './source-lines';

export interface ReadLine {
  readonly number: number;
  readonly text: string;
  readonly shape: LineShape;
  /** Inside a closed code block, fences included: nothing there is structure. */
  readonly code: boolean;
}

export interface ReadLines {
  readonly lines: readonly ReadLine[];
  readonly messages: readonly ImportMessage[];
}

/** Reads the shape of every line and marks code blocks. Each line is read once. */
export function readLines(source: readonly SourceLine[]): ReadLines {
  const messages: ImportMessage[] = [];
  const shapes = source.map((line) => readLineShape(line.text));
  const code = codeLines(source, shapes, messages);
  const lines = source.map((line, index) => {
    messages.push(...characterMessages(line));
    const inside = code[index] === true;
    const shape: LineShape =
      inside && shapes[index]?.type !== 'blank' ? { type: 'text' } : (shapes[index] ?? BLANK);
    return { number: line.number, text: line.text, shape, code: inside };
  });
  return { lines, messages };
}

const BLANK: LineShape = { type: 'blank' };
/**
 * Marks the lines of closed code blocks. A fence that was never closed would pair with the first fence of a later question
 * and swallow what lies between. Code may well hold a line like "# Question 3", but not a question head and a key:
 * where both were passed, the earlier fence is the faulty one and the block begins anew.
 */
function codeLines(
  source: readonly SourceLine[],
  shapes: readonly LineShape[],
  messages: ImportMessage[],
): readonly boolean[] {
  const code: boolean[] = new Array<boolean>(source.length).fill(false);
  let open: OpenFence | null = null;
  for (const [index, line] of source.entries()) {
    const type = shapes[index]?.type;
    if (open !== null && type === 'head') open.passedHead = true;
    if (open !== null && type === 'key') open.passedKey = true;
    const fence = readFence(line.text);
    if (fence === null) continue;
    const passedItem = open?.passedHead === true && open.passedKey;
    if (open !== null && closesFence(open, fence) && !passedItem) {
      code.fill(true, open.index, index + 1);
      open = null;
    } else if (open === null || fence.language !== '' || passedItem) {
      if (open !== null) messages.push(unclosed(source, open));
      open = { ...fence, index, passedHead: false, passedKey: false };
    }
  }
  if (open !== null) messages.push(unclosed(source, open));
  return code;
}

interface OpenFence extends Fence {
  readonly index: number;
  passedHead: boolean;
  passedKey: boolean;
}

function unclosed(source: readonly SourceLine[], open: OpenFence): ImportMessage {
  return importMessage(
    'text/unclosed-code',
    { line: source[open.index]?.number ?? 1 },
    'A code block starts here and is not closed before the next question. It was read as text. Add a closing fence.',
  );
}

const FAULT = {
  control: [
    'text/control-character',
    'a control character, which no text needs; it is shown as \ufffd. Delete it',
  ],
  bidi: [
    'text/bidi-character',
    'an invisible character that reverses the direction of text and can disguise what is read; it was removed. Check the line',
  ],
  unreadable: [
    'text/unreadable-character',
    'a character that could not be decoded; the source is probably not UTF-8. Save it as UTF-8 and import it again',
  ],
} as const satisfies Record<CharacterFault, readonly [ImportMessage['code'], string]>;

/** What can't be seen in a line, in words. */
export function characterMessages(line: SourceLine): readonly ImportMessage[] {
  return line.findings.map(({ fault, column, count }) => {
    const [code, words] = FAULT[fault];
    const more = count > 1 ? ` There are ${count} in this line.` : '';
    return importMessage(code, { line: line.number, column }, `This line holds ${words}.${more}`);
  });
}
