import { formatRichText } from '../../text/format-rich-text';
import type { RichText } from '../../text/rich-text';
import { type ImportMessage, importMessage, listInWords, type Place, quote } from '../message';
import { type HtmlNotes, htmlToRichText, newHtmlNotes } from './html-to-rich-text';
import type { MarkupNode } from './markup-tree';

/** Pictures of a source, as its reader found them. */
export interface PictureNames {
  /** SHA-256 of the picture behind an address, or why there is none, in words. */
  readonly find: (
    address: string,
  ) => { readonly sha256: string } | { readonly sha256: null; readonly reason: string };
}

const STORED = /^media:([0-9a-f]{64})$/;

/** What every format says of an address that its reader doesn't know. */
export function findPicture(address: string): ReturnType<PictureNames['find']> {
  const stored = STORED.exec(address)?.[1];
  if (stored !== undefined) return { sha256: stored };
  if (/^(?:https?:)?\/\//i.test(address)) {
    return { sha256: null, reason: 'it lies on another server, from which nothing is fetched' };
  }
  // What was read of pictures written into a text has another address by now.
  if (/^data:/i.test(address)) {
    return { sha256: null, reason: 'only PNG, JPEG and WebP pictures in base64 are read from within a text' };
  }
  return { sha256: null, reason: 'the file doesn’t hold it' };
}

/** Characters of markup that one text may have. */
const MAX_FIELD = 200_000;

/** Why a text is too long to be a question's, in words; null when it isn't. */
export function refuseLength(text: string): string | null {
  if (text.length <= MAX_FIELD) return null;
  return `This text has ${text.length} characters; ${MAX_FIELD} are the most. Shorten it.`;
}

/** Text in the dialect, made of markup, with messages about what didn't come along. */
export function toDialect(
  nodes: readonly MarkupNode[],
  place: Place,
  pictures: PictureNames,
  messages: ImportMessage[],
): string {
  const notes = newHtmlNotes();
  const mediaOf = (address: string): string | null => pictures.find(address).sha256;
  const tree: RichText = htmlToRichText(nodes, { mediaOf, isPage: false }, notes);
  for (const message of noteMessages(notes, place, pictures)) messages.push(message);
  return formatRichText(tree);
}

/** More of a kind in one text say nothing new. */
const MAX_NAMED = 20;

export function noteMessages(
  notes: HtmlNotes,
  place: Place,
  pictures: PictureNames,
): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  if (notes.removed.size > 0) {
    const what = [...notes.removed]
      .slice(0, MAX_NAMED)
      .map(([name, count]) => (count === 1 ? name : `${name} (${count} times)`));
    const message = `Taken out of the text, because nothing of the kind is kept: ${listInWords(what)}. Text within unknown elements stayed. Check that nothing is missing.`;
    messages.push(importMessage('text/removed', place, message));
  }
  for (const address of [...new Set(notes.missingPictures)].slice(0, MAX_NAMED)) {
    const found = pictures.find(address);
    const reason = found.sha256 === null ? found.reason : 'it can’t be read';
    const message = `The picture ${quote(address)} was left out: ${reason}. Add it in the editor after the import.`;
    messages.push(importMessage('media/left-out', place, message));
  }
  return messages;
}
