import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';

/** What formats are called on screens, and by which files they come. */
export const FORMAT_WORDS: Readonly<Record<SourceFormat, { readonly name: string; readonly files: string }>> =
  {
    'scenario-post': { name: 'Scenario post or practice exam', files: '.txt, .md' },
    aiken: { name: 'Aiken', files: '.txt' },
    gift: { name: 'GIFT', files: '.gift, .txt' },
    'moodle-xml': { name: 'Moodle XML', files: '.xml' },
    qti: { name: 'QTI 2.1, 2.2 or 3.0', files: '.zip, .xml' },
    'udemy-csv': { name: 'Udemy practice test', files: '.csv' },
    table: { name: 'Table with columns of your own', files: '.csv, .tsv, .xlsx' },
    html: { name: 'Web page', files: '.html' },
    docx: { name: 'Word document', files: '.docx' },
  };

export const ACCEPTED =
  '.txt,.md,.markdown,.gift,.xml,.zip,.csv,.tsv,.xlsx,.html,.htm,.docx,text/plain,text/markdown';

/** "Very sure", in steps that say more than a percentage alone. */
export function confidenceWords(confidence: number): string {
  const percent = `${Math.round(confidence * 100)}\u00a0%`;
  if (confidence >= 0.9) return `sure, ${percent}`;
  if (confidence >= 0.6) return `likely, ${percent}`;
  return `a guess, ${percent}`;
}

/** Formats whose questions a form can write back: those that stand in the editor as a scenario post. */
export const isWritable = (format: SourceFormat): boolean =>
  format === 'scenario-post' || format === 'html' || format === 'docx';
