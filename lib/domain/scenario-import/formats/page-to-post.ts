import { closingFences } from '../../text/code-fence';
import { formatRichText } from '../../text/format-rich-text';
import { parseScenarioPost } from '../parse-scenario-post';
import type { ParsedPost } from '../parsed-post';
import { htmlToRichText, newHtmlNotes } from './html-to-rich-text';
import type { MarkupNode } from './markup-tree';
import { noteMessages, type PictureNames } from './rich-source';

/**
 * Turns a page into a scenario post and reads that. The admin sees and repairs the post: its lines are what a person can
 * correct, while the same fault in HTML hides between tags.
 */
export function readPage(
  nodes: readonly MarkupNode[],
  pictures: PictureNames,
): { readonly text: string; readonly post: ParsedPost } {
  const notes = newHtmlNotes();
  const mediaOf = (address: string): string | null => pictures.find(address).sha256;
  const tree = htmlToRichText(nodes, { mediaOf, isPage: true }, notes);
  const text = bareMarkers(formatRichText(tree));
  const post = parseScenarioPost(text);
  const messages = [...noteMessages(notes, { line: 1 }, pictures), ...post.messages];
  return { text, post: { ...post, messages: messages.sort((one, other) => one.line - other.line) } };
}

/** "1. Which ...?" as a paragraph of its own is the head of a question in a post, so its number needs no protection. */
function bareMarkers(text: string): string {
  const lines = text.split('\n');
  const fences = closingFences(lines);
  let codeEnd = -1;
  return lines
    .map((line, at) => {
      codeEnd = Math.max(codeEnd, fences.get(at) ?? -1);
      return at <= codeEnd ? line : line.replace(/^(\d{1,3})\\(?=[.)][ \t])|^\\(?=[-+•][ \t])/, '$1');
    })
    .join('\n');
}
