import { rawZip } from './raw-zip';

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const REL = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A paragraph of a Word document; `list` numbers it as that list at that level. */
export interface WordParagraph {
  readonly text: string;
  readonly bold?: boolean;
  readonly list?: readonly [list: number, level: number];
}

/** List 1 counts "Question 1:", list 2 letters "A.", list 3 has bullets. */
const NUMBERING = `<w:numbering ${NAMESPACE}>${[
  ['decimal', 'Question %1:'],
  ['upperLetter', '%1.'],
  ['bullet', '•'],
]
  .map(
    ([format, pattern], at) =>
      `<w:abstractNum w:abstractNumId="${at}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl></w:abstractNum>`,
  )
  .join('')}${[1, 2, 3, 4]
  .map((id) => {
    const restart = id === 4 ? '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' : '';
    return `<w:num w:numId="${id}"><w:abstractNumId w:val="${id === 4 ? 1 : id - 1}"/>${restart}</w:num>`;
  })
  .join('')}</w:numbering>`;

/** A document as Word would write it, as far as readers need. List 4 is list 2 begun again. */
export function wordFile(
  paragraphs: readonly WordParagraph[],
  others: Readonly<Record<string, string>> = {},
): Uint8Array {
  const body = paragraphs.map(({ text, bold, list }) => {
    const numbering =
      list === undefined
        ? ''
        : `<w:pPr><w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr></w:pPr>`;
    const style = bold ? '<w:rPr><w:b/></w:rPr>' : '';
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return `<w:p>${numbering}<w:r>${style}<w:t xml:space="preserve">${escaped}</w:t></w:r></w:p>`;
  });
  const files = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${REL}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${REL}"><Relationship Id="r1" Type="${OFFICE}/numbering" Target="numbering.xml"/></Relationships>`,
    'word/numbering.xml': NUMBERING,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ${NAMESPACE}><w:body>${body.join('')}</w:body></w:document>`,
    ...others,
  };
  return rawZip(Object.entries(files).map(([name, data]) => ({ name, data })));
}
