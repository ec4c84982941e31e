import { MAX_SOURCE_BYTES } from '@/lib/features/scenario-import/contract';

export const ACCEPTED = '.txt,.md,.markdown,text/plain,text/markdown';

export type FileReading =
  | { readonly ok: true; readonly name: string; readonly text: string }
  | { readonly ok: false; readonly message: string };

const no = (message: string): FileReading => ({ ok: false, message });

/** Reads a plain text file. What it is decides its content, not its name; every refusal says what to do. */
export async function readSourceFile(file: File): Promise<FileReading> {
  if (file.size > MAX_SOURCE_BYTES) {
    const megabytes = (file.size / 1024 / 1024).toFixed(1);
    return no(
      `${file.name} has ${megabytes} MB; 10 MB is the most. Split it and import the parts one by one.`,
    );
  }
  if (file.size === 0) return no(`${file.name} is empty.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return no(
      `${file.name} is a Word document or another archive. Save it as plain text (.txt) and try again.`,
    );
  }
  if (bytes[0] === 0x25 && bytes[1] === 0x50 && bytes[2] === 0x44 && bytes[3] === 0x46) {
    return no(`${file.name} is a PDF. Copy its text and paste it instead.`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return no(
      `${file.name} isn’t encoded in UTF-8. Open it in an editor, save it with the encoding UTF-8, and try again.`,
    );
  }
  if (text.includes('\0')) return no(`${file.name} isn’t a text file. Choose a .txt or .md file.`);
  return { ok: true, name: file.name, text: toLines(text) };
}

/** Line ends as a text field has them, so that line numbers agree everywhere. */
export const toLines = (text: string): string => text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
