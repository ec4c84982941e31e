import 'server-only';
import type { PictureNames } from '@/lib/domain/scenario-import/formats/rich-source';
import { findPicture } from '@/lib/domain/scenario-import/formats/rich-source';
import { reEncode } from '../media/re-encode';
import type { ReadPicture } from './source-reader';

/** More pictures than any bank needs; each one costs decoding. */
const MAX_PICTURES = 1000;

/** Collects the pictures of one source, each once, and remembers why one wasn't taken. */
export class PictureShelf implements PictureNames {
  private readonly bySha = new Map<string, ReadPicture>();
  private readonly reasons = new Map<string, string>();

  get media(): readonly ReadPicture[] {
    return [...this.bySha.values()];
  }

  /** The address that stands for a picture in the text: `media:` with its SHA-256, or with a word for which `find` has a reason. */
  async keep(name: string, bytes: Uint8Array): Promise<string> {
    const known = this.bySha.size + this.reasons.size >= MAX_PICTURES;
    const picture = known ? null : await reEncode(bytes);
    if (picture?.ok === true) {
      this.bySha.set(picture.value.sha256, { ...picture.value, name: name.slice(0, 200) });
      return `media:${picture.value.sha256}`;
    }
    const address = `media:left-out-${this.reasons.size + 1}`;
    const reason = picture === null ? `more than ${MAX_PICTURES} are not taken` : picture.error.message;
    this.reasons.set(address, reason.replace(/\.$/, ''));
    return address;
  }

  readonly find: PictureNames['find'] = (address) => {
    const reason = this.reasons.get(address);
    if (reason !== undefined) return { sha256: null, reason };
    if (address.startsWith('media:left-out-')) {
      return { sha256: null, reason: 'it was left out when the file was first read' };
    }
    return findPicture(address);
  };
}

const DATA_ADDRESS = /data:image\/([a-z0-9.+-]{1,20});base64,([A-Za-z0-9+/=\s]+)/g;

/** Puts `media:` addresses in the place of pictures that are written into the text itself. */
export async function shelveDataAddresses(text: string, shelf: PictureShelf): Promise<string> {
  if (!text.includes('data:image/')) return text;
  return replaceAsync(text, DATA_ADDRESS, (match) =>
    shelf.keep(`picture.${match[1] ?? ''}`, Buffer.from(match[2] ?? '', 'base64')),
  );
}

const MOODLE_FILE = /(<file\b[^>]{0,1000}\bencoding="base64"[^>]{0,1000}>)([A-Za-z0-9+/=\s]+)(?=<\/file>)/g;

const OLD_MOODLE_FILE = /(<image_base64>)([A-Za-z0-9+/=\s]+)(?=<\/image_base64>)/g;

/** The same for the files that Moodle puts beside its texts, and for the one picture that a question of Moodle 1.9 has. */
export async function shelveMoodleFiles(source: string, shelf: PictureShelf): Promise<string> {
  const text = await replaceAsync(
    source,
    OLD_MOODLE_FILE,
    async (match) => (match[1] ?? '') + (await shelf.keep('picture', Buffer.from(match[2] ?? '', 'base64'))),
  );
  if (!text.includes('encoding="base64"')) return text;
  return replaceAsync(text, MOODLE_FILE, async (match) => {
    const name = /\bname="([^"]{0,300})"/.exec(match[1] ?? '')?.[1] ?? '';
    return (match[1] ?? '') + (await shelf.keep(name, Buffer.from(match[2] ?? '', 'base64')));
  });
}

/** One after the other: pictures are decoded in the memory of one. */
export async function replaceAsync(
  text: string,
  pattern: RegExp,
  replacement: (match: RegExpMatchArray) => Promise<string>,
): Promise<string> {
  const parts: string[] = [];
  let copied = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(copied, match.index), await replacement(match));
    copied = match.index + match[0].length;
  }
  return parts.join('') + text.slice(copied);
}
