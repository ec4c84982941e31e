import { letterAt } from '../../item/item-content';
import type { Block, Inline } from '../../text/rich-text';
import type { MarkupElement, MarkupNode } from './markup-tree';

/** Lists deeper than this become lines, as the dialect has no more levels. */
export const MAX_LIST_DEPTH = 4;

/** What stands between the items belongs to the item before it. */
export function listItems(element: MarkupElement): readonly (readonly MarkupNode[])[] {
  const items: MarkupNode[][] = [];
  for (const child of element.children) {
    if (child.type === 'element' && child.name === 'li') items.push([...child.children]);
    else if (child.type === 'element' || child.text.trim() !== '') {
      const last = items.at(-1);
      if (last === undefined) items.push([child]);
      else last.push(child);
    }
  }
  return items;
}

/** A list that is lettered, starts elsewhere or lies too deep becomes lines that say so; null for one that stays a list. */
export function labelOf(element: MarkupElement, depth: number): ((at: number) => string) | null {
  const { type = '', style = '', start = '1' } = element.attributes;
  const isOrdered = element.name === 'ol';
  const first = /^\d{1,3}$/.test(start) ? Number(start) : 1;
  const letters = /^[aA]$/.test(type) ? type : letterStyle(`${style} ${element.attributes.class ?? ''}`);
  if (isOrdered && letters !== null) {
    return (at) =>
      `${letters === 'a' ? letterAt(at + first - 1).toLowerCase() : letterAt(Math.max(0, at + first - 1))}. `;
  }
  if (isOrdered && (first !== 1 || depth >= MAX_LIST_DEPTH)) return (at) => `${at + first}. `;
  return depth >= MAX_LIST_DEPTH ? () => '– ' : null;
}

function letterStyle(style: string): 'a' | 'A' | null {
  const which = /\b(upper|lower)-(?:alpha|latin)/i.exec(style)?.[1]?.toLowerCase();
  return which === undefined ? null : which === 'upper' ? 'A' : 'a';
}

export function labelled(label: string, item: readonly Block[]): readonly Block[] {
  const [first, ...rest] = item;
  const text: Inline = { type: 'text', text: label };
  if (first?.type !== 'paragraph') return [{ type: 'paragraph', children: [text] }, ...item];
  const [start, ...others] = first.children;
  const children =
    start?.type === 'text' ? [{ ...text, text: label + start.text }, ...others] : [text, ...first.children];
  return [{ type: 'paragraph', children }, ...rest];
}
