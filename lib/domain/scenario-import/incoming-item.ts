import type { ItemContent } from '../item/item-content';
import { fingerprintItem, type ItemIdentity, identifyItem } from './fingerprint';
import { toItemDraft } from './item-draft';
import type { ParsedItem } from './parsed-post';

/** A question of a source, read and ready to be compared. Option ids are the labels of the source. */
export interface IncomingItem {
  readonly source: ParsedItem;
  readonly content: ItemContent;
  readonly identity: ItemIdentity;
  /** Equal to that of a stored version that says the same. */
  readonly fingerprint: string;
}

/** `hash` makes a stored fingerprint of a canonical text. */
export function readIncoming(source: ParsedItem, hash: (text: string) => string): IncomingItem {
  const content = toItemDraft(source, (label) => label);
  return {
    source,
    content,
    identity: identifyItem(content),
    fingerprint: hash(fingerprintItem(content)),
  };
}

/**
 * What the rows of a source are called in decisions: the number or id and the title, which survive edits elsewhere; a
 * running number tells rows of the same name apart.
 */
export function rowKeys(items: readonly ParsedItem[]): readonly string[] {
  const seen = new Map<string, number>();
  return items.map(({ number, sourceId, title }) => {
    const name = `${sourceId ?? number} ${title ?? ''}`.trim().slice(0, 300);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  });
}

/** A question of the bank that the source no longer holds. */
export const goneKey = (itemId: string): string => `item ${itemId}`;
