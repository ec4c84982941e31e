import 'server-only';
import { escapeMarkup } from '@/lib/domain/scenario-import/formats/rich-text-to-html';
import type { BankExport } from './bank-export';
import { type QtiVersion, qtiTags } from './qti-tags';

interface Names {
  readonly itemName: (at: number) => string;
  readonly stimulusNames: readonly string[];
  readonly pictureNames: readonly string[];
}

/** What the package holds; topics are keywords and licence notes rights of each item. */
export function manifestOf(bank: BankExport, version: QtiVersion, names: Names): string {
  const { declaration, itemType, testType } = qtiTags(version);
  const items = bank.items.map(({ topic, licenceNote }, at) => {
    const href = names.itemName(at);
    return resource(`item-${at + 1}`, itemType, href, metadata(topic, licenceNote));
  });
  const others = [...names.stimulusNames, ...names.pictureNames].map((href, at) =>
    resource(`file-${at + 1}`, 'webcontent', href, ''),
  );
  const schema =
    '<metadata><schema>IMS Content</schema><schemaversion>1.1</schemaversion></metadata><organizations/>';
  return `${declaration}
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2" identifier="manifest">
${schema}
<resources>
${[resource('test', testType, 'test.xml', ''), ...items, ...others].join('\n')}
</resources>
</manifest>
`;
}

function resource(identifier: string, type: string, href: string, inner: string): string {
  const address = escapeMarkup(href);
  return `<resource identifier="${identifier}" type="${type}" href="${address}">${inner}<file href="${address}"/></resource>`;
}

function metadata(topic: string | null, licenceNote: string): string {
  const words = (text: string): string => `<imsmd:langstring>${escapeMarkup(text)}</imsmd:langstring>`;
  const keyword =
    topic === null ? '' : `<imsmd:general><imsmd:keyword>${words(topic)}</imsmd:keyword></imsmd:general>`;
  const rights =
    licenceNote === ''
      ? ''
      : `<imsmd:rights><imsmd:description>${words(licenceNote)}</imsmd:description></imsmd:rights>`;
  return keyword + rights === '' ? '' : `<metadata><imsmd:lom>${keyword}${rights}</imsmd:lom></metadata>`;
}

/** A test of all items in the order of the bank. */
export function testOf(bank: BankExport, version: QtiVersion, itemName: (at: number) => string): string {
  const { declaration, namespace, tag } = qtiTags(version);
  const items = bank.items.map((_, at) =>
    tag('assessmentItemRef', { identifier: `item-${at + 1}`, href: itemName(at) }, ''),
  );
  const section = tag(
    'assessmentSection',
    { identifier: 'section', title: bank.name, visible: 'true' },
    `\n${items.join('\n')}\n`,
  );
  const part = tag(
    'testPart',
    { identifier: 'part', navigationMode: 'nonlinear', submissionMode: 'individual' },
    section,
  );
  return `${declaration}\n${tag('assessmentTest', { xmlns: namespace, identifier: 'test', title: bank.name }, part)}\n`;
}
