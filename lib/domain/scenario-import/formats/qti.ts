import { finishStructuredPost, type StructuredItem } from '../finish-structured-post';
import type { LineKind } from '../line-kind';
import { type ImportMessage, importMessage, quote } from '../message';
import type { ParsedPost, ParsedStimulus } from '../parsed-post';
import { bookLines, type CleanSource } from './clean-source';
import { faultMessages } from './markup-faults';
import { elementsOf, type MarkupElement, type MarkupNode } from './markup-tree';
import type { QtiPassage } from './qti-body';
import { passageNodes, type QtiItem, readQtiItem } from './qti-item';
import { orderItems, type QtiOrder } from './qti-order';
import { type QtiDocument, resolveName } from './qti-tree';
import { type PictureNames, toDialect } from './rich-source';

export interface QtiSource {
  readonly source: CleanSource;
  readonly documents: readonly QtiDocument[];
  readonly pictures: PictureNames;
  /** Messages about the package. */
  readonly messages: readonly ImportMessage[];
}

interface Found extends QtiItem {
  readonly document: QtiDocument;
}

/** Maps the files of a package, or one item by itself, to the intermediate form. Pure, total. */
export function mapQti({ source, documents, pictures, messages: before }: QtiSource): ParsedPost {
  const messages: ImportMessage[] = [...source.messages, ...before];
  const order = orderItems(documents);
  const found: Found[] = [];
  const unsupported: QtiDocument[] = [];
  for (const [at, document] of order.items.entries()) {
    if (document.root === null) continue;
    const context = {
      number: at + 1,
      index: found.length,
      tags: order.tags.get(document.name) ?? [],
      pictures,
      messages,
    };
    const item = readQtiItem(document, document.root, context);
    if (item === null) unsupported.push(document);
    else found.push({ ...item, document });
  }
  for (const message of packageMessages(documents, order, found.length)) messages.push(message);
  const { stimuli, stimulusOf } = bindPassages(found, {
    byName: new Map(documents.map((document) => [document.name, document])),
    ...{ order, pictures, messages },
  });
  const items = found.map(
    ({ item }, index): StructuredItem => ({ ...item, stimulus: stimulusOf[index] ?? null }),
  );
  const faults = documents.flatMap((document) => document.faults);
  return finishStructuredPost({
    stimuli,
    items,
    lineKinds: bookLines(source.lines, [
      ...found.map(({ document }) => range(document, 'item')),
      ...stimuli.map(({ firstLine, lastLine }) => ({
        first: firstLine,
        last: lastLine,
        kind: 'stimulus' as const,
      })),
      ...unsupported.map((document) => range(document, 'unrecognised')),
    ]),
    messages: [
      ...messages,
      ...faultMessages(
        faults,
        found.map(({ document }) => document),
      ),
    ],
  });
}

function range({ firstLine, lastLine }: QtiDocument, kind: LineKind) {
  return { first: firstLine, last: lastLine, kind };
}

/** What to do with the version before QTI 2. */
export const OLD_QTI =
  'This is QTI 1.2, in which a question is a small program. Export it as QTI 2.1, 2.2 or 3.0, or as Moodle XML, GIFT or CSV.';

function packageMessages(
  documents: readonly QtiDocument[],
  order: QtiOrder,
  found: number,
): readonly ImportMessage[] {
  const messages = order.missing.map(({ reference, at }) => {
    const message = `The file ${quote(reference)} is named here, but the package doesn’t hold it. Add it to the package, or remove this reference.`;
    return importMessage('item/not-kept', at, message);
  });
  if (found > 0) return messages;
  const isOld = documents.some(({ root }) => root?.name === 'questestinterop');
  const message = isOld
    ? OLD_QTI
    : 'No question that can be imported was found. Expected assessmentItem with one choiceInteraction, or qti-assessment-item with one qti-choice-interaction.';
  return [...messages, importMessage('post/no-items', { line: 1 }, message)];
}

interface PassageContext {
  readonly byName: ReadonlyMap<string, QtiDocument>;
  readonly order: QtiOrder;
  readonly pictures: PictureNames;
  readonly messages: ImportMessage[];
}

interface Passage {
  readonly key: string;
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Each file is one stimulus, and so are rubrics that say the same. An item has at most one: several are put together. */
function bindPassages(found: readonly Found[], context: PassageContext) {
  const files = new Map<string, Passage>();
  const stimuli: ParsedStimulus[] = [];
  const index = new Map<string, number>();
  const stimulusOf = found.map(({ passages, document }, item): number | null => {
    const section = (context.order.rubrics.get(document.name) ?? []).map(
      (at): QtiPassage => ({ kind: 'inline', at }),
    );
    const read = [...section, ...passages].flatMap((passage) => {
      const one =
        passage.kind === 'inline'
          ? inlinePassage(passage.at, item, context)
          : filePassage(passage, document, item, files, context);
      return one === null || one.text === '' ? [] : [one];
    });
    const [first] = read;
    if (first === undefined) return null;
    const key = read.map((passage) => passage.key).join('\n');
    const known = index.get(key);
    if (known !== undefined) return known;
    const { firstLine, lastLine } = first;
    stimuli.push({ text: read.map(({ text }) => text).join('\n\n'), firstLine, lastLine });
    index.set(key, stimuli.length - 1);
    return stimuli.length - 1;
  });
  return { stimuli, stimulusOf };
}

function inlinePassage(at: MarkupElement, item: number, { pictures, messages }: PassageContext): Passage {
  const text = toDialect(at.children, { line: at.line, item }, pictures, messages);
  return { key: text, text, firstLine: at.line, lastLine: at.end.line };
}

function filePassage(
  { reference, at }: QtiPassage & { readonly kind: 'file' },
  from: QtiDocument,
  item: number,
  files: Map<string, Passage>,
  { byName, pictures, messages }: PassageContext,
): Passage | null {
  const name = resolveName(from.name, reference) ?? '';
  const known = files.get(name);
  if (known !== undefined) return known;
  const document = name === '' ? undefined : byName.get(name);
  const nodes = document === undefined ? null : nodesOf(document);
  if (document === undefined || nodes === null) {
    const message = `The background ${quote(reference)} of this question isn’t in the package. The question is imported without it.`;
    messages.push(importMessage('stimulus/unbound', { line: at.line, item }, message));
    return null;
  }
  const { firstLine, lastLine } = document;
  const text = toDialect(nodes, { line: firstLine }, pictures, messages);
  const passage = { key: name, text, firstLine, lastLine };
  files.set(name, passage);
  return passage;
}

function nodesOf({ root, html }: QtiDocument): readonly MarkupNode[] | null {
  if (html !== null) return html;
  if (root === null) return null;
  return elementsOf(root).length === 0 ? root.children : passageNodes(root);
}
