import 'server-only';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { cleanSource, refuseHidden } from '@/lib/domain/scenario-import/formats/clean-source';
import type { MarkupElement, MarkupFault } from '@/lib/domain/scenario-import/formats/markup-tree';
import { mapQti, OLD_QTI } from '@/lib/domain/scenario-import/formats/qti';
import { normaliseQti, type QtiDocument } from '@/lib/domain/scenario-import/formats/qti-tree';
import type { ImportMessage } from '@/lib/domain/scenario-import/message';
import { looksLikeArchive, openArchive } from './archive';
import { decodeSource } from './decode-source';
import { readHtmlTree } from './html';
import { PictureShelf, shelveDataAddresses } from './picture-shelf';
import { joinParts, splitParts, takePackage } from './qti-package';
import type { ReadAnswer, SourceFile } from './source-reader';
import { readXml } from './xml';

/** Reads a QTI 2.1, 2.2 or 3.0 item, a content package, or the text that an earlier reading of a package gave. */
export async function readQti(file: SourceFile): ReadAnswer {
  const shelf = new PictureShelf();
  if (!looksLikeArchive(file.bytes)) {
    const { text, messages } = decodeSource(file.bytes);
    return readQtiText(text, shelf, messages);
  }
  const opened = await openArchive(file.bytes);
  if (!opened.ok) return opened;
  const parts = await takePackage(opened.value, shelf);
  return parts.ok ? readQtiText(joinParts(parts.value), shelf) : parts;
}

/** The same for text: an item, or what an earlier reading of a package gave. */
export async function readQtiText(
  text: string,
  shelf = new PictureShelf(),
  messages: readonly ImportMessage[] = [],
): ReadAnswer {
  const hidden = refuseHidden(text);
  if (hidden !== null) return err(refuse(hidden));
  const source = cleanSource(await shelveDataAddresses(text, shelf));
  const documents: QtiDocument[] = [];
  for (const part of splitParts(source.lines)) {
    const document = readDocument(part.name, part.lines.join('\n'), part.firstLine);
    if (!document.ok) return document;
    documents.push(document.value);
  }
  const post = mapQti({ source, documents, pictures: shelf, messages });
  return ok({ text: source.text, post, media: shelf.media });
}

function readDocument(name: string, text: string, firstLine: number): Result<QtiDocument, Failure> {
  const lastLine = firstLine + text.split('\n').length - 1;
  const base = { name, root: null, html: null, faults: [], firstLine, lastLine };
  if (/\.html?$/i.test(name)) {
    const tree = readHtmlTree(text, { line: firstLine, column: 1 });
    return tree.ok ? ok({ ...base, html: tree.value }) : tree;
  }
  const read = readXml(text, { keepsSpace: true });
  if (!read.ok) {
    if (/<questestinterop[\s>]/.test(text.slice(0, 20_000))) return err(failure('invalid', OLD_QTI));
    const where = name === '' ? '' : ` It stands in “${name}”.`;
    return err({ ...read.error, message: read.error.message + where });
  }
  const { root, faults } = read.value;
  const down = firstLine - 1;
  return ok({
    ...base,
    root: root === null ? null : normaliseQti(moveDown(root, down)),
    faults: faults.map((fault): MarkupFault => ({ ...fault, line: fault.line + down })),
  });
}

function moveDown(element: MarkupElement, lines: number): MarkupElement {
  if (lines === 0) return element;
  const { line, end } = element;
  return {
    ...element,
    line: line + lines,
    end: { line: end.line + lines, column: end.column },
    children: element.children.map((child) => (child.type === 'text' ? child : moveDown(child, lines))),
  };
}

function refuse(what: string): Failure {
  return failure('invalid', `The QTI source was not read: ${what}`);
}
