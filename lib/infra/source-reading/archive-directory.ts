import 'server-only';
import yauzl from 'yauzl';
import { err, ok, type Result } from '@/lib/domain/kernel/result';

export interface DirectoryEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Embedded in an office document and never opened. */
  readonly isSealed: boolean;
  readonly isStored: boolean;
  /** Announced, in bytes. */
  readonly size: number;
  readonly packedSize: number;
  readonly crc32: number;
  /** Where its own header begins, and where its data does and ends. */
  readonly start: number;
  readonly dataStart: number;
  readonly dataEnd: number;
}

export interface Directory {
  readonly entries: readonly DirectoryEntry[];
  /** Where the directory itself begins. */
  readonly start: number;
}

const MAX_ENTRIES = 2000;
const MAX_UNPACKED = 100 * 1024 * 1024;
const MAX_RATIO = 100;
/** Below this many bytes a high ratio is only a short file that repeats itself. */
const RATIO_MATTERS_FROM = 4096;

/** Reads the directory of a zip file and the headers that it points at; the error says what is unsafe about an entry. */
export async function readDirectory(buffer: Buffer): Promise<Result<Directory, string>> {
  const zip = await yauzl.fromBufferPromise(buffer, { strictFileNames: true, validateEntrySizes: true });
  const start = Number(zip.readEntryCursor);
  if (zip.entryCount > MAX_ENTRIES) {
    return err(`it holds ${zip.entryCount} entries, and ${MAX_ENTRIES} are the most. Split it.`);
  }
  const entries: DirectoryEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    const fault = refuseEntry(entry);
    if (fault !== null) return err(fault);
    const local = await zip.readLocalFileHeaderPromise(entry);
    if (!local.fileName.equals(entry.fileNameRaw)) {
      return err(`“${entry.fileName}” has another name in its own header. Pack the files again.`);
    }
    entries.push({
      name: entry.fileName,
      isFolder: entry.fileName.endsWith('/'),
      isSealed: EMBEDDED.test(entry.fileName),
      isStored: entry.compressionMethod === 0,
      size: entry.uncompressedSize,
      packedSize: entry.compressedSize,
      crc32: entry.crc32,
      start: entry.relativeOffsetOfLocalHeader,
      dataStart: local.fileDataStart,
      dataEnd: local.fileDataStart + entry.compressedSize,
    });
  }
  return ok({ entries, start });
}

const EMBEDDED = /^(?:word|xl|ppt)\/embeddings\//;
const ARCHIVE_NAME = /\.(?:zip|jar|7z|rar|gz|tgz|bz2|xz|tar|cab|iso|docx|xlsx|pptx|odt|ods|epub|apk)$/i;
/** Letters, digits and the signs that names of files have; no colon, no backslash, nothing invisible. */
const SEGMENT = /^[\p{L}\p{M}\p{N}_ .,;()[\]{}+@&'’~=!#$%^-]{1,200}$/u;
const MAX_FOLDERS = 20;

function refuseEntry(entry: yauzl.Entry): string | null {
  const name = entry.fileName;
  const shown = `“${name.slice(0, 80)}”`;
  if (!isPlainName(name)) {
    return `the name ${shown} isn't allowed. Use letters, digits and common signs, and no “..”.`;
  }
  if (entry.isEncrypted()) return `${shown} is encrypted. Pack the files again without a password.`;
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return `${shown} is compressed in a way that isn't supported. Pack the files as a plain zip file.`;
  }
  const made = entry.versionMadeBy >> 8;
  const mode = (entry.externalFileAttributes >>> 16) & 0o170000;
  if ((made === 3 || made === 19) && mode !== 0 && mode !== 0o100000 && mode !== 0o040000) {
    return `${shown} is a link or a device and no file. Pack the file that it points at.`;
  }
  if (ARCHIVE_NAME.test(name) && !EMBEDDED.test(name)) {
    return `${shown} is an archive inside the archive. Unpack it and import it by itself.`;
  }
  return null;
}

function isPlainName(name: string): boolean {
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  return (
    segments.length <= MAX_FOLDERS &&
    segments.every((segment) => SEGMENT.test(segment) && segment !== '.' && segment !== '..')
  );
}

/** What is wrong with the entries taken together, in words; null when nothing is. */
export function refuseDirectory({ entries, start }: Directory): string | null {
  const names = new Set<string>();
  let unpacked = 0;
  for (const { name, size, packedSize } of entries) {
    if (names.has(name)) return `it holds “${name}” twice. Remove one of them.`;
    names.add(name);
    unpacked += size;
    if (size >= RATIO_MATTERS_FROM && size > packedSize * MAX_RATIO) {
      return `“${name}” unpacks to more than ${MAX_RATIO} times its size, as no real file does.`;
    }
  }
  if (unpacked > MAX_UNPACKED) {
    return `it unpacks to ${Math.ceil(unpacked / 1024 / 1024)} MB, and 100 MB are the most. Split it.`;
  }
  let end = 0;
  for (const entry of [...entries].sort((one, other) => one.start - other.start)) {
    if (entry.start < end || entry.dataEnd > start) {
      return `“${entry.name}” shares its bytes with another entry. Pack the files again.`;
    }
    end = entry.dataEnd;
  }
  return null;
}
