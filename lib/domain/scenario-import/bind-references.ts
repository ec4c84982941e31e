import { assertNever } from '../kernel/assert-never';
import type { Block, Inline, RichText } from '../text/rich-text';
import { findReferences, type LetterReference } from './find-references';

/** Stands for code and other nodes whose inside is no prose: a character that no rule looks for. */
const OPAQUE = '\ufffc';

/**
 * Turns letters that mean options into references, paragraph by paragraph; emphasis doesn't hide the words around a letter,
 * and code is never touched. `idByLabel` maps the labels of the item, upper case, to option ids.
 */
export function bindReferences(tree: RichText, idByLabel: ReadonlyMap<string, string>): RichText {
  const labels = new Set(idByLabel.keys());
  const bindBlock = (block: Block): Block => {
    switch (block.type) {
      case 'paragraph': {
        const references = findReferences(flatten(block.children), labels);
        return { type: 'paragraph', children: rewrite(block.children, references, idByLabel) };
      }
      case 'code':
        return block;
      case 'list':
        return { ...block, items: block.items.map((item) => item.map(bindBlock)) };
      // Cells hold names and values; a letter alone in one of them is data.
      case 'table':
        return block;
    }
  };
  return tree.map(bindBlock);
}

function flatten(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'text':
          return node.text;
        case 'break':
          return '\n';
        case 'code':
        case 'image':
        case 'optionReference':
          return OPAQUE;
        case 'strong':
        case 'emphasis':
          return flatten(node.children);
        default:
          return assertNever(node);
      }
    })
    .join('');
}

interface Cursor {
  /** Place in the flattened paragraph. */
  offset: number;
  /** The next reference to place. */
  next: number;
}

function rewrite(
  nodes: readonly Inline[],
  references: readonly LetterReference[],
  idByLabel: ReadonlyMap<string, string>,
): readonly Inline[] {
  const cursor: Cursor = { offset: 0, next: 0 };
  const rewriteAll = (inner: readonly Inline[]): readonly Inline[] =>
    inner.flatMap((node) => rewriteNode(node));
  const rewriteNode = (node: Inline): readonly Inline[] => {
    switch (node.type) {
      case 'text':
        return splitText(node.text, references, idByLabel, cursor);
      case 'strong':
      case 'emphasis':
        return [{ type: node.type, children: rewriteAll(node.children) }];
      default:
        cursor.offset += 1;
        return [node];
    }
  };
  return rewriteAll(nodes);
}

function splitText(
  text: string,
  references: readonly LetterReference[],
  idByLabel: ReadonlyMap<string, string>,
  cursor: Cursor,
): readonly Inline[] {
  const parts: Inline[] = [];
  const base = cursor.offset;
  const end = base + text.length;
  let copied = 0;
  for (let at = references[cursor.next]; at !== undefined && at.start < end; at = references[cursor.next]) {
    cursor.next += 1;
    // A range that is partly in bold print stays as it is written.
    if (at.start < base + copied || at.end > end) continue;
    if (at.start - base > copied) parts.push({ type: 'text', text: text.slice(copied, at.start - base) });
    parts.push(...spell(at.labels, idByLabel));
    copied = at.end - base;
  }
  if (copied < text.length) parts.push({ type: 'text', text: text.slice(copied) });
  cursor.offset = end;
  return parts;
}

/** "B–D" becomes "B, C and D", each a reference of its own. */
function spell(labels: readonly string[], idByLabel: ReadonlyMap<string, string>): readonly Inline[] {
  return labels.flatMap((label, at): readonly Inline[] => {
    const optionId = idByLabel.get(label);
    if (optionId === undefined) return [{ type: 'text', text: label }];
    const reference: Inline = { type: 'optionReference', optionId };
    if (at === 0) return [reference];
    return [{ type: 'text', text: at === labels.length - 1 ? ' and ' : ', ' }, reference];
  });
}
