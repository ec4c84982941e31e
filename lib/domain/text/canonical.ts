import { assertNever } from '../kernel/assert-never';
import { type Inline, type LetterOf, type RichText, toPlainText } from './rich-text';

/**
 * A tree as one string that is equal for equal content: key order, runs of white space and how text was cut into nodes
 * don't matter. References are written as option ids. Meant to be compared, or hashed by whoever stores it.
 */
export function canonicalRichText(tree: RichText): string {
  return tree
    .map((block) => {
      switch (block.type) {
        case 'paragraph':
          return `p(${canonicalInline(block.children)})`;
        case 'code':
          return `c(${JSON.stringify([block.language, block.text])})`;
        case 'list':
          return `${block.ordered ? 'ol' : 'ul'}(${block.items.map((item) => `i(${canonicalRichText(item)})`).join('')})`;
        case 'table':
          return `t(${[block.head, ...block.rows]
            .map((row) => `r(${row.map((cell) => `d(${canonicalInline(cell)})`).join('')})`)
            .join('')})`;
        default:
          return assertNever(block);
      }
    })
    .join('');
}

function canonicalInline(nodes: readonly Inline[]): string {
  const marked = nodes.map((node) => {
    switch (node.type) {
      case 'text':
        return escapeMarks(node.text);
      case 'break':
        return '\\n';
      case 'code':
        return `\\c(${escapeMarks(node.text)})`;
      case 'image':
        return `\\i(${node.media},${escapeMarks(node.alt)})`;
      case 'optionReference':
        return `\\o(${escapeMarks(node.optionId)})`;
      case 'strong':
      case 'emphasis':
        return `\\${node.type === 'strong' ? 's' : 'e'}(${canonicalInline(node.children)})`;
      default:
        return assertNever(node);
    }
  });
  return marked.join('').trim().replaceAll(/\s+/g, ' ');
}

/** Brackets and backslashes in text are escaped, so that no text can look like structure. */
function escapeMarks(text: string): string {
  return text.replaceAll(/[\\()]/g, '\\$&');
}

/**
 * What two texts are matched by before anyone asks whether they are equal: letters and digits count, and so do signs that
 * change a meaning (`<`, `%`, `-` ...); case, white space, quotes' shape and closing punctuation don't.
 */
export function matchingText(tree: RichText, letterOf?: LetterOf): string {
  return normaliseForMatching(toPlainText(tree, letterOf));
}

/** ASCII has nothing to fold but its case, and most texts are nothing else. */
const PLAIN = /^[\t\n\r -~]*$/;

/** See matchingText. */
export function normaliseForMatching(text: string): string {
  const folded = PLAIN.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[\u2018\u2019]/g, "'")
        .replaceAll(/[\u201c\u201d]/g, '"')
        .replaceAll(/[\u2010-\u2015]/g, '-');
  const words = folded.split(/\s+/).filter((word) => word !== '');
  return words.join(' ').replace(/[.;:,]{1,3}$/, '');
}

/** Number of visible characters, for comparing the length of options. */
export function visibleLength(tree: RichText): number {
  return toPlainText(tree).replaceAll(/\s+/g, ' ').trim().length;
}
