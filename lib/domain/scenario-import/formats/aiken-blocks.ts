import type { SourceLine } from '../source-lines';

export interface AikenOption {
  readonly label: string;
  readonly line: SourceLine;
  readonly lastLine: SourceLine;
  /** Column of the label, from 1. */
  readonly column: number;
  readonly texts: readonly string[];
}

export interface AikenBlock {
  readonly stem: readonly SourceLine[];
  readonly options: readonly AikenOption[];
  readonly answers: readonly { readonly value: string; readonly line: SourceLine; readonly column: number }[];
  readonly explanation: readonly string[];
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Some leave out the space behind the sign; "A.I." is no option, though. */
const OPTION = /^([ \t]{0,40}\(?)([A-Za-z])(?:[.)](?:[ \t](.*))?|\)(.*)|\.([^\s.][^.].*))$/;
const ANSWER = /^[ \t]*ANSWERS?[ \t]*[:=][ \t]*/i;
const EXPLANATION = /^[ \t]*(?:explanation|feedback|rationale)[ \t]*:[ \t]*/i;

/** Cuts the lines into questions. A block without options and answers is text that belongs to none. */
export function cutAiken(lines: readonly SourceLine[]): readonly AikenBlock[] {
  const cutter = new Cutter();
  for (const line of lines) cutter.take(line);
  return cutter.finish();
}

interface OpenOption extends AikenOption {
  lastLine: SourceLine;
  readonly texts: string[];
}

interface OpenBlock {
  stem: SourceLine[];
  options: OpenOption[];
  answers: { value: string; line: SourceLine; column: number }[];
  explanation: string[];
}

class Cutter {
  private readonly blocks: AikenBlock[] = [];
  private block: OpenBlock = { stem: [], options: [], answers: [], explanation: [] };
  private afterBlank = false;
  private lastLine = 0;

  take(line: SourceLine): void {
    if (line.text.trim() === '') {
      this.afterBlank = true;
      // A blank line within a stem parts its paragraphs.
      if (this.block.stem.length > 0 && this.block.options.length === 0) this.block.stem.push(line);
      return;
    }
    if (!this.takeAnswer(line) && !this.takeOption(line) && !this.takeExplanation(line)) this.takeText(line);
    this.afterBlank = false;
    this.lastLine = line.number;
  }

  finish(): readonly AikenBlock[] {
    this.close();
    return this.blocks;
  }

  private takeAnswer(line: SourceLine): boolean {
    const lead = ANSWER.exec(line.text)?.[0];
    if (lead === undefined) return false;
    this.block.answers.push({ value: line.text.slice(lead.length).trim(), line, column: lead.length + 1 });
    return true;
  }

  private takeOption(line: SourceLine): boolean {
    const [, indent = '', label, spaced, closed, dotted] = OPTION.exec(line.text) ?? [];
    const text = spaced?.trimStart() ?? closed ?? dotted ?? '';
    if (label === undefined || !this.isOption(label)) return false;
    if (this.block.answers.length > 0) this.close();
    else if (/a/i.test(label) && this.block.options.length > 1) this.splitLost();
    this.block.options.push({ label, line, lastLine: line, column: indent.length + 1, texts: [text] });
    return true;
  }

  /** "E. coli grows ..." in a stem or an option is no option: the letters go on from A. */
  private isOption(label: string): boolean {
    const position = label.toUpperCase().charCodeAt(0) - 65;
    const { options, answers } = this.block;
    if (options.length === 0 || answers.length > 0) return position === 0;
    return position <= options.length + 1;
  }

  /** Options begin anew without an answer before: the lines behind the last option were the next stem. */
  private splitLost(): void {
    const last = this.block.options.at(-1);
    if (last === undefined || (last.texts.length === 1 && !this.afterBlank)) return;
    const lost = this.lostStem;
    last.texts.length = 1;
    last.lastLine = last.line;
    this.close(last.line.number);
    this.block.stem = lost;
  }

  private lostStem: SourceLine[] = [];

  private takeExplanation(line: SourceLine): boolean {
    const { answers, explanation } = this.block;
    if (answers.length === 0) return false;
    const lead = EXPLANATION.exec(line.text)?.[0];
    const goesOn = explanation.length > 0 && !this.afterBlank;
    if (lead === undefined && !goesOn) return false;
    explanation.push(line.text.slice(lead?.length ?? 0));
    return true;
  }

  private takeText(line: SourceLine): void {
    const { options, answers } = this.block;
    if (answers.length > 0 || (options.length > 0 && this.afterBlank)) this.close();
    const option = this.block.options.at(-1);
    if (option === undefined) this.block.stem.push(line);
    else {
      if (option.texts.length === 1) this.lostStem = [];
      this.lostStem.push(line);
      option.texts.push(line.text);
      option.lastLine = line;
    }
  }

  private close(lastLine = this.lastLine): void {
    const { stem, options, answers } = this.block;
    const first = stem[0] ?? options[0]?.line ?? answers[0]?.line;
    if (first !== undefined) this.blocks.push({ ...this.block, firstLine: first.number, lastLine });
    this.block = { stem: [], options: [], answers: [], explanation: [] };
  }
}
