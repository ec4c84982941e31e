import { formatRichText } from '../../text/format-rich-text';
import type { Inline } from '../../text/rich-text';
import { type ImportMessage, importMessage } from '../message';
import { childNamed, childrenNamed, type MarkupElement, type MarkupNode, textOf } from './markup-tree';
import { type PictureNames, refuseLength, toDialect } from './rich-source';

export interface FieldText {
  /** In the dialect; '' when there is nothing. */
  readonly text: string;
}

export interface MoodleFields {
  readonly readHtml: (
    html: string,
    element: MarkupElement,
  ) => { readonly nodes: readonly MarkupNode[] } | { readonly refusal: string };
  /** The text of a field such as questiontext, answer or feedback, whatever its format. */
  readonly textOf: (field: MarkupElement | null) => FieldText;
  /** The picture that a question of Moodle 1.9 has beside its text, in the dialect; '' when there is none. */
  readonly oldPicture: () => string;
}

/** The name of a question, on one line. */
export function nameOf(question: MarkupElement): string {
  const name = childNamed(question, 'name');
  return name === null
    ? ''
    : textOf(childNamed(name, 'text') ?? name)
        .replaceAll(/\s+/g, ' ')
        .trim();
}

/** Reads the fields of one question; messages go to the item of that index. */
export function moodleFields(
  question: MarkupElement,
  source: { readonly readHtml: MoodleFields['readHtml']; readonly pictures: PictureNames },
  { item, messages }: { readonly item: number | null; readonly messages: ImportMessage[] },
): MoodleFields {
  const { readHtml } = source;
  return {
    readHtml,
    oldPicture: () => {
      const picture = childNamed(question, 'image_base64');
      if (picture === null || textOf(picture).trim() === '') return '';
      const attributes = { src: textOf(picture).trim(), alt: '' };
      const image: MarkupElement = { ...picture, name: 'img', attributes, children: [] };
      return toDialect([image], { line: picture.line, item }, source.pictures, messages);
    },
    textOf: (field) => {
      const raw = field === null ? '' : textOf(childNamed(field, 'text') ?? field);
      if (field === null || raw.trim() === '') return { text: '' };
      const place = { line: field.line, column: field.column, item };
      const tooLong = refuseLength(raw);
      if (tooLong !== null) {
        messages.push(importMessage('markup/broken', place, tooLong));
        return { text: raw.slice(0, 200) };
      }
      const pictures = withFiles(source.pictures, [question, field]);
      const format = (field.attributes.format ?? 'unknown').toLowerCase();
      if (format === 'markdown') return { text: raw.trim() };
      if (format === 'plain_text' || format === '2') return { text: plainText(raw) };
      const isBroken = format === 'moodle_auto_format' || format === 'unknown';
      const html = isBroken && !BLOCK_TAG.test(raw) ? raw.trim().replaceAll('\n', '<br>') : raw;
      const tree = readHtml(html, field);
      if ('nodes' in tree) return { text: toDialect(tree.nodes, place, pictures, messages) };
      messages.push(importMessage('markup/broken', place, `${tree.refusal} Correct this text.`));
      return { text: '' };
    },
  };
}

const BLOCK_TAG = /<(?:p|br|div|ul|ol|table|pre|h[1-6])\b/i;

/** Every line as it stands, with no mark in it read as one. */
function plainText(raw: string): string {
  const paragraphs = raw
    .trim()
    .split(/\n[ \t]*\n/)
    .map((paragraph): Inline[] =>
      paragraph
        .split('\n')
        .flatMap((text, line): Inline[] => [
          ...(line === 0 ? [] : [{ type: 'break' } as const]),
          { type: 'text', text },
        ]),
    );
  return formatRichText(paragraphs.map((children) => ({ type: 'paragraph', children })));
}

/** Pictures that Moodle embeds lie beside the text that shows them; older files have them at the question. */
function withFiles(pictures: PictureNames, holders: readonly MarkupElement[]): PictureNames {
  const byName = new Map<string, string>();
  for (const file of holders.flatMap((holder) => childrenNamed(holder, 'file'))) {
    byName.set(file.attributes.name ?? '', textOf(file).trim());
  }
  if (byName.size === 0) return pictures;
  return {
    find: (address) => {
      const name = /^@@PLUGINFILE@@\/(?:.{0,300}\/)?([^/?#]{1,300})/.exec(address)?.[1];
      const stored = name === undefined ? undefined : (byName.get(name) ?? byName.get(decoded(name)));
      return stored === undefined ? pictures.find(address) : pictures.find(stored);
    },
  };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
