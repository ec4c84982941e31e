import { type ItemContent, letterOf, OVERALL_RATIONALE } from '../item/item-content';
import { canonicalRichText, matchingText } from '../text/canonical';
import type { RichText } from '../text/rich-text';

/** The parts of an item that an import may change, in the order in which they are shown. */
export const ITEM_PARTS = ['title', 'stem', 'options', 'key', 'rationale'] as const;
export type ItemPart = (typeof ITEM_PARTS)[number];

/** One canonical string per part: equal strings mean equal content. Store a hash of them, made where hashing may happen. */
export type ItemFingerprints = { readonly [P in ItemPart]: string };

/** Option ids are part of it, so two items compare only when they use the same ones. */
export function fingerprintItem(item: ItemContent): ItemFingerprints {
  return {
    title: item.title?.trim().replaceAll(/\s+/g, ' ') ?? '',
    stem: canonicalRichText(item.stem),
    options: JSON.stringify([
      item.shuffleLocked,
      item.options.map((option) => [option.id, canonicalRichText(option.body)]),
    ]),
    key: JSON.stringify([...item.key].sort()),
    rationale: JSON.stringify(
      [...item.options.map((option) => option.id), OVERALL_RATIONALE].map((id) => {
        const rationale = Object.hasOwn(item.rationales, id) ? item.rationales[id] : undefined;
        return rationale === undefined ? null : canonicalRichText(rationale);
      }),
    ),
  };
}

/** The parts in which two versions differ. */
export function changedParts(before: ItemContent, after: ItemContent): readonly ItemPart[] {
  const [one, other] = [fingerprintItem(before), fingerprintItem(after)];
  return ITEM_PARTS.filter((part) => one[part] !== other[part]);
}

/** What an item is recognised by from one import to the next. */
export interface ItemIdentity {
  readonly title: string;
  readonly stem: string;
  /** In the order of the options; letters that an option mentions are those of the author's order. */
  readonly options: readonly string[];
}

export function identifyItem(item: ItemContent): ItemIdentity {
  const order = item.options.map((option) => option.id);
  const letter = (id: string): string | null => letterOf(order, id);
  return {
    title: (item.title ?? '').trim().toLowerCase(),
    stem: matchingText(item.stem),
    options: item.options.map((option) => matchingText(option.body, letter)),
  };
}

/** What a stimulus is recognised by. */
export function identifyStimulus(body: RichText): string {
  return matchingText(body);
}
