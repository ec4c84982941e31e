import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { findWrittenLosses } from '@/lib/domain/scenario-import/formats/find-written-losses';
import type { Inline, RichText } from '@/lib/domain/text/rich-text';
import { richTextTree } from '@/tests/support/rich-text-arbitrary';
import { readMoodleXml } from '../source-reading/moodle-xml';
import { readQti } from '../source-reading/qti';
import { readHere } from '../source-reading/read-here';
import type { ExtractedMedia, ReadAnswer } from '../source-reading/source-reader';
import type { BankExport, WrittenBank } from './bank-export';
import { writeMoodleXml } from './moodle-xml';
import { writeQti } from './qti';

type Item = BankExport['items'][number];

const text = (value: string): RichText => [{ type: 'paragraph', children: [{ type: 'text', text: value }] }];

const item = (over: Partial<Item['content']> = {}, rest: Partial<Item> = {}): Item => ({
  content: {
    title: 'Life cycle',
    stem: text('Which class is cheapest for old photos?'),
    options: [
      { id: 'o1', body: text('Archive') },
      { id: 'o2', body: text('Standard <fast> & "near"') },
      { id: 'o3', body: text('Cool') },
    ],
    key: ['o1'],
    rationales: { o1: text('Archive costs least.'), [OVERALL_RATIONALE]: text('See the price list.') },
    shuffleLocked: false,
    ...over,
  },
  ...{ stimulus: null, topic: null, sourceId: 'GS-1', licenceNote: '' },
  ...rest,
});

const bank = (items: readonly Item[], over: Partial<BankExport> = {}): BankExport => ({
  ...{ name: 'Cloud & co', stimuli: [], items, media: new Map() },
  ...over,
});

interface Format {
  readonly write: (bank: BankExport) => Promise<WrittenBank>;
  readonly read: (bytes: Uint8Array) => ReadAnswer;
}

const FORMATS: readonly (readonly [string, Format])[] = [
  ['Moodle XML', { write: writeMoodleXml, read: (bytes) => readMoodleXml(new TextDecoder().decode(bytes)) }],
  ['QTI 2.2', { write: (one) => writeQti(one, '2.2'), read: (bytes) => readQti({ name: 'b.zip', bytes }) }],
  ['QTI 3.0', { write: (one) => writeQti(one, '3.0'), read: (bytes) => readQti({ name: 'b.zip', bytes }) }],
];

async function readBack(format: Format, one: BankExport) {
  const written = await format.write(one);
  const read = await format.read(written.bytes);
  if (!read.ok) throw new Error(read.error.message);
  const items = one.items.map(({ content, stimulus, topic, sourceId }) => {
    return {
      content,
      topic,
      sourceId,
      stimulus: stimulus === null ? null : (one.stimuli[stimulus]?.body ?? null),
    };
  });
  return { written, read: read.value, losses: findWrittenLosses(items, read.value.post) };
}

describe.each(FORMATS)('%s', (name, format) => {
  it('gives every part of a question back', async () => {
    const reference: Inline = { type: 'optionReference', optionId: 'o2' };
    const rationale: RichText = [
      { type: 'paragraph', children: [reference, { type: 'text', text: ' is incorrect. It costs more.' }] },
    ];
    const one = bank(
      [
        item({}, { topic: 'Storage / Cost', stimulus: 0 }),
        item(
          { title: null, stem: text('Which two are cheap?'), key: ['o1', 'o3'], shuffleLocked: true },
          { sourceId: '2026_x', stimulus: 0 },
        ),
        item(
          {
            stem: [
              ...text('Read:'),
              { type: 'code', language: 'sql', text: 'SELECT 1;\n\n  -- a & b < c ]]>' },
            ],
            rationales: { o2: rationale },
          },
          { sourceId: 'third', topic: 'Networks' },
        ),
      ],
      { stimuli: [{ body: text('A shop keeps photos.') }] },
    );
    const { written, read, losses } = await readBack(format, one);
    expect(losses).toEqual([]);
    expect(written.losses.filter((loss) => loss.item !== null)).toEqual([]);
    expect(read.post.items.every(({ ready }) => ready)).toBe(true);
    expect(written.fileName).toMatch(/^cloud-co\.(?:xml|zip)$/);
    expect(read.post.messages.map(({ code }) => code).filter((code) => code !== 'rationale/missing')).toEqual(
      [],
    );
  });

  it('is recognised when it comes back, as a file and as the text that is shown', async () => {
    const written = await format.write(bank([item({}, { topic: 'Storage' })]));
    const { fileName, bytes } = written;
    const first = await readHere({ name: fileName, bytes, format: null, mapping: null });
    if (!first.ok) throw new Error(first.error.message);
    expect(first.value.format).toBe(name === 'Moodle XML' ? 'moodle-xml' : 'qti');
    const again = await readHere({ text: first.value.text, format: null, mapping: null });
    expect(again.ok && again.value.format).toBe(first.value.format);
    expect(again.ok && again.value.post).toEqual(first.value.post);
  });

  it('gives pictures back', async () => {
    const create = { width: 3, height: 2, channels: 3, background: '#123456' } as const;
    const bytes = new Uint8Array(await sharp({ create }).png().toBuffer());
    const sent = await readQti({
      name: '',
      bytes: new TextEncoder().encode(
        `<assessmentItem><itemBody><img src="data:image/png;base64,${Buffer.from(bytes).toString('base64')}"/></itemBody></assessmentItem>`,
      ),
    });
    const picture = sent.ok ? sent.value.media[0] : undefined;
    if (picture === undefined) throw new Error('No picture');
    const image: Inline = { type: 'image', media: picture.sha256, alt: 'A "dot" & more' };
    const one = bank([item({ stem: [{ type: 'paragraph', children: [image] }, ...text('Which?')] })], {
      media: new Map<string, ExtractedMedia>([[picture.sha256, picture]]),
    });
    const { losses, read, written } = await readBack(format, one);
    expect(losses).toEqual([]);
    expect(written.losses).toEqual([]);
    expect(read.media.map(({ sha256 }) => sha256)).toEqual([picture.sha256]);
  });

  it('lists what it can not hold', async () => {
    const one = bank([
      item({ rationales: { o1: text('A is correct.') } }, { licenceNote: 'CC BY' }),
      item(
        {
          options: [
            { id: 'o1', body: text('Same') },
            { id: 'o2', body: text('Same') },
          ],
        },
        { sourceId: 'b' },
      ),
    ]);
    const { written, losses } = await readBack(format, one);
    expect(losses.map((loss) => loss.item)).toEqual([0, 1]);
    expect(written.losses).toEqual(expect.arrayContaining([...losses]));
    expect(losses[0]?.what).toContain('the rationale of A');
    expect(losses[1]?.what).toContain('correction');
  });

  it('loses nothing but what it lists, whatever the texts hold', { timeout: 60_000 }, async () => {
    const contents = fc.record({
      title: fc.option(fc.string({ unit: 'grapheme', maxLength: 30 })),
      stem: richTextTree,
      bodies: fc.array(richTextTree, { minLength: 2, maxLength: 5 }),
      key: fc.integer({ min: 1, max: 31 }),
      rationales: fc.array(richTextTree, { maxLength: 5 }),
      overall: fc.option(richTextTree),
      shuffleLocked: fc.boolean(),
      stimulus: fc.option(richTextTree),
      topic: fc.option(fc.string({ unit: 'grapheme', maxLength: 20 })),
      sourceId: fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(contents, { minLength: 1, maxLength: 3 }), async (drawn) => {
        const stimuli = drawn.flatMap(({ stimulus }) => (stimulus === null ? [] : [{ body: stimulus }]));
        let at = 0;
        const items = drawn.map((one) => {
          const options = one.bodies.map((body, index) => ({ id: `o${index}`, body }));
          const key = options.filter((_, index) => (one.key >> index) % 2 === 1).map(({ id }) => id);
          const rationales = Object.fromEntries([
            ...options.flatMap(({ id }, index) => {
              const rationale = one.rationales[index];
              return rationale === undefined ? [] : [[id, rationale] as const];
            }),
            ...(one.overall === null ? [] : [[OVERALL_RATIONALE, one.overall] as const]),
          ]);
          const { title, stem, shuffleLocked, topic, sourceId } = one;
          const content = {
            title,
            stem,
            options,
            key: key.length === 0 ? ['o0'] : key,
            rationales,
            shuffleLocked,
          };
          const stimulus = one.stimulus === null ? null : at++;
          return { content, topic, sourceId, stimulus, licenceNote: '' };
        });
        const { written, losses } = await readBack(format, bank(items, { stimuli }));
        expect(written.losses.filter((loss) => loss.item !== null)).toEqual(losses);
      }),
      { numRuns: name === 'Moodle XML' ? 40 : 20 },
    );
  });
});
