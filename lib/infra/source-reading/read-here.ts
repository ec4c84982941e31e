import 'server-only';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { ColumnMapping, TableReading } from '@/lib/domain/scenario-import/column-mapping';
import { detectFormat } from '@/lib/domain/scenario-import/detect-format';
import { parseAiken } from '@/lib/domain/scenario-import/formats/aiken';
import { parseGift } from '@/lib/domain/scenario-import/formats/gift';
import type { ImportMessage } from '@/lib/domain/scenario-import/message';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import type { ParsedPost } from '@/lib/domain/scenario-import/parsed-post';
import { holdPostConditions } from '@/lib/domain/scenario-import/post-conditions/post-conditions';
import type { FormatGuess, SourceFormat } from '@/lib/domain/scenario-import/source-format';
import { type Archive, looksLikeArchive, MAX_UPLOAD, openArchive } from './archive';
import { type DecodedSource, decodeSource, refuseScript } from './decode-source';
import { readDocx } from './docx';
import { readHtml } from './html-page';
import { readMoodleXml } from './moodle-xml';
import { readQti, readQtiText } from './qti';
import { readTable } from './read-table';
import { readXlsx } from './read-xlsx';
import type { ReadingTask, SourceReading } from './reading-task';
import { refuseBinary } from './refuse-binary';
import type { ReaderOutput, SourceFile } from './source-reader';

type Answer = Promise<Result<SourceReading, Failure>>;

/** What the admin said about the source. */
interface Given {
  readonly format: SourceFormat | null;
  readonly mapping: ColumnMapping | null;
}

/** Reads a source in this thread; see readSource, which does the same in another one. */
export async function readHere(task: ReadingTask): Answer {
  if ('text' in task)
    return readDecoded(asEdited(task), { text: task.text, messages: [] }, detectFormat(task.text));
  if (task.bytes.length > MAX_UPLOAD) return err(tooLarge(task.bytes.length));
  if (looksLikeArchive(task.bytes)) {
    const archive = await openArchive(task.bytes);
    return archive.ok ? readPackage(task, task, archive.value) : archive;
  }
  const refused = refuseBinary(task.bytes) ?? refuseScript(task.bytes);
  if (refused !== null) return err(refused);
  const decoded = decodeSource(task.bytes);
  return readDecoded(task, decoded, detectFormat(decoded.text, task.name));
}

/** A document or a page was turned into a post, and that is what was edited. */
function asEdited(task: Given & { readonly text: string }): Given {
  const isPost =
    task.format === 'docx' || (task.format === 'html' && detectFormat(task.text)[0]?.format !== 'html');
  return isPost ? { ...task, format: 'scenario-post' } : task;
}

function tooLarge(bytes: number): Failure {
  const size = (bytes / 1024 / 1024).toFixed(1);
  const message = `The source has ${size} MB; 10 MB are the most. Split it and import the parts one after the other.`;
  return failure('invalid', message);
}

/** A workbook, a document or a content package, by the files that it holds. */
async function readPackage(given: Given, file: SourceFile, archive: Archive): Answer {
  if (archive.names.includes('word/document.xml')) {
    const guess = { format: 'docx', confidence: 0.99, because: 'A document of a word processor' } as const;
    return report(given, await readDocx(file), { format: 'docx', guesses: [guess] });
  }
  if (archive.names.includes('xl/workbook.xml')) {
    const sheet = await readXlsx(archive);
    if (!sheet.ok) return sheet;
    const [best] = detectFormat(sheet.value.text);
    const format = best?.format === 'udemy-csv' ? best.format : 'table';
    return readDecoded(given, sheet.value, [
      { format, confidence: 0.99, because: 'A workbook with a sheet' },
    ]);
  }
  const guess = { format: 'qti', confidence: 0.9, because: 'A package of files' } as const;
  return report(given, await readQti(file), { format: 'qti', guesses: [guess] });
}

function notYet(what: string): Failure {
  return failure('invalid', `${what} can't be read. Save it as text and import that.`);
}

async function readDecoded(given: Given, source: DecodedSource, guesses: readonly FormatGuess[]): Answer {
  const format = given.format ?? guesses[0]?.format ?? 'scenario-post';
  const read = await readAs(format, source.text, given.mapping);
  return report(given, read, { format, guesses, before: source.messages });
}

interface Detection {
  readonly format: SourceFormat;
  readonly guesses: readonly FormatGuess[];
  /** What was said before a reader came in. */
  readonly before?: readonly ImportMessage[];
}

function report(
  given: Given,
  read: Read,
  { format, guesses, before = [] }: Detection,
): Result<SourceReading, Failure> {
  if (!read.ok) return read;
  const { table, ...output } = read.value;
  const post = holdPostConditions(output.post, { text: output.text, format });
  return ok({
    ...output,
    post: { ...post, messages: [...before, ...post.messages] },
    format,
    confidence: given.format === null ? (guesses[0]?.confidence ?? 0) : 1,
    guesses,
    table: table ?? null,
  });
}

type Read = Result<ReaderOutput & { readonly table?: TableReading }, Failure>;

async function readAs(format: SourceFormat, text: string, mapping: ColumnMapping | null): Promise<Read> {
  switch (format) {
    case 'scenario-post':
      return ok(asText(text, parseScenarioPost(text)));
    case 'aiken':
      return ok(asText(text, parseAiken(text)));
    case 'gift':
      return ok(asText(text, parseGift(text)));
    case 'table':
    case 'udemy-csv': {
      const read = readTable(text, mapping);
      return read.ok ? ok({ ...asText(text, read.value.post), table: read.value.table }) : read;
    }
    case 'moodle-xml':
      return readMoodleXml(text);
    case 'html':
      return readHtml(text);
    case 'qti':
      return readQtiText(text);
    default:
      return err(notYet('This format'));
  }
}

function asText(text: string, post: ParsedPost): ReaderOutput {
  return { text, post, media: [] };
}
