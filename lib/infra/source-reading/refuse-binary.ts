import 'server-only';
import { type Failure, failure } from '@/lib/domain/kernel/failure';

const PICTURE = 'This is a picture. Import the text that it shows.';
const PACKED = 'This is a packed file. Unpack it and import what is in it.';

/** First bytes of files that hold no text, and what to do about them. */
const BINARY: readonly (readonly [string, string])[] = [
  [
    '%PDF-',
    'This is a PDF, which holds pages and no text to rely on. Copy the text out of it, or use the document that it was made from.',
  ],
  [
    '\u00d0\u00cf\u0011\u00e0',
    'This is an office document in the old binary form. Save it as DOCX, XLSX or text.',
  ],
  ['\u0089PNG', PICTURE],
  ['\u00ff\u00d8\u00ff', PICTURE],
  ['GIF8', PICTURE],
  ['\u001f\u008b', PACKED],
  ['7z\u00bc\u00af', PACKED],
  ['Rar!', PACKED],
  ['{\\rtf', 'This is rich text. Save it as DOCX or text.'],
  ['SQLite format 3', 'This is a database, for example of flash cards. Export its notes as text.'],
];

/** Why a file is no text, by its first bytes; null when nothing speaks against it. */
export function refuseBinary(bytes: Uint8Array): Failure | null {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const found = BINARY.find(([mark]) => start.startsWith(mark));
  return found === undefined ? null : failure('invalid', found[1]);
}
