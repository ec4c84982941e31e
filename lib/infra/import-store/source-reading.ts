import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { Failure } from '@/lib/domain/kernel/failure';
import { ok, type Result } from '@/lib/domain/kernel/result';
import type { ColumnMapping } from '@/lib/domain/scenario-import/column-mapping';
import { type IncomingItem, readIncoming } from '@/lib/domain/scenario-import/incoming-item';
import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { Picture } from '../media/re-encode';
import { readSource, readText, type SourceReading } from '../source-reading/read-source';
import { sha256 } from '../stored-item';

/** A source, read and ready to be compared with a bank. */
export interface PreparedSource extends SourceReading {
  /** One per item of the post. */
  readonly incoming: readonly IncomingItem[];
  /** One per stimulus of the post. */
  readonly bodies: readonly RichText[];
}

export interface SourceInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Takes the place of the bytes once somebody edited it. */
  readonly editedText: string | null;
  readonly format: SourceFormat | null;
  readonly mapping: ColumnMapping | null;
}

/** How many items are prepared before other requests get their turn: some 20 ms. */
const SLICE = 200;

/** Reads a source in a thread of its own and prepares its items here, in slices. */
export async function readForImport(input: SourceInput): Promise<Result<PreparedSource, Failure>> {
  const { editedText, format, mapping } = input;
  if (editedText === null) {
    const read = await readSource(input);
    return read.ok ? ok(await prepareReading(read.value)) : read;
  }
  const read = await readText(editedText, format, mapping);
  if (!read.ok) return read;
  const media = [...read.value.media, ...(await picturesOfFile(input, read.value))];
  return ok(await prepareReading({ ...read.value, media }));
}

/** An edited text only names its pictures; their bytes are in the file that was uploaded. */
async function picturesOfFile(
  { editedText, ...file }: SourceInput,
  edited: SourceReading,
): Promise<SourceReading['media']> {
  if (!editedText?.includes('media:')) return [];
  const original = await readSource(file);
  const known = new Set(edited.media.map(({ sha256: id }) => id));
  return original.ok ? original.value.media.filter(({ sha256: id }) => !known.has(id)) : [];
}

/** As readForImport, for a text without a file. */
export async function readTextForImport(
  text: string,
  format: SourceFormat | null,
): Promise<Result<PreparedSource, Failure>> {
  const read = await readText(text, format);
  return read.ok ? ok(await prepareReading(read.value)) : read;
}

/** The pictures of a source as they are stored. */
export const picturesOf = ({ media }: SourceReading): readonly Picture[] =>
  media.map(({ name: _name, ...picture }) => picture);

/** What a reading needs before it can be compared with a bank. */
export async function prepareReading(reading: SourceReading): Promise<PreparedSource> {
  const incoming: IncomingItem[] = [];
  for (const [index, item] of reading.post.items.entries()) {
    if (index % SLICE === SLICE - 1) await setImmediate();
    incoming.push(readIncoming(item, sha256));
  }
  return { ...reading, incoming, bodies: reading.post.stimuli.map(({ text }) => parseRichText(text)) };
}
