import 'server-only';
import { failure } from '@/lib/domain/kernel/failure';
import { err, ok } from '@/lib/domain/kernel/result';
import { cleanSource, refuseHidden } from '@/lib/domain/scenario-import/formats/clean-source';
import { readPage } from '@/lib/domain/scenario-import/formats/page-to-post';
import { readHtmlTree } from './html';
import { PictureShelf, shelveDataAddresses } from './picture-shelf';
import type { ReadAnswer } from './source-reader';

/** Reads a page, or what was copied from one, as a scenario post. */
export async function readHtml(text: string): ReadAnswer {
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
