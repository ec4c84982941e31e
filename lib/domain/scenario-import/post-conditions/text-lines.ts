import { closingFences } from '../../text/code-fence';
import { bareLine, isKeyCaption, readStatedKey, type StatedKey } from './stated-key';

/** A line of a text as the conditions look at it. */
export interface TextLine {
  /** From 0. */
  readonly at: number;
  readonly text: string;
  /** The label of an option that begins here, upper case; null when none does. */
  readonly option: string | null;
  /** Begins like a bare "A Text" and not like "A. Text". */
  readonly isBareOption: boolean;
  readonly key: StatedKey | null;
  /** The number or id in the head of a question; null for other lines. */
  readonly head: string | null;
}

/** The lines of a text that aren't code and say something. */
export function textLines(text: string): readonly TextLine[] {
  return linesOf(text.split('\n'));
}

export function linesOf(lines: readonly string[]): readonly TextLine[] {
  const fences = closingFences(lines);
  const found: TextLine[] = [];
  let codeEnd = -1;
  for (const [at, line] of lines.entries()) {
    codeEnd = Math.max(codeEnd, fences.get(at) ?? -1);
    if (at <= codeEnd || line.trim() === '') continue;
    const text = line.includes('`') ? line.replaceAll(/`[^`\n]{1,300}`/g, ' `code` ') : line;
    found.push(readTextLine(at, text));
  }
  return found.map((line, index) => withValueBelow(line, found[index + 1]));
}

const MARKED = /^(?:\(|（)?([A-Ja-jＡ-Ｊ])(?:[.):：．、）]|\s[-–—](?=\s))[*_]{0,3}(?=\s|\S)/u;
const BARE = /^([A-H])\s{1,4}(?=\S)/;

function readTextLine(at: number, text: string): TextLine {
  const bare = bareLine(text);
  const marked = MARKED.exec(bare)?.[1] ?? null;
  const isWord = marked !== null && /^[A-Za-z][.:]\S/.test(bare);
  const plain = marked === null ? (BARE.exec(bare)?.[1] ?? null) : null;
  const label = isWord ? null : (marked ?? plain);
  return {
    at,
    text,
    option: label === null ? null : label.normalize('NFKC').toUpperCase(),
    isBareOption: marked === null && plain !== null,
    key: readStatedKey(text),
    head: readHead(bare),
  };
}

/** "Answer:" with its letters on the next line. */
function withValueBelow(line: TextLine, below: TextLine | undefined): TextLine {
  if (line.key !== null || below === undefined || below.at - line.at > 3) return line;
  if (below.key !== null || !isKeyCaption(line.text)) return line;
  if (!/^[\s*_>-]{0,8}[A-J](?:[\s,;&]{1,4}(?:and\s)?[A-J]){0,5}[\s*_.)]{0,6}$/.test(below.text)) return line;
  return { ...line, key: readStatedKey(`Answer: ${bareLine(below.text)}`) };
}

const HEAD =
  /^(?:new\s)?(?:question|frage|pregunta|domanda|questão|pergunta|vraag|вопрос|запитання|pytanie|otázka|fråga|soru|aufgabe|übung|ejercicio|exercice|esercizio|задание|задача|问题|問題|题目|題目|문제|第)\s{0,3}(?:no\.?|nr\.?|n[°º]|number|#|№)?\s{0,3}[:#]?\s{0,2}((?:[A-Z]{1,8}[-_])?\d{1,5})(?:\s{0,2}[题題問])?(?:\s{2,}\S|\s{0,2}(?:$|[:.)\]：．、]|[*_]{1,2}|[–—-]\s|\(|of\s\d|\/))/iu;

function readHead(bare: string): string | null {
  return HEAD.exec(bare.slice(0, 80))?.[1] ?? null;
}

/** A run of options: lines whose labels are A, B and so on, at least two with a sign or three without. */
export interface OptionRun {
  readonly first: TextLine;
  readonly last: TextLine;
  readonly labels: readonly string[];
}

/** Runs that begin at A; other lines may stand between, because options may have several lines. */
export function optionRuns(lines: readonly TextLine[]): readonly OptionRun[] {
  const runs: OptionRun[] = [];
  let run: TextLine[] = [];
  const close = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    const isRun = run.length >= (first?.isBareOption === true ? 3 : 2);
    if (first !== undefined && last !== undefined && isRun)
      runs.push({ first, last, labels: run.map(({ option }) => option ?? '') });
    run = [];
  };
  for (const line of lines) {
    // "A dog ..." between marked options is the article.
    if (line.option === null || (line.isBareOption && run[0]?.isBareOption === false)) continue;
    const wanted = String.fromCharCode(65 + run.length);
    const isOtherKind = run.length > 0 && line.isBareOption !== run[0]?.isBareOption;
    if (line.option === wanted && !isOtherKind) run.push(line);
    else if (line.option === 'A' || isOtherKind) {
      close();
      if (line.option === 'A') run.push(line);
    }
  }
  close();
  return runs;
}

const GLUED = /(?:^|\s)\(?A[.)]\s\S[^\n]{0,300}?\s\(?B[.)]\s\S/;

/** "A) one B) two": options on one line. */
export function hasGluedOptions(text: string): boolean {
  return GLUED.test(text.slice(0, 2000));
}
