import 'server-only';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { resolveName } from '@/lib/domain/scenario-import/formats/qti-tree';
import type { Archive } from './archive';
import { decodeSource } from './decode-source';
import { type PictureShelf, replaceAsync } from './picture-shelf';

/** A file of a package, as text. */
export interface QtiPart {
  readonly name: string;
  readonly text: string;
}

/** Of all files together, as many bytes as a source may have. */
const MAX_TEXT = 20 * 1024 * 1024;

/** Items first, because they are what a person reads; what only ties them together comes last. */
const RANKS: readonly (readonly [RegExp, number])[] = [
  [/<(?:[\w-]+:)?(?:assessmentItem|qti-assessment-item)\b/, 0],
  [/<(?:[\w-]+:)?(?:assessmentStimulus|qti-assessment-stimulus)\b/, 1],
  [/<(?:[\w-]+:)?(?:assessmentTest|qti-assessment-test)\b/, 3],
  [/<(?:[\w-]+:)?manifest\b/, 4],
  [/<(?:[\w-]+:)?questestinterop\b/, 0],
];
const HTML_RANK = 2;

/** Takes the files that matter out of a package. Pictures that they show go to the shelf, and their addresses with them. */
export async function takePackage(
  archive: Archive,
  shelf: PictureShelf,
): Promise<Result<readonly QtiPart[], Failure>> {
  const ranked: { readonly part: QtiPart; readonly rank: number }[] = [];
  const pictures = new Pictures(archive, shelf);
  let size = 0;
  for (const name of archive.names) {
    const isHtml = /\.x?html?$/i.test(name);
    if (!isHtml && !/\.xml$/i.test(name)) continue;
    if (/(?:^|\/)(?:\._|__MACOSX\/)/.test(name)) continue;
    const bytes = archive.read(name);
    if (!bytes.ok) return bytes;
    size += bytes.value.length;
    if (size > MAX_TEXT) return err(refuse('its files have more than 20 MB of text. Split it.'));
    const { text } = decodeSource(bytes.value);
    const rank = isHtml ? HTML_RANK : RANKS.find(([root]) => root.test(text.slice(0, 20_000)))?.[1];
    if (rank === undefined) continue;
    const isRead = rank < 3;
    ranked.push({ part: { name, text: isRead ? await pictures.readdress(name, text) : text }, rank });
  }
  if (!ranked.some(({ rank }) => rank !== HTML_RANK)) {
    return err(refuse('it holds no file with a QTI item. Check that it is a QTI package.'));
  }
  return ok(ranked.sort((one, other) => one.rank - other.rank).map(({ part }) => part));
}

const ADDRESS = /\b(src|data|href)(\s{0,5}=\s{0,5})(?:"([^"<]{1,500})"|'([^'<]{1,500})')/g;
const PICTURE_NAME = /\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)$/i;

class Pictures {
  private readonly addresses = new Map<string, string>();
  private readonly names: ReadonlySet<string>;

  constructor(
    private readonly archive: Archive,
    private readonly shelf: PictureShelf,
  ) {
    this.names = new Set(archive.names.filter((name) => PICTURE_NAME.test(name)));
  }

  readdress(file: string, text: string): Promise<string> {
    if (this.names.size === 0) return Promise.resolve(text);
    return replaceAsync(text, ADDRESS, async (match) => {
      const name = resolveName(file, match[3] ?? match[4] ?? '');
      if (name === null || !this.names.has(name)) return match[0];
      return `${match[1]}${match[2]}"${await this.addressOf(name)}"`;
    });
  }

  private async addressOf(name: string): Promise<string> {
    const known = this.addresses.get(name);
    if (known !== undefined) return known;
    const bytes = this.archive.read(name);
    const address = await this.shelf.keep(
      name.slice(name.lastIndexOf('/') + 1),
      bytes.ok ? bytes.value : new Uint8Array(),
    );
    this.addresses.set(name, address);
    return address;
  }
}

const SEPARATOR = /^<!-- file: (.{1,500}) -->$/;

/** All files as one text that a person can look through and correct. */
export function joinParts(parts: readonly QtiPart[]): string {
  return parts
    .map(({ name, text }) => `<!-- file: ${name} -->\n${text.replace(/^\ufeff/, '').trim()}\n`)
    .join('\n');
}

interface Part {
  readonly name: string;
  readonly lines: readonly string[];
  /** Number of the first one, from 1. */
  readonly firstLine: number;
}

/** The files of such a text again; a text without separators is one file. */
export function splitParts(lines: readonly string[]): readonly Part[] {
  const starts = lines.flatMap((line, at) => {
    const name = line.startsWith('<!-- file: ') ? SEPARATOR.exec(line)?.[1] : undefined;
    return name === undefined ? [] : [{ at, name }];
  });
  if (starts.length === 0) return [{ name: '', lines, firstLine: 1 }];
  return starts.map(({ at, name }, index) => {
    const end = starts[index + 1]?.at ?? lines.length;
    return { name, lines: lines.slice(at + 1, end), firstLine: at + 2 };
  });
}

function refuse(what: string): Failure {
  return failure('invalid', `The package was not read: ${what}`);
}
