import 'server-only';
import { failure } from '@/lib/domain/kernel/failure';
import { err, ok } from '@/lib/domain/kernel/result';
import { cleanSource, refuseHidden } from '@/lib/domain/scenario-import/formats/clean-source';
import { readPage } from '@/lib/domain/scenario-import/formats/page-to-post';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { readHtmlTree } from './html';
import { PictureShelf, shelveDataAddresses } from './picture-shelf';
import type { ReadAnswer } from './source-reader';

/**
 * Reads a page, or what was copied from one, as a scenario post. The post that an earlier reading gave, edited since, is read
 * as what it is.
 */
export async function readHtml(text: string): ReadAnswer {
  if (!looksLikeHtml(text)) {
    const source = cleanSource(text);
    return ok({ text: source.text, post: parseScenarioPost(text), media: [] });
  }
  return readHtmlWith(text, new PictureShelf());
}

/** The same, with pictures that are on the shelf already. */
export async function readHtmlWith(text: string, shelf: PictureShelf): ReadAnswer {
  const hidden = refuseHidden(text);
  if (hidden !== null) return err(failure('invalid', `The HTML was not read: ${hidden}`));
  const source = cleanSource(await shelveDataAddresses(text, shelf));
  const tree = readHtmlTree(source.text, { line: 1, column: 1 });
  if (!tree.ok) return tree;
  return ok({ ...readPage(tree.value, shelf), media: shelf.media });
}

const CLOSING = /<\/(?:p|li|ol|ul|h[1-6]|div|body|html|table|span|section|article)\s{0,5}>/gi;

/** Tags in code are what a question talks about. */
function looksLikeHtml(text: string): boolean {
  if (/^\s*</.test(text)) return true;
  const prose = text.replaceAll(/^```[\s\S]*?^```|`[^`\n]{1,500}`/gm, '');
  return (prose.match(CLOSING)?.length ?? 0) >= 2;
}
