import 'server-only';
import yazl from 'yazl';
import { letterAt, OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { richTextToHtml } from '@/lib/domain/scenario-import/formats/rich-text-to-html';
import { titleFromStem } from '@/lib/domain/scenario-import/formats/title-of-stem';
import type { RichText } from '@/lib/domain/text/rich-text';
import { readQti } from '../source-reading/qti';
import { joinParts, type QtiPart } from '../source-reading/qti-package';
import type { BankExport, WrittenBank } from './bank-export';
import { manifestOf, testOf } from './qti-manifest';
import { type QtiVersion, qtiTags, type Tag } from './qti-tags';
import { bankFileName, findLosses, pictureName } from './written-bank';

/** What import here takes; a package may be as large as its reader can bear. */
const MAX_ENTRIES = 2000;

/** Writes a bank as a content package of one QTI version, and lists what gets lost in it. */
export async function writeQti(bank: BankExport, version: QtiVersion): Promise<WrittenBank> {
  const checked = new QtiWriter(bank, version, false).write();
  const check = await readQti({ name: '', bytes: new TextEncoder().encode(joinParts(checked)) });
  const written = new QtiWriter(bank, version, true);
  const parts = written.write();
  const pictures = [...written.shown].flatMap((media) => bank.media.get(media) ?? []);
  const files = [
    ...parts.map(({ name, text }) => ({ name, bytes: Buffer.from(text, 'utf8') })),
    ...pictures.map((picture) => ({
      name: `media/${pictureName(picture)}`,
      bytes: Buffer.from(picture.bytes),
    })),
  ];
  const count = files.length;
  const tooMany = `The package has ${count} files, and ${MAX_ENTRIES} are the most that can be imported here again. Export in parts.`;
  return {
    fileName: bankFileName(bank.name, 'zip'),
    mime: 'application/zip',
    bytes: await pack(files),
    losses: [...findLosses(bank, check), ...(count > MAX_ENTRIES ? [{ item: null, what: tooMany }] : [])],
  };
}

async function pack(
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  for (const { name, bytes } of files) zip.addBuffer(bytes, name, { mtime: new Date(Date.UTC(2000, 0, 1)) });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return new Uint8Array(Buffer.concat(chunks));
}

type ExportedItem = BankExport['items'][number];

class QtiWriter {
  /** Pictures that some text names. */
  readonly shown = new Set<string>();
  private readonly tag: Tag;

  constructor(
    private readonly bank: BankExport,
    private readonly version: QtiVersion,
    /** False for the check: texts then name pictures by their SHA-256. */
    private readonly hasPictures: boolean,
  ) {
    this.tag = qtiTags(version).tag;
  }

  write(): readonly QtiPart[] {
    const items = this.bank.items.map((item, at) => ({ name: itemName(at), text: this.item(item) }));
    const stimuli = this.bank.stimuli.map(({ body }, at) => ({
      name: this.stimulusName(at),
      text: this.stimulus(body, at),
    }));
    return [
      ...items,
      ...stimuli,
      { name: 'test.xml', text: testOf(this.bank, this.version, itemName) },
      {
        name: 'imsmanifest.xml',
        text: manifestOf(this.bank, this.version, {
          itemName,
          stimulusNames: stimuli.map(({ name }) => name),
          pictureNames: [...this.shown].flatMap((media) => {
            const picture = this.bank.media.get(media);
            return picture === undefined ? [] : [`media/${pictureName(picture)}`];
          }),
        }),
      },
    ];
  }

  private html(tree: RichText, optionOrder: readonly string[] = []): string {
    return richTextToHtml(tree, {
      optionOrder,
      addressOf: (media) => {
        const picture = this.bank.media.get(media);
        if (!this.hasPictures || picture === undefined) return `media:${media}`;
        this.shown.add(media);
        return `../media/${pictureName(picture)}`;
      },
    });
  }

  private item({ content, sourceId, stimulus }: ExportedItem): string {
    const { tag } = this;
    const order = content.options.map(({ id }) => id);
    const identifier = identifierOf(sourceId);
    const cardinality = content.key.length === 1 ? 'single' : 'multiple';
    const letters = content.options.flatMap(({ id }, at) => (content.key.includes(id) ? [letterAt(at)] : []));
    const reference = stimulus === null ? '' : this.stimulusReference(stimulus);
    const choices = content.options.map(({ body }, at) =>
      tag('simpleChoice', { identifier: letterAt(at) }, this.html(body, order)),
    );
    const interaction = tag(
      'choiceInteraction',
      {
        responseIdentifier: 'RESPONSE',
        shuffle: content.shuffleLocked ? 'false' : 'true',
        maxChoices: content.key.length === 1 ? '1' : '0',
      },
      `\n${choices.join('\n')}\n`,
    );
    const feedback = [
      ...content.options.map(({ id }, at) =>
        this.feedback(letterAt(at), 'show', content.rationales[id], order),
      ),
      this.feedback('overall', 'hide', content.rationales[OVERALL_RATIONALE], order),
    ].join('');
    const body = [
      tag(
        'responseDeclaration',
        { identifier: 'RESPONSE', cardinality, baseType: 'identifier' },
        tag('correctResponse', {}, letters.map((letter) => tag('value', {}, letter)).join('')),
      ),
      tag('outcomeDeclaration', { identifier: 'SCORE', cardinality: 'single', baseType: 'float' }, ''),
      tag('outcomeDeclaration', { identifier: 'FEEDBACK', cardinality, baseType: 'identifier' }, ''),
      ...(this.version === '3.0' && reference !== '' ? [reference] : []),
      tag(
        'itemBody',
        {},
        `\n${this.version === '3.0' ? '' : reference}${this.html(content.stem, order)}\n${interaction}\n`,
      ),
      this.processing(),
    ];
    const attributes = {
      identifier,
      title: content.title ?? titleFromStem(content.stem) ?? identifier,
      adaptive: 'false',
      timeDependent: 'false',
      toolName: 'Cutscore',
    };
    const { declaration, namespace } = qtiTags(this.version);
    return `${declaration}\n${tag('assessmentItem', { xmlns: namespace, ...attributes }, `\n${body.join('\n')}\n${feedback}`)}\n`;
  }

  /** One point for exactly the key; and feedback of what was chosen. */
  private processing(): string {
    const { tag } = this;
    const variable = tag('variable', { identifier: 'RESPONSE' }, '');
    const score = (value: string): string =>
      tag('setOutcomeValue', { identifier: 'SCORE' }, tag('baseValue', { baseType: 'float' }, value));
    const isRight = tag('match', {}, variable + tag('correct', { identifier: 'RESPONSE' }, ''));
    const condition = tag('responseIf', {}, isRight + score('1')) + tag('responseElse', {}, score('0'));
    return tag(
      'responseProcessing',
      {},
      tag('responseCondition', {}, condition) + tag('setOutcomeValue', { identifier: 'FEEDBACK' }, variable),
    );
  }

  private feedback(
    identifier: string,
    showHide: 'show' | 'hide',
    tree: RichText | undefined,
    order: readonly string[],
  ): string {
    const html = this.html(tree ?? [], order);
    if (html === '') return '';
    const inner = this.version === '3.0' ? this.tag('contentBody', {}, html) : html;
    return `${this.tag('modalFeedback', { outcomeIdentifier: 'FEEDBACK', identifier, showHide }, inner)}\n`;
  }

  private stimulusName(at: number): string {
    return `stimuli/stimulus-${at + 1}.${this.version === '3.0' ? 'xml' : 'html'}`;
  }

  private stimulusReference(at: number): string {
    const href = `../${this.stimulusName(at)}`;
    const name = `stimulus-${at + 1}`;
    if (this.version === '3.0')
      return this.tag('assessmentStimulusRef', { identifier: name, href, title: name }, '');
    return `<div><object data="${href}" type="text/html">${name}</object></div>`;
  }

  private stimulus(body: RichText, at: number): string {
    const { declaration, namespace } = qtiTags(this.version);
    const name = `stimulus-${at + 1}`;
    if (this.version !== '3.0') {
      return `<html><head><title>${name}</title></head><body>${this.html(body)}</body></html>\n`;
    }
    const attributes = { xmlns: namespace, identifier: name, title: name };
    return `${declaration}\n${this.tag('assessmentStimulus', attributes, this.tag('stimulusBody', {}, this.html(body)))}\n`;
  }
}

const itemName = (at: number): string => `items/item-${at + 1}.xml`;

/** Identifiers begin with a letter and hold few signs. */
function identifierOf(sourceId: string): string {
  return `id-${sourceId.replaceAll(/[^\w.-]/g, '_')}`;
}
