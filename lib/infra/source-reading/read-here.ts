import 'server-only';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { detectFormat } from '@/lib/domain/scenario-import/detect-format';
import { parseAiken } from '@/lib/domain/scenario-import/formats/aiken';
import type { ImportMessage } from '@/lib/domain/scenario-import/message';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import type { ParsedPost } from '@/lib/domain/scenario-import/parsed-post';
import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';
import { looksLikeArchive, MAX_UPLOAD } from './archive';
import { decodeSource } from './decode-source';
import { readHtml } from './html-page';
import { readMoodleXml } from './moodle-xml';
import type { ReadingTask, SourceReading } from './reading-task';
import type { ReadAnswer } from './source-reader';

type Answer = Result<SourceReading, Failure>;

/** Reads a source in this thread; see readSource, which does the same in another one. */
export async function readHere(task: ReadingTask): Promise<Answer> {
  if ('text' in task) return readDecoded(task, task.text, []);
  if (task.bytes.length > MAX_UPLOAD) return err(tooLarge(task.bytes.length));
  if (looksLikeArchive(task.bytes)) return err(notYet('An archive'));
  const refused = refuseBinary(task.bytes);
  if (refused !== null) return err(refused);
  const { text, messages } = decodeSource(task.bytes);
  return readDecoded({ ...task, name: task.name }, text, messages);
}

function tooLarge(bytes: number): Failure {
  const size = (bytes / 1024 / 1024).toFixed(1);
  return failure(
    'invalid',
    `The source has ${size} MB; 10 MB are the most. Split it and import the parts one after the other.`,
  );
}

function notYet(what: string): Failure {
  return failure('invalid', `${what} can't be read yet. Save it as text and import that.`);
}

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
  ['\u0089PNG', 'This is a picture. Import the text that it shows.'],
  ['\u00ff\u00d8\u00ff', 'This is a picture. Import the text that it shows.'],
  ['GIF8', 'This is a picture. Import the text that it shows.'],
  ['\u001f\u008b', 'This is a packed file. Unpack it and import what is in it.'],
  ['7z\u00bc\u00af', 'This is a packed file. Unpack it and import what is in it.'],
  ['Rar!', 'This is a packed file. Unpack it and import what is in it.'],
  ['{\\rtf', 'This is rich text. Save it as DOCX or text.'],
  ['SQLite format 3', 'This is a database, for example of flash cards. Export its notes as text.'],
];

function refuseBinary(bytes: Uint8Array): Failure | null {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const found = BINARY.find(([mark]) => start.startsWith(mark));
  return found === undefined ? null : failure('invalid', found[1]);
}

type TextTask = ReadingTask & { readonly name?: string };

async function readDecoded(task: TextTask, text: string, before: readonly ImportMessage[]): Promise<Answer> {
  const guesses = detectFormat(text, 'name' in task ? task.name : '');
  const format = task.format ?? guesses[0]?.format ?? 'scenario-post';
  const confidence = task.format === null ? (guesses[0]?.confidence ?? 0) : 1;
  const reader = MARKUP_READERS[format];
  if (reader !== undefined) {
    const output = await reader(text);
    if (!output.ok) return output;
    const found = { ...output.value.post, messages: [...before, ...output.value.post.messages] };
    return ok({ ...output.value, post: found, format, confidence, guesses, table: null });
  }
  const read = await readAs(format, text);
  if (!read.ok) return read;
  const post = { ...read.value, messages: [...before, ...read.value.messages] };
  return ok({ text, post, media: [], format, confidence, guesses, table: null });
}

/** Readers whose text isn't always the source as it came, and which find pictures. */
const MARKUP_READERS: Partial<Record<SourceFormat, (text: string) => ReadAnswer>> = {
  'moodle-xml': readMoodleXml,
  html: readHtml,
};

async function readAs(format: SourceFormat, text: string): Promise<Result<ParsedPost, Failure>> {
  switch (format) {
    case 'scenario-post':
      return ok(parseScenarioPost(text));
    case 'aiken':
      return ok(parseAiken(text));
    default:
      return err(notYet('This format'));
  }
}
