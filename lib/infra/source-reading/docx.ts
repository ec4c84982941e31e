import 'server-only';
import mammoth from 'mammoth';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { cleanSource } from '@/lib/domain/scenario-import/formats/clean-source';
import type { MarkupElement, MarkupPlace } from '@/lib/domain/scenario-import/formats/markup-tree';
import { findFormulas } from '@/lib/domain/scenario-import/formats/word-formulas';
import { findNumbered, readNumbering } from '@/lib/domain/scenario-import/formats/word-numbering';
import { importMessage } from '@/lib/domain/scenario-import/message';
import { type Archive, openArchive, repackArchive } from './archive';
import { readHtmlWith } from './html-page';
import { PictureShelf } from './picture-shelf';
import type { ReadAnswer, SourceFile } from './source-reader';
import { readXml } from './xml';

const DOCUMENT = 'word/document.xml';
const NUMBERING = 'word/numbering.xml';
/** Of all parts together: far more than 10 MB of writing. */
const MAX_XML = 40 * 1024 * 1024;

/**
 * Reads a Word document as a scenario post. Numbers and letters that Word makes up become text first, because "B." before an
 * option is what the key refers to.
 */
export async function readDocx(file: SourceFile): ReadAnswer {
  const opened = await openArchive(file.bytes);
  if (!opened.ok) return opened;
  const archive = opened.value;
  if (!archive.names.includes(DOCUMENT)) {
    return err(refuse('it holds no Word document. Save it as .docx and import it again.'));
  }
  const checked = checkParts(archive);
  if (!checked.ok) return checked;
  const packed = await repackArchive(archive, new Map([[DOCUMENT, checked.value]]));
  if (!packed.ok) return packed;
  const shelf = new PictureShelf();
  let html: Converted;
  try {
    html = await convert(Buffer.from(packed.value), shelf);
  } catch (error) {
    const words = error instanceof Error ? error.message.slice(0, 120) : 'unknown';
    return err(
      refuse(`its content can't be read (${words}). Open it in Word, save it anew and import it again.`),
    );
  }
  const read = await readHtmlWith(html.html, shelf);
  if (!read.ok || html.left === 0) return read;
  const what = html.left === 1 ? 'A picture' : `${html.left} pictures`;
  const message = `${what} of the document could not be taken along: what lies outside of it is not fetched. Insert it into the document, or add it in the editor after the import.`;
  const { post } = read.value;
  const messages = [importMessage('media/left-out', { line: 1 }, message), ...post.messages];
  return ok({ ...read.value, post: { ...post, messages } });
}

interface Converted {
  readonly html: string;
  /** Pictures that the document only refers to. */
  readonly left: number;
}

async function convert(buffer: Buffer, shelf: PictureShelf): Promise<Converted> {
  const convertImage = mammoth.images.imgElement(async (image) => {
    const bytes = await image.readAsBuffer();
    return { src: await shelf.keep('picture', new Uint8Array(bytes)) };
  });
  const converted = await mammoth.convertToHtml({ buffer }, { convertImage, externalFileAccess: false });
  return { html: converted.value, left: converted.messages.filter(({ type }) => type === 'error').length };
}

/** Every part is read once with our limits, so that what reads it next meets nothing deep or declared. Gives the document anew. */
function checkParts(archive: Archive): Result<Uint8Array, Failure> {
  const roots = new Map<string, { readonly text: string; readonly root: MarkupElement | null }>();
  let size = 0;
  for (const name of archive.names.filter((candidate) => /\.(?:xml|rels)$/i.test(candidate))) {
    const bytes = archive.read(name);
    if (!bytes.ok) return bytes;
    size += bytes.value.length;
    if (size > MAX_XML) return err(refuse('it holds more than 40 MB of text. Split it.'));
    const { text } = cleanSource(new TextDecoder().decode(bytes.value));
    const document = readXml(text);
    if (!document.ok) return document;
    if (document.value.faults.some(({ isRepaired }) => !isRepaired)) {
      return err(refuse(`“${name}” in it is damaged. Open it in Word, save it anew and import it again.`));
    }
    if (name === DOCUMENT || name === NUMBERING) roots.set(name, { text, root: document.value.root });
  }
  const { text = '', root = null } = roots.get(DOCUMENT) ?? {};
  if (root === null) return err(refuse('its document is empty.'));
  const levels = readNumbering(roots.get(NUMBERING)?.root ?? null);
  const numbered = findNumbered(root, levels);
  return ok(new TextEncoder().encode(writeOut(text, numbered, root)));
}

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Puts every label into its paragraph as a run of text and takes the numbering off it; formulas become text. */
function writeOut(text: string, numbered: ReturnType<typeof findNumbered>, root: MarkupElement): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offsetOf = ({ line, column }: MarkupPlace): number => (starts[line - 1] ?? 0) + column - 1;
  const endOf = ({ end }: MarkupElement): number => text.indexOf('>', offsetOf(end)) + 1;
  const formulas = findFormulas(root).map(
    ({ element, inRun, shown }): Cut => ({
      from: offsetOf(element),
      to: endOf(element),
      text: inRun ? wordText(shown) : `<w:r>${wordText(shown)}</w:r>`,
    }),
  );
  const cuts = numbered.flatMap(({ properties, numbering, label }): readonly Cut[] => {
    const run = `<w:r>${wordText(label)}</w:r>`;
    const [from, to, after] = [offsetOf(numbering), endOf(numbering), endOf(properties)];
    return [
      { from, to, text: '' },
      { from: after, to: after, text: run },
    ];
  });
  const parts: string[] = [];
  let copied = 0;
  for (const cut of [...cuts, ...formulas].sort((one, other) => one.from - other.from)) {
    parts.push(text.slice(copied, cut.from), cut.text);
    copied = cut.to;
  }
  return parts.join('') + text.slice(copied);
}

const wordText = (text: string): string => `<w:t xml:space="preserve">${escapeXml(text)}</w:t>`;

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function refuse(what: string): Failure {
  return failure('invalid', `The document was not read: ${what}`);
}
