import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type RawEntry, rawZip } from '@/tests/support/raw-zip';
import { readQti } from './qti';
import type { ReaderOutput } from './source-reader';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(source: string | readonly RawEntry[]): Promise<ReaderOutput> {
  const bytes = typeof source === 'string' ? bytesOf(source) : rawZip(source);
  const answer = await readQti({ name: 'bank', bytes });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

interface ItemParts {
  readonly id?: string;
  readonly title?: string;
  readonly cardinality?: string;
  readonly response?: string;
  readonly choices?: string;
  readonly attributes?: string;
  readonly before?: string;
  readonly after?: string;
}

const CHOICES =
  '<simpleChoice identifier="A">Archive<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show"><b>Cheap</b> to keep.</feedbackInline></simpleChoice>\n<simpleChoice identifier="B">Standard</simpleChoice>';

const item2 = (parts: ItemParts = {}): string => `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="${parts.id ?? 'i1'}" title="${parts.title ?? 'Life cycle'}" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="${parts.cardinality ?? 'single'}" baseType="identifier">${parts.response ?? '<correctResponse><value>A</value></correctResponse>'}</responseDeclaration>
<itemBody>${parts.before ?? '<p>Old photos are kept.</p>'}
<choiceInteraction responseIdentifier="RESPONSE" ${parts.attributes ?? 'shuffle="true" maxChoices="1"'}>
<prompt>Which class is <strong>cheapest</strong>?</prompt>
${parts.choices ?? CHOICES}
</choiceInteraction></itemBody>
${parts.after ?? ''}</assessmentItem>`;

const item3 = `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i3" title="Speed">
<qti-response-declaration identifier="R" cardinality="multiple" base-type="identifier"><qti-correct-response><qti-value>x</qti-value><qti-value>z</qti-value></qti-correct-response></qti-response-declaration>
<qti-assessment-stimulus-ref identifier="s" href="../stimuli/s.xml" title="s"/>
<qti-item-body><p>Choose two.</p><qti-choice-interaction response-identifier="R" shuffle="false" max-choices="2">
<qti-simple-choice identifier="x">One</qti-simple-choice><qti-simple-choice identifier="y">Two</qti-simple-choice><qti-simple-choice identifier="z">Three</qti-simple-choice>
</qti-choice-interaction></qti-item-body>
<qti-modal-feedback outcome-identifier="F" identifier="y" show-hide="show"><qti-content-body><p>Two is slow.</p></qti-content-body></qti-modal-feedback>
<qti-modal-feedback outcome-identifier="F" identifier="general" show-hide="show">See the manual.</qti-modal-feedback>
</qti-assessment-item>`;

describe('readQti, one item', () => {
  it('reads an item whose document type is a mere name', async () => {
    const named = item2().replace('?>\n', '?>\n<!DOCTYPE assessmentItem>\n');
    expect((await read(named)).post.items).toMatchObject([{ sourceId: 'i1', ready: true, firstLine: 3 }]);
  });

  it('says of QTI 1.2 what to do, whatever document type it names', async () => {
    for (const type of ['', '<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2p1.dtd">\n']) {
      const bytes = bytesOf(
        `<?xml version="1.0"?>\n${type}<questestinterop><item ident="i"/></questestinterop>`,
      );
      const answer = await readQti({ name: 'old.xml', bytes });
      const said = answer.ok ? answer.value.post.messages[0]?.message : answer.error.message;
      expect(said).toMatch(/QTI 1\.2.*Export it as QTI 2\.1/);
    }
  });

  it('keeps pictures of a prompt that stand there as objects, and readings above words in brackets', async () => {
    const picture = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const prompt =
      'Which lamp is <object data="lamp.png" type="image/png">a lamp</object>, <ruby>灯<rp>(</rp><rt>ひ</rt><rp>)</rp></ruby>?';
    const item = item2().replace('Which class is <strong>cheapest</strong>?', prompt);
    const { post, media } = await read([
      { name: 'i.xml', data: item },
      { name: 'lamp.png', data: picture },
    ]);
    expect(media).toHaveLength(1);
    expect(post.items[0]?.stem).toMatch(
      /^Old photos are kept\.\n\nWhich lamp is !\[a lamp\]\(media:\S+\), 灯 \(ひ\)\?$/,
    );
    expect(post.messages.filter(({ code }) => code === 'text/removed')).toEqual([]);
  });

  it('reads QTI 2: prompt, key, feedback in choices', async () => {
    const { post } = await read(item2());
    expect(post.items).toMatchObject([
      {
        number: 1,
        sourceId: 'i1',
        title: 'Life cycle',
        stem: 'Old photos are kept.\n\nWhich class is **cheapest**?',
        fixedOrder: false,
        keyLine: 3,
        firstLine: 2,
        ready: true,
        options: [
          { label: 'A', text: 'Archive', correct: true, rationale: '**Cheap** to keep.' },
          { label: 'B', text: 'Standard', correct: false, rationale: null },
        ],
      },
    ]);
    expect(post.messages.map(({ code }) => code)).toEqual(['rationale/missing']);
  });

  it('reads QTI 3: several answers, modal feedback by choice and overall', async () => {
    const { post } = await read(item3.replace(/<qti-assessment-stimulus-ref[^>]*>/, ''));
    expect(post.items[0]).toMatchObject({
      fixedOrder: true,
      overallRationale: 'See the manual.',
      options: [
        { text: 'One', correct: true },
        { text: 'Two', correct: false, rationale: 'Two is slow.' },
        { text: 'Three', correct: true },
      ],
    });
  });

  it.each<[string, ItemParts, readonly string[], readonly string[]]>([
    [
      'a mapping without a declared answer',
      {
        response:
          '<mapping><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="0"/></mapping>',
      },
      ['A'],
      [],
    ],
    [
      'partial credit beside the answer',
      {
        response:
          '<correctResponse><value>A</value></correctResponse><mapping><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="0.5"/></mapping>',
      },
      ['A'],
      ['key/partial-credit'],
    ],
    [
      'equal shares of several answers',
      {
        cardinality: 'multiple',
        response:
          '<mapping><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="1"/></mapping>',
      },
      ['A', 'B'],
      ['key/every-option'],
    ],
    [
      'points that are lost',
      {
        response:
          '<correctResponse><value>A</value></correctResponse><mapping><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="-1"/></mapping>',
      },
      ['A'],
      ['key/partial-credit'],
    ],
    [
      'two answers that are each enough',
      { response: '<correctResponse><value>A</value><value>B</value></correctResponse>' },
      ['A', 'B'],
      ['key/every-option', 'key/unreadable'],
    ],
    [
      'an answer that is no choice',
      { response: '<correctResponse><value>X</value></correctResponse>' },
      [],
      ['key/missing', 'key/unknown-option'],
    ],
    ['no answer', { response: '' }, [], ['key/missing']],
  ])('reads %s', async (_, parts, key, codes) => {
    const { post } = await read(item2(parts));
    expect(post.items[0]?.options.filter(({ correct }) => correct).map(({ label }) => label)).toEqual(key);
    const found = post.messages.map(({ code }) => code).filter((code) => code !== 'rationale/missing');
    expect(found.sort()).toEqual(codes);
  });

  it('keeps the order when choices are fixed or not shuffled', async () => {
    const fixed = await read(
      item2({ choices: CHOICES.replace('identifier="B"', 'identifier="B" fixed="true"') }),
    );
    const still = await read(item2({ attributes: 'shuffle="false" maxChoices="1"' }));
    expect([fixed, still].map(({ post }) => post.items[0]?.fixedOrder)).toEqual([true, true]);
  });

  it.each([
    ['matchInteraction', 'match'],
    ['textEntryInteraction', 'textentry'],
    ['orderInteraction', 'order'],
  ])('reports %s at its line and names it', async (name, word) => {
    const source = item2().replaceAll('choiceInteraction', name);
    const { post } = await read(source);
    expect(post.items).toEqual([]);
    const unsupported = post.messages.find(({ code }) => code === 'item/unsupported');
    expect(unsupported).toMatchObject({ line: 5, message: expect.stringContaining(`“${word}”`) });
    expect(post.lines.unrecognised).toBeGreaterThan(5);
  });

  it('takes what candidates read before a question for its background, and says what it leaves out', async () => {
    const before =
      '<rubricBlock view="candidate"><p>A shop keeps photos.</p></rubricBlock><rubricBlock view="scorer"><p>One point.</p></rubricBlock><p>Now:</p>';
    const { post } = await read(item2({ before }));
    expect(post.stimuli.map(({ text }) => text)).toEqual(['A shop keeps photos.']);
    expect(post.items[0]).toMatchObject({ stimulus: 0, stem: 'Now:\n\nWhich class is **cheapest**?' });
    expect(post.messages.map(({ code }) => code)).toContain('item/not-kept');
  });

  it('says that QTI 1.2 is another language', async () => {
    const { post } = await read('<questestinterop><item ident="1"/></questestinterop>');
    expect(post.messages[0]).toMatchObject({
      code: 'post/no-items',
      message: expect.stringContaining('QTI 1.2'),
    });
  });
});

const manifest = (resources: string): string =>
  `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>${resources}</resources></manifest>`;

const resource = (href: string, keywords = ''): string =>
  `<resource identifier="r" type="imsqti_item_xmlv2p1" href="${href}">${keywords}<file href="${href}"/></resource>`;

describe('readQti, a package', () => {
  it('reads items in the order of the test, with keywords, stimuli and pictures', async () => {
    const create = { width: 3, height: 2, channels: 3, background: '#123456' } as const;
    const png = new Uint8Array(await sharp({ create }).png().toBuffer());
    const keywords =
      '<metadata><imsmd:lom><imsmd:keyword><imsmd:langstring>Storage</imsmd:langstring></imsmd:keyword></imsmd:lom></metadata>';
    const first = await read([
      {
        name: 'imsmanifest.xml',
        data: manifest(resource('items/a.xml', keywords) + resource('items/b.xml')),
      },
      {
        name: 'test.xml',
        data: '<assessmentTest><testPart><assessmentSection><assessmentItemRef href="items/b.xml"/><assessmentItemRef href="items/a.xml"/></assessmentSection></testPart></assessmentTest>',
      },
      {
        name: 'items/a.xml',
        data: item2({ before: '<p>See <img src="../img/a%20b.png" alt="A dot"/></p>' }),
      },
      { name: 'items/b.xml', data: item3 },
      {
        name: 'items/c.xml',
        data: item2({ id: 'i9', title: 'Not listed', before: '<object type="text/html" data="../p.html"/>' }),
      },
      {
        name: 'stimuli/s.xml',
        data: '<qti-assessment-stimulus><qti-stimulus-body><p>Shared text.</p></qti-stimulus-body></qti-assessment-stimulus>',
      },
      { name: 'p.html', data: '<html><head><title>x</title></head><body><p>A passage.</p></body></html>' },
      { name: 'img/a b.png', data: png },
      { name: '__MACOSX/items/._a.xml', data: '<assessmentItem/>' },
    ]);
    const { post, media } = first;
    expect(post.items.map(({ sourceId }) => sourceId)).toEqual(['i3', 'i1', 'i9']);
    expect(post.items.map(({ tags }) => tags)).toEqual([[], ['Storage'], []]);
    expect(post.stimuli.map(({ text }) => text)).toEqual(['Shared text.', 'A passage.']);
    expect(post.items.map(({ stimulus }) => stimulus)).toEqual([0, null, 1]);
    expect(post.items[1]?.stem).toContain(`![A dot](media:${media[0]?.sha256})`);
    const shown = first.text.split('\n');
    for (const item of post.items) expect(shown[item.firstLine - 1]).toMatch(/<(?:qti-)?assessment-?item /i);
    const again = await read(first.text);
    expect(again.post).toEqual(post);
  });

  it('reports references to what is not there and names that lead out of the package', async () => {
    const { post } = await read([
      {
        name: 'imsmanifest.xml',
        data: manifest(resource('a.xml') + resource('none.xml') + resource('../../etc/passwd')),
      },
      {
        name: 'a.xml',
        data: item2({
          before: '<object type="text/html" data="none.html"/><p>x <img src="none.png" alt="n"/></p>',
        }),
      },
    ]);
    const codes = post.messages.map(({ code }) => code);
    expect(codes.filter((code) => code === 'item/not-kept')).toHaveLength(2);
    expect(codes).toEqual(expect.arrayContaining(['stimulus/unbound', 'media/left-out']));
    expect(post.items[0]?.ready).toBe(true);
  });

  it.each([
    ['a package without items', [{ name: 'readme.txt', data: 'x' }], /no file with a QTI item/],
    [
      'a document type in an item',
      [{ name: 'a.xml', data: '<!DOCTYPE a SYSTEM "a.dtd"><assessmentItem/>' }],
      /document type.*“a\.xml”/,
    ],
    [
      'an item that nests without end',
      [{ name: 'a.xml', data: `<assessmentItem>${'<a>x'.repeat(500)}` }],
      /nest/,
    ],
  ])('refuses %s', async (_, entries, expected) => {
    const answer = await readQti({ name: 'x.zip', bytes: rawZip(entries) });
    expect(answer.ok ? 'read' : answer.error.message).toMatch(expected);
  });
});
