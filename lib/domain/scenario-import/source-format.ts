/** What a source can be written in. The order is the one in which an override offers them. */
export const SOURCE_FORMATS = [
  'scenario-post',
  'aiken',
  'gift',
  'moodle-xml',
  'qti',
  'udemy-csv',
  'table',
  'html',
  'docx',
] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** One answer to the question what a source is written in. */
export interface FormatGuess {
  readonly format: SourceFormat;
  /** From 0 to 1. */
  readonly confidence: number;
  /** What speaks for it, in words: "12 lines such as “ANSWER: B”". */
  readonly because: string;
}
