import type { LineCounts, LineKind } from './line-kind';
import type { ImportMessage } from './message';

export interface ParsedStimulus {
  readonly text: string;
  /** From the heading to the last line of the text, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface ParsedOption {
  /** As in the source. */
  readonly label: string;
  readonly text: string;
  readonly correct: boolean;
  /** As in the source, with the letters that it mentions; null when there is none. */
  readonly rationale: string | null;
  readonly line: number;
  readonly rationaleLine: number | null;
}

export interface ParsedItem {
  readonly number: number;
  readonly title: string | null;
  /** Index into the post's stimuli. */
  readonly stimulus: number | null;
  readonly stem: string;
  readonly options: readonly ParsedOption[];
  readonly firstLine: number;
  readonly lastLine: number;
  readonly keyLine: number | null;
  /** False while an error blocks this item; the others can be imported without it. */
  readonly ready: boolean;
}

export interface ParsedPost {
  readonly stimuli: readonly ParsedStimulus[];
  readonly items: readonly ParsedItem[];
  readonly lines: LineCounts;
  /** One per line of the source, in order. */
  readonly lineKinds: readonly LineKind[];
  /** In order of the lines. */
  readonly messages: readonly ImportMessage[];
}

/** Exactly what the command line prints. */
export interface ImportReport {
  readonly stimuli: readonly ParsedStimulus[];
  readonly items: readonly (Omit<ParsedItem, 'options' | 'keyLine' | 'ready'> & {
    readonly options: readonly Pick<ParsedOption, 'label' | 'text' | 'correct' | 'rationale'>[];
  })[];
  readonly lines: LineCounts;
  readonly messages: readonly Omit<ImportMessage, 'item'>[];
}

/** The public report: the parsed post without what only the screen needs. Field order is part of the format. */
export function toReport(post: ParsedPost): ImportReport {
  return {
    stimuli: post.stimuli,
    items: post.items.map(({ number, title, stimulus, stem, options, firstLine, lastLine }) => ({
      number,
      title,
      stimulus,
      stem,
      options: options.map(({ label, text, correct, rationale }) => ({ label, text, correct, rationale })),
      firstLine,
      lastLine,
    })),
    lines: post.lines,
    messages: post.messages.map(({ line, column, level, code, message }) => ({
      line,
      column,
      level,
      code,
      message,
    })),
  };
}
