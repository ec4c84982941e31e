import { letterOf } from '../../item/item-content';
import { normalRichText } from '../../text/normal-rich-text';
import type { Block, Inline, RichText } from '../../text/rich-text';

/** What a tree is written for. */
export interface HtmlTarget {
  /** Option ids in the author's order: a reference is written as the letter that this gives. */
  readonly optionOrder: readonly string[];
  /** Where the picture of that SHA-256 lies. */
  readonly addressOf: (media: string) => string;
}

/** Writes a tree as HTML that is well-formed XML too. htmlToRichText reads the same tree, with letters for references. */
export function richTextToHtml(tree: RichText, target: HtmlTarget): string {
  const letters = (optionId: string): string | null => letterOf(target.optionOrder, optionId);
  return normalRichText(tree, letters)
    .map((block) => blockHtml(block, target))
    .join('');
}

function blockHtml(block: Block, target: HtmlTarget): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlineHtml(block.children, target)}</p>`;
    case 'code': {
      const language = block.language === null ? '' : ` class="language-${escapeMarkup(block.language)}"`;
      // A line end before the end tag belongs to the markup.
      return `<pre><code${language}>${escapeMarkup(block.text)}\n</code></pre>`;
    }
    case 'list': {
      const name = block.ordered ? 'ol' : 'ul';
      const items = block.items.map(
        (item) => `<li>${item.map((inner) => blockHtml(inner, target)).join('')}</li>`,
      );
      return `<${name}>${items.join('')}</${name}>`;
    }
    case 'table': {
      const row = (cells: readonly (readonly Inline[])[], name: 'th' | 'td'): string =>
        `<tr>${cells.map((cell) => `<${name}>${inlineHtml(cell, target)}</${name}>`).join('')}</tr>`;
      const hasHead = block.head.some((cell) => cell.length > 0);
      const head = hasHead ? `<thead>${row(block.head, 'th')}</thead>` : '';
      return `<table>${head}<tbody>${block.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
    }
  }
}

function inlineHtml(nodes: readonly Inline[], target: HtmlTarget): string {
  return nodes.map((node) => nodeHtml(node, target)).join('');
}

function nodeHtml(node: Inline, target: HtmlTarget): string {
  switch (node.type) {
    case 'text':
      return escapeMarkup(node.text);
    case 'strong':
      return `<strong>${inlineHtml(node.children, target)}</strong>`;
    case 'emphasis':
      return `<em>${inlineHtml(node.children, target)}</em>`;
    case 'code':
      return `<code>${escapeMarkup(node.text)}</code>`;
    case 'break':
      return '<br/>';
    case 'image':
      return `<img src="${escapeMarkup(target.addressOf(node.media))}" alt="${escapeMarkup(node.alt)}"/>`;
    // The normal form holds none.
    case 'optionReference':
      return '';
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write them
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/g;

/** Text for between tags and within double quotes, in HTML and XML. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll(NO_XML, (unit, at: number) => (isPair(text, at, unit) ? unit : '\ufffd'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function isPair(text: string, at: number, unit: string): boolean {
  const code = unit.charCodeAt(0);
  if (code < 0xd800 || code > 0xdfff) return false;
  const partner = text.charCodeAt(code < 0xdc00 ? at + 1 : at - 1);
  return code < 0xdc00 ? partner >= 0xdc00 && partner <= 0xdfff : partner >= 0xd800 && partner <= 0xdbff;
}
