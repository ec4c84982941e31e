import 'server-only';
import { failure } from '@/lib/domain/kernel/failure';
import { err, ok } from '@/lib/domain/kernel/result';
import { cleanSource, refuseHidden } from '@/lib/domain/scenario-import/formats/clean-source';
import { mapMoodleXml } from '@/lib/domain/scenario-import/formats/moodle-xml';
import { readHtmlTree } from './html';
import { PictureShelf, shelveDataAddresses, shelveMoodleFiles } from './picture-shelf';
import type { ReadAnswer } from './source-reader';
import { readXml } from './xml';

/** Reads questions in the XML that Moodle exports. */
export async function readMoodleXml(text: string): ReadAnswer {
  const hidden = refuseHidden(text);
  if (hidden !== null) return err(failure('invalid', `The XML was not read: ${hidden}`));
  const shelf = new PictureShelf();
  const shelved = await shelveDataAddresses(await shelveMoodleFiles(text, shelf), shelf);
  const source = cleanSource(shelved);
  const document = readXml(source.text, { boundary: 'question' });
  if (!document.ok) return document;
  const post = mapMoodleXml({
    source,
    ...document.value,
    readHtml: (html, element) => {
      const tree = readHtmlTree(html, element);
      return tree.ok ? { nodes: tree.value } : { refusal: tree.error.message };
    },
    pictures: shelf,
  });
  return ok({ text: source.text, post, media: shelf.media });
}
