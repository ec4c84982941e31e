import type { LineCounts, LineKind } from './line-kind';
import type { ImportMessage } from './message';
import type { SourceFormat } from './source-format';

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
  /** The id that the source gives the item when that is no number, e.g. `GS-1`. */
  readonly sourceId: string | null;
  readonly title: string | null;
  /** Index into the post's stimuli. */
  readonly stimulus: number | null;
  readonly stem: string;
  readonly options: readonly ParsedOption[];
  /** What the source says about the question as a whole rather than about one option; null when there is nothing. */
  readonly overallRationale: string | null;
  /** Names of topics or domains that the source gives the item, in its order. */
  readonly tags: readonly string[];
  /** True when the source itself asks to keep the order of the options. */
  readonly fixedOrder: boolean;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly keyLine: number | null;
  /** False while an error blocks this item; the others can be imported without it. */
  readonly ready: boolean;
}

/**
 * A source as it was read, whatever its format: the one form that plan, preview and commit know. All texts are in the dialect
 * of parseRichText; lines count in the text that the admin sees beside the preview.
 */
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
  readonly format: SourceFormat;
  /** From 0 to 1: how sure the detection is; 1 when the format was given. */
  readonly confidence: number;
  readonly stimuli: readonly ParsedStimulus[];
  readonly items: readonly (Pick<
    ParsedItem,
    'number' | 'title' | 'stimulus' | 'stem' | 'firstLine' | 'lastLine'
  > & {
    readonly options: readonly Pick<ParsedOption, 'label' | 'text' | 'correct' | 'rationale'>[];
  })[];
  readonly lines: LineCounts;
  readonly messages: readonly Omit<ImportMessage, 'item' | 'fixes'>[];
}

/** The public report: the parsed post without what only the screen needs. Field order is part of the format. */
export function toReport(
  post: ParsedPost,
  { format, confidence }: Pick<ImportReport, 'format' | 'confidence'>,
): ImportReport {
  return {
    format,
    confidence,
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
