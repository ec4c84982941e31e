import { MAX_SOURCE_BYTES } from '@/lib/features/scenario-import/contract';

/** What can be said about a file before it is sent; everything else is the reader's to say. Null when nothing is wrong. */
export async function fileProblem(file: File): Promise<string | null> {
  if (file.size > MAX_SOURCE_BYTES) {
    const megabytes = (file.size / 1024 / 1024).toFixed(1);
    return `${file.name} has ${megabytes} MB; 10 MB is the most. Split it and import the parts one by one.`;
  }
  if (file.size === 0) return `${file.name} is empty. Choose a file with questions.`;
  const start = new TextDecoder('latin1').decode(await file.slice(0, 4).arrayBuffer());
  if (start === '%PDF') return `${file.name} is a PDF. Copy its text and paste it instead.`;
  return null;
}

/** Line ends as an editor has them, so that line numbers agree everywhere. */
export const toLines = (text: string): string => text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
