import { assertNever } from '../kernel/assert-never';

/**
 * The only shape in which a stem, an option, a rationale or a stimulus body is stored and drawn. It is an allow-list: a
 * node that isn't named here can't exist, so there is no HTML to sanitise and nothing for an attacker to smuggle.
 */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong'; readonly children: readonly Inline[] }
  | { readonly type: 'emphasis'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'break' }
  /** A stored picture, named by the SHA-256 of its bytes (64 hexadecimal digits). `alt` is what it shows, in words. */
  | { readonly type: 'image'; readonly media: string; readonly alt: string }
  /** Points at an option by id; it is drawn as the letter that this learner sees for that option. */
  | { readonly type: 'optionReference'; readonly optionId: string };

export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly language: string | null; readonly text: string }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  /** Every row has as many cells as the head; a table without a head has empty cells there. */
  | { readonly type: 'table'; readonly head: TableRow; readonly rows: readonly TableRow[] };

export type TableRow = readonly (readonly Inline[])[];

export type RichText = readonly Block[];

/** Letter shown for an option id, or null when this reader has no letter for it. */
export type LetterOf = (optionId: string) => string | null;

/** How deep lists and emphasis may nest: far more than prose needs, and little enough for recursion to be safe. */
export const MAX_DEPTH = 8;

/** Shown for a reference when no letter is known, for example in a search index. */
const UNLETTERED = '[option]';

/** The tree as text for search, comparison, screen readers' labels and exports. Paragraphs are separated by a blank line. */
export function toPlainText(tree: RichText, letterOf: LetterOf = () => null): string {
  return tree.map((block) => blockText(block, letterOf)).join('\n\n');
}

function blockText(block: Block, letterOf: LetterOf): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.children, letterOf);
    case 'code':
      return block.text;
    case 'list':
      return block.items
        .map((item, index) =>
          listItemText(block.ordered ? `${index + 1}. ` : '- ', toPlainText(item, letterOf)),
        )
        .join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => rowText(row, letterOf)).join('\n');
  }
}

function rowText(row: TableRow, letterOf: LetterOf): string {
  return row.map((cell) => inlineText(cell, letterOf)).join(' | ');
}

function listItemText(marker: string, body: string): string {
  return marker + body.split('\n').join(`\n${' '.repeat(marker.length)}`);
}

/** The text of a run of inline nodes; a line break becomes a newline. */
function inlineText(nodes: readonly Inline[], letterOf: LetterOf = () => null): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'text':
        case 'code':
          return node.text;
        case 'break':
          return '\n';
        case 'image':
          return node.alt;
        case 'optionReference':
          return letterOf(node.optionId) ?? UNLETTERED;
        case 'strong':
        case 'emphasis':
          return inlineText(node.children, letterOf);
        default:
          return assertNever(node);
      }
    })
    .join('');
}
