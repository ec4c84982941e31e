import 'server-only';
import type { ItemContent } from '@/lib/domain/item/item-content';
import { OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { STIMULUS_TAG } from '@/lib/domain/scenario-import/formats/moodle-stimuli';
import { escapeMarkup, richTextToHtml } from '@/lib/domain/scenario-import/formats/rich-text-to-html';
import { titleFromStem } from '@/lib/domain/scenario-import/formats/title-of-stem';
import type { RichText } from '@/lib/domain/text/rich-text';
import { readMoodleXml } from '../source-reading/moodle-xml';
import type { BankExport, WrittenBank } from './bank-export';
import { bankFileName, findLosses, pictureName } from './written-bank';

/** Writes a bank in the XML that Moodle imports, and lists what gets lost in it. */
export async function writeMoodleXml(bank: BankExport): Promise<WrittenBank> {
  const check = await readMoodleXml(new MoodleWriter(bank, false).write());
  const several = bank.items.some(({ content }) => content.key.length > 1);
  const licensed = bank.items.some(({ licenceNote }) => licenceNote !== '');
  const losses = [
    ...findLosses(bank, check),
    ...(several
      ? [
          'Moodle gives a share of the points for a part of a key with several options; here only the whole key counts.',
        ]
      : []),
    ...(licensed ? ['Moodle XML has no place for the licence notes of questions.'] : []),
  ].map((loss) => (typeof loss === 'string' ? { item: null, what: loss } : loss));
  return {
    fileName: bankFileName(bank.name, 'xml'),
    mime: 'application/xml',
    bytes: new TextEncoder().encode(new MoodleWriter(bank, true).write()),
    losses,
  };
}

type ExportedItem = BankExport['items'][number];

class MoodleWriter {
  constructor(
    private readonly bank: BankExport,
    /** False for the check: texts then name pictures by their SHA-256. */
    private readonly hasPictures: boolean,
  ) {}

  write(): string {
    const parts = ['<?xml version="1.0" encoding="UTF-8"?>', '<quiz>'];
    for (const [at, { body }] of this.bank.stimuli.entries()) parts.push(this.description(body, at));
    let topic: string | null = null;
    for (const item of this.bank.items) {
      if (item.topic !== topic) {
        topic = item.topic;
        parts.push(category(topic));
      }
      parts.push(this.question(item));
    }
    return `${[...parts, '</quiz>'].join('\n')}\n`;
  }

  private description(body: RichText, at: number): string {
    const name = stimulusName(at);
    return `<question type="description">
<name><text>${name}</text></name>
${this.field('questiontext', body, [])}
<idnumber>${name}</idnumber>
</question>`;
  }

  private question({ content, sourceId, stimulus }: ExportedItem): string {
    const order = content.options.map(({ id }) => id);
    const title = content.title ?? titleFromStem(content.stem) ?? sourceId;
    const tag =
      stimulus === null
        ? ''
        : `<tags><tag><text>${STIMULUS_TAG}${stimulusName(stimulus)}</text></tag></tags>\n`;
    return `<question type="multichoice">
<name><text>${escapeMarkup(title)}</text></name>
${this.field('questiontext', content.stem, order)}
${this.field('generalfeedback', content.rationales[OVERALL_RATIONALE] ?? [], order)}
<defaultgrade>1</defaultgrade>
<penalty>0</penalty>
<hidden>0</hidden>
<idnumber>${escapeMarkup(sourceId)}</idnumber>
<single>${content.key.length === 1}</single>
<shuffleanswers>${content.shuffleLocked ? 0 : 1}</shuffleanswers>
<answernumbering>ABCD</answernumbering>
${content.options.map((option) => this.answer(content, option, order)).join('\n')}
${tag}</question>`;
  }

  private answer(
    content: ItemContent,
    { id, body }: ItemContent['options'][number],
    order: readonly string[],
  ): string {
    const feedback = this.field('feedback', content.rationales[id] ?? [], order);
    const attributes = `fraction="${fractionOf(content, id)}" format="html"`;
    return `<answer ${attributes}>${this.text(body, order)}\n${feedback}</answer>`;
  }

  private field(name: string, tree: RichText, order: readonly string[]): string {
    return `<${name} format="html">${this.text(tree, order)}</${name}>`;
  }

  /** A text and the pictures that it shows. */
  private text(tree: RichText, optionOrder: readonly string[]): string {
    const shown = new Set<string>();
    const addressOf = (media: string): string => {
      const picture = this.bank.media.get(media);
      if (!this.hasPictures || picture === undefined) return `media:${media}`;
      shown.add(media);
      return `@@PLUGINFILE@@/${pictureName(picture)}`;
    };
    const html = richTextToHtml(tree, { optionOrder, addressOf });
    const files = [...shown].flatMap((media) => this.bank.media.get(media) ?? []);
    const written = files.map(
      (file) =>
        `<file name="${pictureName(file)}" path="/" encoding="base64">${Buffer.from(file.bytes).toString('base64')}</file>`,
    );
    return `<text>${html === '' ? '' : `<![CDATA[${html.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`}</text>${written.join('')}`;
  }
}

const stimulusName = (at: number): string => `stimulus-${at + 1}`;

function category(topic: string | null): string {
  const path = topic === null ? '$course$/top' : `$course$/top/${topic.replaceAll('/', '//')}`;
  return `<question type="category"><category><text>${escapeMarkup(path)}</text></category></question>`;
}

/** The key shares what there is to earn; with several answers any wrong one takes all of it, so that choosing everything earns nothing. */
function fractionOf({ key }: ItemContent, id: string): string {
  if (key.includes(id)) return key.length === 1 ? '100' : (100 / key.length).toFixed(5);
  return key.length === 1 ? '0' : '-100';
}
