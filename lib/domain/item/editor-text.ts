import { bindReferences } from '../scenario-import/bind-references';
import { canonicalRichText } from '../text/canonical';
import { formatRichText } from '../text/format-rich-text';
import { normalRichText } from '../text/normal-rich-text';
import { parseRichText } from '../text/parse-rich-text';
import type { Block, Inline, RichText } from '../text/rich-text';
import { letterAt, letterOf } from './item-content';

/** An option named on purpose, where prose alone would leave its letter a letter. */
const NAMED = /\[\[([A-Z])\]\]/g;

/**
 * The text of a field as its author edits it. An option that it refers to is written as the letter that it has in `order` (option
 * ids): bare where reading finds the reference again, otherwise as `[[B]]`. `fromEditorText` with the same order gives the tree back,
 * in normal form.
 */
export function toEditorText(tree: RichText, order: readonly string[]): string {
  const bare = formatRichText(tree, (id) => letterOf(order, id));
  if (!tree.some(refers) || isSame(fromEditorText(bare, order), tree)) return bare;
  return formatRichText(tree, (id) => {
    const letter = letterOf(order, id);
    return letter === null ? null : `[[${letter}]]`;
  });
}

/** Reads what `toEditorText` writes; letters that mean options become references to the options that have them in `order`. */
export function fromEditorText(text: string, order: readonly string[]): RichText {
  const idByLabel = new Map(order.map((id, at) => [letterAt(at), id]));
  return bindReferences(
    parseRichText(text).map((block) => bindNamedBlock(block, idByLabel)),
    idByLabel,
  );
}

/** The text of a field after the options changed their order, so that it still means the same ones. */
export function followOrder(text: string, before: readonly string[], after: readonly string[]): string {
  const tree = fromEditorText(text, before);
  // What refers to nothing stays exactly as it was typed.
  return tree.some(refers) ? toEditorText(tree, after) : text;
}

const isSame = (one: RichText, other: RichText): boolean =>
  canonicalRichText(normalRichText(one, nameOf)) === canonicalRichText(normalRichText(other, nameOf));

/** Stands for a reference when trees are compared. */
const nameOf = (id: string): string => `\ufffc${id}`;

function refers(block: Block): boolean {
  switch (block.type) {
    case 'paragraph':
      return block.children.some(isReference);
    case 'list':
      return block.items.some((item) => item.some(refers));
    case 'table':
      return [block.head, ...block.rows].some((row) => row.some((cell) => cell.some(isReference)));
    case 'code':
      return false;
  }
}

const isReference = (node: Inline): boolean =>
  node.type === 'optionReference' ||
  ((node.type === 'strong' || node.type === 'emphasis') && node.children.some(isReference));

type IdByLabel = ReadonlyMap<string, string>;

function bindNamedBlock(block: Block, idByLabel: IdByLabel): Block {
  const bindAll = (nodes: readonly Inline[]) => nodes.flatMap((node) => bindNamed(node, idByLabel));
  switch (block.type) {
    case 'paragraph':
      return { ...block, children: bindAll(block.children) };
    case 'list':
      return {
        ...block,
        items: block.items.map((item) => item.map((inner) => bindNamedBlock(inner, idByLabel))),
      };
    case 'table':
      return { ...block, head: block.head.map(bindAll), rows: block.rows.map((row) => row.map(bindAll)) };
    case 'code':
      return block;
  }
}

function bindNamed(node: Inline, idByLabel: IdByLabel): readonly Inline[] {
  if (node.type === 'strong' || node.type === 'emphasis') {
    return [{ ...node, children: node.children.flatMap((child) => bindNamed(child, idByLabel)) }];
  }
  if (node.type !== 'text') return [node];
  const parts: Inline[] = [];
  let copied = 0;
  for (const match of node.text.matchAll(NAMED)) {
    const optionId = idByLabel.get(match[1] ?? '');
    if (optionId === undefined) continue;
    if (match.index > copied) parts.push({ type: 'text', text: node.text.slice(copied, match.index) });
    parts.push({ type: 'optionReference', optionId });
    copied = match.index + match[0].length;
  }
  if (copied < node.text.length) parts.push({ type: 'text', text: node.text.slice(copied) });
  return parts;
}
