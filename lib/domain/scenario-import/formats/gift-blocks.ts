import type { SourceLine } from '../source-lines';

/** The lines of one question, from its first comment to its closing brace. */
export interface GiftBlock {
  readonly lines: readonly SourceLine[];
  readonly comments: readonly SourceLine[];
  /** Path of the category that it stands under, '' for none. */
  readonly category: string;
  /** True when its braces were still open where the next question begins. */
  readonly isUnclosed: boolean;
}

export interface GiftBlocks {
  readonly blocks: readonly GiftBlock[];
  /** Lines that say a category. */
  readonly categories: readonly SourceLine[];
  /** Comments that stand before no question. */
  readonly comments: readonly SourceLine[];
}

const CATEGORY = /^\s{0,40}\$CATEGORY:(.*)$/i;

/**
 * Cuts a source into questions: at blank lines outside braces, before a title where the blank line is missing, and where the braces of one question
 * were never closed, so that a fault never hides the questions behind it.
 */
export function cutGift(lines: readonly SourceLine[]): GiftBlocks {
  const cutter = new Cutter(nextTexts(lines));
  for (const [at, line] of lines.entries()) cutter.take(line, at);
  return cutter.finish();
}

/** For each line the text of the next one below that isn't blank. */
function nextTexts(lines: readonly SourceLine[]): readonly string[] {
  const next: string[] = new Array<string>(lines.length).fill('');
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    const below = lines[at + 1]?.text ?? '';
    next[at] = below.trim() === '' ? (next[at + 1] ?? '') : below;
  }
  return next;
}

/** Braces that a line opens and closes, escaped ones left out. */
function countBraces(text: string, before: number): { readonly depth: number; readonly hasClosed: boolean } {
  let depth = before;
  let hasClosed = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '{') depth += 1;
    else if (char === '}' && depth > 0) {
      depth -= 1;
      hasClosed ||= depth === 0;
    }
  }
  return { depth, hasClosed };
}

/** Whether a line begins a question of its own: it says a title, a category or a comment, or opens braces and closes none before. */
function beginsQuestion(text: string): boolean {
  if (/^\s*(?:::|\/\/|\$CATEGORY:)/i.test(text)) return true;
  const [open, close] = [text.search(/(?<!\\)\{/), text.search(/(?<!\\)\}/)];
  return open !== -1 && (close === -1 || open < close) && !/^\s*[=~]/.test(text);
}

class Cutter {
  private readonly found: GiftBlock[] = [];
  private readonly categories: SourceLine[] = [];
  private readonly stray: SourceLine[] = [];
  private lines: SourceLine[] = [];
  private comments: SourceLine[] = [];
  private category = '';
  private depth = 0;
  private hasClosed = false;

  constructor(private readonly next: readonly string[]) {}

  take(line: SourceLine, at: number): void {
    const { text } = line;
    const category = CATEGORY.exec(text)?.[1];
    if (text.trim() === '') this.takeBlank(at);
    else if (category !== undefined) {
      this.close();
      this.categories.push(line);
      this.category = category.trim();
    } else if (/^\s*\/\//.test(text)) {
      if (this.hasClosed && this.depth === 0) this.close();
      this.comments.push(line);
    } else this.takeText(line);
  }

  finish(): GiftBlocks {
    this.close();
    return { blocks: this.found, categories: this.categories, comments: [...this.stray, ...this.comments] };
  }

  private takeBlank(at: number): void {
    if (this.depth === 0 || beginsQuestion(this.next[at] ?? '')) this.close();
  }

  private takeText(line: SourceLine): void {
    const isTitle = /^\s*::/.test(line.text);
    const isNext = this.hasClosed && this.depth === 0 && (isTitle || /(?<!\\)\{/.test(line.text));
    if (isNext || (isTitle && this.depth > 0)) this.close();
    this.lines.push(line);
    const braces = countBraces(line.text, this.depth);
    this.depth = braces.depth;
    this.hasClosed ||= braces.hasClosed;
  }

  private close(): void {
    if (this.lines.length > 0) {
      const { lines, comments, category } = this;
      this.found.push({ lines, comments, category, isUnclosed: this.depth > 0 });
      this.comments = [];
    }
    this.lines = [];
    this.depth = 0;
    this.hasClosed = false;
  }
}
