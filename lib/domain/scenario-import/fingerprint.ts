import { type ItemContent, letterOf, OVERALL_RATIONALE } from '../item/item-content';
import { canonicalRichText, matchingText } from '../text/canonical';
import type { RichText } from '../text/rich-text';
import { relabel } from './relabel';

/** The parts of an item that an import may change, in the order in which they are shown. */
export const ITEM_PARTS = ['title', 'stem', 'options', 'key', 'rationale'] as const;
export type ItemPart = (typeof ITEM_PARTS)[number];

/** The title as it is compared: white space doesn't count. */
export const canonicalTitle = (title: string | null): string => title?.trim().replaceAll(/\s+/g, ' ') ?? '';

/**
 * Everything that an item says as one string; store a hash of it, made where hashing may happen. Options are named by their
 * place, so that a source and a bank that use other ids compare.
 */
export function fingerprintItem(item: ItemContent): string {
  const place = new Map(item.options.map((option, at) => [option.id, String(at)]));
  const { title, stem, options, key, rationales, shuffleLocked } = relabel(
    item,
    (id) => place.get(id) ?? '?',
  );
  return JSON.stringify([
    canonicalTitle(title),
    canonicalRichText(stem),
    shuffleLocked,
    options.map(({ body }) => canonicalRichText(body)),
    [...key].sort(),
    canonicalRationales(rationales, [...options.map(({ id }) => id), OVERALL_RATIONALE]),
  ]);
}

/** One canonical text per id, null for none. */
export function canonicalRationales(
  rationales: ItemContent['rationales'],
  ids: readonly string[],
): readonly (string | null)[] {
  return ids.map((id) => {
    const rationale = Object.hasOwn(rationales, id) ? rationales[id] : undefined;
    return rationale === undefined ? null : canonicalRichText(rationale);
  });
}

/** The parts in which two versions differ. */
export function changedParts(before: ItemContent, after: ItemContent): readonly ItemPart[] {
  const [one, other] = [partsOf(before), partsOf(after)];
  return ITEM_PARTS.filter((part) => one[part] !== other[part]);
}

/** Option ids are part of it, so two items compare only when they use the same ones. */
function partsOf(item: ItemContent): { readonly [P in ItemPart]: string } {
  const ids = item.options.map((option) => option.id);
  return {
    title: canonicalTitle(item.title),
    stem: canonicalRichText(item.stem),
    options: JSON.stringify([
      item.shuffleLocked,
      item.options.map((option) => [option.id, canonicalRichText(option.body)]),
    ]),
    key: JSON.stringify([...item.key].sort()),
    // Sorted, because the same rationales in another order of the options are no other rationales.
    rationale: JSON.stringify(
      [...ids.sort(), OVERALL_RATIONALE].map((id) => [id, canonicalRationales(item.rationales, [id])]),
    ),
  };
}

/** What an item is recognised by from one import to the next. */
export interface ItemIdentity {
  readonly title: string;
  readonly stem: string;
  /** In the order of the options; letters that an option mentions are those of the author's order. */
  readonly options: readonly string[];
  /** Texts of the keys, sorted. */
  readonly key: readonly string[];
}

export function identifyItem(item: ItemContent): ItemIdentity {
  const order = item.options.map((option) => option.id);
  const letter = (id: string): string | null => letterOf(order, id);
  const options = item.options.map((option) => matchingText(option.body, letter));
  return {
    title: (item.title ?? '').trim().toLowerCase(),
    stem: matchingText(item.stem),
    options,
    key: options.filter((_, at) => item.key.includes(order[at] ?? '')).sort(),
  };
}

/** Equal for items that ask the same and offer the same, whatever the order, title and key. */
export const questionOf = ({ stem, options }: ItemIdentity): string =>
  JSON.stringify([stem, [...options].sort()]);

/** What a stimulus is recognised by. */
export function identifyStimulus(body: RichText): string {
  return matchingText(body);
}
