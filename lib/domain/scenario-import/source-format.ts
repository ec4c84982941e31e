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
