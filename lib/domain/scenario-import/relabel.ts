import { type ItemContent, OVERALL_RATIONALE } from '../item/item-content';
import type { Block, Inline, RichText } from '../text/rich-text';

/**
 * The same content with other option ids. Nodes without references are shared with the original, so that renaming thousands
 * of items costs little.
 */
export function relabel(content: ItemContent, idOf: (id: string) => string): ItemContent {
  const rename = (tree: RichText): RichText => relabelTree(tree, idOf);
  return {
    ...content,
    options: content.options.map(({ id, body }) => ({ id: idOf(id), body: rename(body) })),
    key: content.key.map(idOf),
    rationales: Object.fromEntries(
      Object.entries(content.rationales).map(([id, body]) => [
        id === OVERALL_RATIONALE ? id : idOf(id),
        rename(body),
      ]),
    ),
  };
}

function relabelTree(tree: RichText, idOf: (id: string) => string): RichText {
  return tree.some(blockRefers) ? tree.map((block) => relabelBlock(block, idOf)) : tree;
}

function relabelBlock(block: Block, idOf: (id: string) => string): Block {
  if (!blockRefers(block)) return block;
  switch (block.type) {
    case 'paragraph':
      return { ...block, children: block.children.map((node) => relabelInline(node, idOf)) };
    case 'list':
      return { ...block, items: block.items.map((item) => relabelTree(item, idOf)) };
    case 'table': {
      const row = (cells: (typeof block)['head']) =>
        cells.map((cell) => cell.map((node) => relabelInline(node, idOf)));
      return { ...block, head: row(block.head), rows: block.rows.map(row) };
    }
    case 'code':
      return block;
  }
}

function relabelInline(node: Inline, idOf: (id: string) => string): Inline {
  if (node.type === 'optionReference') return { ...node, optionId: idOf(node.optionId) };
  if (node.type !== 'strong' && node.type !== 'emphasis') return node;
  return { ...node, children: node.children.map((child) => relabelInline(child, idOf)) };
}

function blockRefers(block: Block): boolean {
  switch (block.type) {
    case 'paragraph':
      return block.children.some(inlineRefers);
    case 'list':
      return block.items.some((item) => item.some(blockRefers));
    case 'table':
      return [block.head, ...block.rows].some((row) => row.some((cell) => cell.some(inlineRefers)));
    case 'code':
      return false;
  }
}

function inlineRefers(node: Inline): boolean {
  if (node.type === 'optionReference') return true;
  return (node.type === 'strong' || node.type === 'emphasis') && node.children.some(inlineRefers);
}
