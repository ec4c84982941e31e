import 'server-only';
import { escapeMarkup } from '@/lib/domain/scenario-import/formats/rich-text-to-html';

export type QtiVersion = '2.2' | '3.0';

/** Writes an element of QTI by its name in version 2; version 3 spells the same names another way. */
export type Tag = (name: string, attributes: Readonly<Record<string, string>>, content: string) => string;

interface QtiTags {
  readonly tag: Tag;
  readonly declaration: string;
  readonly namespace: string;
  /** Types of resources in a manifest. */
  readonly itemType: string;
  readonly testType: string;
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export function qtiTags(version: QtiVersion): QtiTags {
  const isNew = version === '3.0';
  return {
    tag: (name, attributes, content) => {
      const written = Object.entries(attributes).map(
        ([key, value]) => ` ${isNew ? kebab(key) : key}="${escapeMarkup(value)}"`,
      );
      const element = isNew ? `qti-${kebab(name)}` : name;
      return `<${element}${written.join('')}${content === '' ? '/>' : `>${content}</${element}>`}`;
    },
    declaration: '<?xml version="1.0" encoding="UTF-8"?>',
    namespace: `http://www.imsglobal.org/xsd/${isNew ? 'imsqtiasi_v3p0' : 'imsqti_v2p2'}`,
    itemType: isNew ? 'imsqti_item_xmlv3p0' : 'imsqti_item_xmlv2p2',
    testType: isNew ? 'imsqti_test_xmlv3p0' : 'imsqti_test_xmlv2p2',
  };
}
