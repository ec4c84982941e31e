import 'server-only';
import { crc32, inflateRawSync } from 'node:zlib';
import yazl from 'yazl';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { type Directory, type DirectoryEntry, readDirectory, refuseDirectory } from './archive-directory';

/** The most that is taken in, packed, in bytes. */
export const MAX_UPLOAD = 10 * 1024 * 1024;

/**
 * A zip file whose directory was checked as a whole. Entries are unpacked in memory, one by one, when they are read; names
 * are keys and never paths, and nothing is written to disk.
 */
export interface Archive {
  /** Files, without folders, in the order of the directory. */
  readonly names: readonly string[];
  /** Unpacks one entry and checks what came out against what the directory said. */
  read(name: string): Result<Uint8Array, Failure>;
}

/** Opens a zip file, a content package or an office document, or says in words what is wrong or unsafe about it. */
export async function openArchive(bytes: Uint8Array): Promise<Result<Archive, Failure>> {
  if (bytes.length > MAX_UPLOAD) {
    const size = (bytes.length / 1024 / 1024).toFixed(1);
    return err(refusal(`it has ${size} MB, and 10 MB are the most. Split it into several files.`));
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let directory: Directory;
  try {
    const read = await readDirectory(buffer);
    if (!read.ok) return err(refusal(read.error));
    directory = read.value;
  } catch (error) {
    return err(refusal(describeFault(error)));
  }
  const fault = refuseDirectory(directory);
  if (fault !== null) return err(refusal(fault));
  const byName = new Map(directory.entries.map((entry) => [entry.name, entry]));
  const names = directory.entries.filter(({ isFolder, isSealed }) => !isFolder && !isSealed);
  return ok({
    names: names.map(({ name }) => name),
    read: (name) => {
      const entry = byName.get(name);
      if (entry === undefined) return err(refusal(`it holds no file “${name}”.`));
      return unpack(buffer, entry);
    },
  });
}

/**
 * The archive written anew from its checked entries, without compression, comments and extra fields. What reads it next can't
 * see anything else than what was checked, even if it reads zip files in another way. `replaced` entries get other bytes.
 */
export async function repackArchive(
  archive: Archive,
  replaced: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Result<Uint8Array, Failure>> {
  const zip = new yazl.ZipFile();
  for (const name of archive.names) {
    const other = replaced.get(name);
    const bytes = other === undefined ? archive.read(name) : ok(other);
    if (!bytes.ok) return bytes;
    zip.addBuffer(Buffer.from(bytes.value), name, { compress: false });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return ok(new Uint8Array(Buffer.concat(chunks)));
}

function unpack(buffer: Buffer, entry: DirectoryEntry): Result<Uint8Array, Failure> {
  const packed = buffer.subarray(entry.dataStart, entry.dataEnd);
  let bytes: Uint8Array;
  try {
    // One byte more than announced is enough to notice; a bomb is never unpacked.
    bytes = entry.isStored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    return err(refusal(`“${entry.name}” is damaged, or unpacks to more than it announces. ${PACK_AGAIN}`));
  }
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc32) {
    return err(refusal(`“${entry.name}” doesn't unpack to what the directory says. ${PACK_AGAIN}`));
  }
  if (isArchive(bytes)) {
    return err(
      refusal(`“${entry.name}” is an archive inside the archive. Unpack it and import it by itself.`),
    );
  }
  return ok(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

const PACK_AGAIN = 'Pack the files again.';

/** First bytes of zip, gzip, 7z, rar, xz and bzip2. */
const ARCHIVE_MARKS = ['504b0304', '1f8b08', '377abcaf271c', '526172211a07', 'fd377a585a00', '425a68'];

function isArchive(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  return ARCHIVE_MARKS.some((mark) => start.startsWith(mark));
}

function describeFault(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  if (/end of central directory/i.test(words)) {
    return 'it has no directory, so it is no zip file or its end is missing. Download or pack it again.';
  }
  if (/encrypt/i.test(words)) return 'it is encrypted. Pack the files again without a password.';
  if (/relative path|absolute path|characters in fileName|invalid characters/i.test(words)) {
    return 'a name in it leads out of the archive. Pack the files again from inside their folder.';
  }
  return `its directory is damaged (${words.slice(0, 120)}). ${PACK_AGAIN}`;
}

function refusal(what: string): Failure {
  return failure('invalid', `The archive was not opened: ${what}`);
}

/** True for bytes that begin like a zip file. */
export function looksLikeArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);
}
