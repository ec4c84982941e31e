import { closesFence, type Fence, readFence } from '../text/code-fence';
import { collectAlike } from './alike';
import { characterMessages } from './character-messages';
import { closeFence } from './fixes/text-fixes';
import { settleHeads } from './heads/settle-heads';
import { type LineShape, readLineShape } from './line-shape';
import { settleAnswerLists } from './lines/answer-list';
import { settleKeys, settleReasons } from './lines/doubtful-lines';
import { spreadFrontMatter } from './lines/front-matter';
import type { Piece } from './lines/piece';
import { repairLine } from './lines/repair-lines';
import { splitLineApart } from './lines/split-lines-apart';
import { outsideCode, unwrapLines } from './lines/unwrap-lines';
import { type ImportMessage, importMessage } from './message';
import { readOptionLine } from './option-line';
import type { ReadLine } from './read-line';
import { blankLines, type SourceLine } from './source-lines';

export interface ReadLines {
  /** In the order in which they are read; a line of the source may give several, and a front matter stands elsewhere. */
  readonly lines: readonly ReadLine[];
  /** Lines of the source that are blank, by number from 1. */
  readonly blank: readonly boolean[];
  readonly messages: readonly ImportMessage[];
}

/** Takes wrappings off, repairs what was escaped, reads the shape of every line, marks code blocks and finds the heads. */
export function readLines(source: readonly SourceLine[]): ReadLines {
  const messages: ImportMessage[] = [...characterMessages(source)];
  const whole: readonly Piece[] = source.map(({ number, text, offsets }) => ({
    number,
    text,
    start: 0,
    offsets,
  }));
  const unwrapped = unwrapLines(spreadFrontMatter(whole));
  const pieces = outsideCode(unwrapped, (line) => {
    const repaired = repairLine(line, messages);
    return splitLineApart(repaired) ?? (repaired === line ? null : [repaired]);
  });
  const shapes = pieces.map((piece) => readLineShape(piece.text));
  const code = codeLines(pieces, shapes, messages);
  const lines = pieces.map((piece, index): ReadLine => {
    const inside = code[index] === true;
    const shape = shapes[index] ?? BLANK;
    return {
      number: piece.number,
      text: piece.text,
      start: piece.start,
      offsets: piece.offsets,
      shape: inside && shape.type !== 'blank' ? TEXT : shape,
      code: inside,
      option: inside || shape.type !== 'text' ? null : readOptionLine(piece.text),
    };
  });
  settleKeys(lines);
  settleAnswerLists(lines);
  settleHeads(lines, messages);
  settleReasons(lines);
  return { lines, blank: blankLines(source), messages };
}

const BLANK: LineShape = { type: 'blank' };
const TEXT: LineShape = { type: 'text' };

/**
 * Marks the lines of closed code blocks. A fence that was never closed would pair with the first fence of a later question
 * and swallow what lies between. Code may well hold a line like "# Question 3", but not a question head and a key:
 * where both were passed, the earlier fence is the faulty one and the block begins anew.
 */
function codeLines(
  pieces: readonly Piece[],
  shapes: readonly LineShape[],
  messages: ImportMessage[],
): readonly boolean[] {
  const code: boolean[] = new Array<boolean>(pieces.length).fill(false);
  const unclosed = collectAlike('text/unclosed-code');
  const leave = (fence: OpenFence): void =>
    unclosed.say(pieces[fence.index]?.number ?? 1, () => unclosedMessage(pieces, shapes, fence));
  let open: OpenFence | null = null;
  for (const [index, piece] of pieces.entries()) {
    const type = shapes[index]?.type;
    if (open !== null && type === 'head') open.passedHead = true;
    if (open !== null && type === 'key') open.passedKey = true;
    const fence = readFence(piece.text);
    if (fence === null) continue;
    const passedItem = open?.passedHead === true && open.passedKey;
    if (open !== null && closesFence(open, fence) && !passedItem) {
      code.fill(true, open.index, index + 1);
      open = null;
    } else if (open === null || fence.language !== '' || passedItem) {
      if (open !== null) leave(open);
      open = { ...fence, index, passedHead: false, passedKey: false };
    }
  }
  if (open !== null) leave(open);
  for (const message of unclosed.all()) messages.push(message);
  return code;
}

interface OpenFence extends Fence {
  readonly index: number;
  passedHead: boolean;
  passedKey: boolean;
}

function unclosedMessage(
  pieces: readonly Piece[],
  shapes: readonly LineShape[],
  open: OpenFence,
): ImportMessage {
  const line = pieces[open.index]?.number ?? 1;
  const message =
    'A code block starts here and is not closed before the next question. It was read as text. Add a closing fence.';
  return importMessage('text/unclosed-code', { line }, message, closeFence(pieces, shapes, open));
}
