import rehypeParse from 'rehype-parse';
import { SaxesParser } from 'saxes';
import { unified } from 'unified';
import writeXlsxFile from 'write-excel-file/node';
import yazl from 'yazl';
import type { HostileItem } from './hostile-items';

/** A file of one format whose questions hold the given texts, unescaped wherever the format allows markup. */
export interface HostileSource {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Writer = (items: readonly HostileItem[]) => string | Promise<Uint8Array>;

const LETTERS = ['A', 'B', 'C', 'D'] as const;

const scenarioPost: Writer = (items) =>
  items
    .map(({ title, stem, options, rationales, overall }, index) =>
      [
        `Question ${index + 1}: ${title}`,
        stem,
        options.map((option, at) => `${LETTERS[at]}. ${option}`).join('\n'),
        'Answer: A',
        `Rationale:\n${rationales.map((text, at) => `${LETTERS[at]} is ${at === 0 ? 'correct' : 'incorrect'}. ${text}`).join('\n')}\n${overall}`,
      ].join('\n\n'),
    )
    .join('\n\n');

const aiken: Writer = (items) =>
  items
    .map(({ stem, options }) =>
      [stem, ...options.map((option, at) => `${LETTERS[at]}. ${option}`), 'ANSWER: A'].join('\n'),
    )
    .join('\n\n');

const escapeGift = (text: string): string => text.replaceAll(/[\\~=#{}:]/g, '\\$&');

const gift: Writer = (items) =>
  items
    .map(({ title, stem, options, rationales, overall }) => {
      const choices = options.map(
        (option, at) => `${at === 0 ? '=' : '~'}${escapeGift(option)} #${escapeGift(rationales[at] ?? '')}`,
      );
      return `::${escapeGift(title)}:: [html]${escapeGift(stem)} {\n${choices.join('\n')}\n####${escapeGift(overall)}\n}`;
    })
    .join('\n\n');

/** XML 1.0 can't hold these at all, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
const escapeXml = (text: string): string =>
  text
    .replaceAll(NO_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
const cdata = (text: string): string =>
  `<![CDATA[${text.replaceAll(NO_XML, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

const moodleXml: Writer = (items) => {
  const questions = items.map(
    ({ title, stem, options, rationales, overall }) => `<question type="multichoice">
<name><text>${cdata(title)}</text></name>
<questiontext format="html"><text>${cdata(stem)}</text></questiontext>
<generalfeedback format="html"><text>${cdata(overall)}</text></generalfeedback>
<single>true</single><shuffleanswers>true</shuffleanswers>
${options
  .map(
    (option, at) =>
      `<answer fraction="${at === 0 ? 100 : 0}" format="html"><text>${cdata(option)}</text><feedback format="html"><text>${cdata(rationales[at] ?? '')}</text></feedback></answer>`,
  )
  .join('\n')}
</question>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>\n`;
};

/** Markup goes in as markup where it is well-formed, so that a reader has to drop it; everything else as text. */
function asXmlContent(text: string): string {
  const fragment = text.replaceAll(NO_XML, '');
  let isWellFormed = fragment.includes('<') && !fragment.includes('<!') && !fragment.includes('<?');
  const parser = new SaxesParser({ fragment: true });
  parser.on('error', () => {
    isWellFormed = false;
  });
  parser.write(fragment).close();
  return isWellFormed ? fragment : escapeXml(fragment);
}

async function zip(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const archive = new yazl.ZipFile();
  for (const [name, text] of Object.entries(files)) archive.addBuffer(Buffer.from(text), name);
  archive.end();
  const parts: Buffer[] = [];
  for await (const part of archive.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

const qti: Writer = (items) => {
  const files = items.map(
    ({ title, stem, options, rationales, overall }, index) =>
      [
        `item-${index + 1}.xml`,
        `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i${index + 1}" title="${escapeXml(title)}" adaptive="false" time-dependent="false">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>
<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>
<qti-item-body><div>${asXmlContent(stem)}</div>
<qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1">
${options
  .map(
    (option, at) =>
      `<qti-simple-choice identifier="${LETTERS[at]}">${asXmlContent(option)}<qti-feedback-inline identifier="${LETTERS[at]}" outcome-identifier="FEEDBACK" show-hide="show">${asXmlContent(rationales[at] ?? '')}</qti-feedback-inline></qti-simple-choice>`,
  )
  .join('\n')}
</qti-choice-interaction></qti-item-body>
<qti-modal-feedback identifier="all" outcome-identifier="FEEDBACK" show-hide="show"><qti-content-body><p>${asXmlContent(overall)}</p></qti-content-body></qti-modal-feedback>
</qti-assessment-item>`,
      ] as const,
  );
  const resources = files.map(
    ([name], index) =>
      `<resource identifier="r${index + 1}" type="imsqti_item_xmlv3p0" href="${name}"><file href="${name}"/></resource>`,
  );
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="m"><metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata><organizations/><resources>${resources.join('')}</resources></manifest>`;
  return zip({ 'imsmanifest.xml': manifest, ...Object.fromEntries(files) });
};

const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(csvCell).join(',')).join('\r\n');

const UDEMY_HEAD = [
  'Question',
  'Question Type',
  ...[1, 2, 3, 4, 5, 6].flatMap((at) => [`Answer Option ${at}`, `Explanation ${at}`]),
  'Correct Answers',
  'Overall Explanation',
  'Domain',
];

const udemyCsv: Writer = (items) =>
  csv([
    UDEMY_HEAD,
    ...items.map(({ title, stem, options, rationales, overall }) => [
      stem,
      'multiple-choice',
      ...options.flatMap((option, at) => [option, rationales[at] ?? '']),
      ...['', '', '', ''],
      '1',
      overall,
      title.slice(0, 60),
    ]),
  ]);

const TABLE_HEAD = ['Question', 'A', 'B', 'C', 'D', 'Answer', 'Explanation'];
const tableRows = (items: readonly HostileItem[]) => [
  TABLE_HEAD,
  ...items.map(({ stem, options, overall }) => [stem, ...options, 'A', overall]),
];

const table: Writer = (items) => csv(tableRows(items));

const xlsx: Writer = async (items) => {
  const data = tableRows(items).map((row) =>
    row.map((value) => ({ type: String, value: value.replaceAll(NO_XML, '') })),
  );
  return writeXlsxFile(data).toBuffer();
};

/** `<plaintext>`, an open comment and their like take in all that follows: in a page they could hide every other question. */
function leavesRoom(text: string): boolean {
  const tree = unified().use(rehypeParse, { fragment: true }).parse(`<p>${text}</p><p id="after">x</p>`);
  return JSON.stringify(tree).includes('"id":"after"');
}

const inPage = (text: string): string => (leavesRoom(text) ? text : escapeXml(text));

const mapTexts = (item: HostileItem, change: (text: string) => string): HostileItem => ({
  title: change(item.title),
  stem: change(item.stem),
  options: item.options.map(change),
  rationales: item.rationales.map(change),
  overall: change(item.overall),
});

const html: Writer = (items) =>
  `<!doctype html><html><body>${items
    .map((item) => mapTexts(item, inPage))
    .map(
      ({ title, stem, options, rationales, overall }, index) => `<h2>Question ${index + 1}: ${title}</h2>
<p>${stem}</p>
${options.map((option, at) => `<p>${LETTERS[at]}. ${option}</p>`).join('\n')}
<p>Answer: A</p>
<p>Rationale:</p>
${rationales.map((text, at) => `<p>${LETTERS[at]} is ${at === 0 ? 'correct' : 'incorrect'}. ${text}</p>`).join('\n')}
<p>${overall}</p>`,
    )
    .join('\n')}</body></html>`;

const docx: Writer = (items) => {
  const lines = String(scenarioPost(items)).split('\n');
  const paragraphs = lines.map(
    (line) => `<w:p><w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r></w:p>`,
  );
  const link =
    '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>A link that runs something</w:t></w:r></w:hyperlink></w:p>';
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zip({
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${relations}"><Relationship Id="rId9" Type="${office}/hyperlink" Target="javascript:pwned(1)" TargetMode="External"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${office}"><w:body>${link}${paragraphs.join('')}</w:body></w:document>`,
  });
};

const WRITERS = {
  'scenario-post.txt': scenarioPost,
  'aiken.txt': aiken,
  'gift.gift': gift,
  'moodle.xml': moodleXml,
  'qti.zip': qti,
  'udemy.csv': udemyCsv,
  'table.csv': table,
  'table.xlsx': xlsx,
  'page.html': html,
  'post.docx': docx,
} as const satisfies Record<string, Writer>;

export type HostileSourceName = keyof typeof WRITERS;
export const HOSTILE_SOURCE_NAMES = Object.keys(WRITERS) as readonly HostileSourceName[];

/** Writes the questions in the named format. */
export async function writeHostileSource(
  name: HostileSourceName,
  items: readonly HostileItem[],
): Promise<HostileSource> {
  const written = await WRITERS[name](items);
  const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written;
  return { name, bytes };
}
