import { type ItemContent, OVERALL_RATIONALE } from '../item/item-content';
import { canonicalRichText } from '../text/canonical';
import { canonicalRationales, canonicalTitle } from './fingerprint';
import { CHANGE_KINDS, type ChangeKind } from './row-kind';

/**
 * In what a later form of an item differs from an earlier one, as a person would say it: the same options in another order
 * are no other options, and their key is the same key. Both use the same option ids.
 */
export function compareItems(before: ItemContent, after: ItemContent): readonly ChangeKind[] {
  const [idsBefore, idsAfter] = [idsOf(before), idsOf(after)];
  const kept = idsAfter.filter((id) => idsBefore.includes(id));
  const keptBefore = idsBefore.filter((id) => idsAfter.includes(id));
  const bodies = new Map(before.options.map(({ id, body }) => [id, canonicalRichText(body)]));
  const sameOptions =
    idsBefore.length === idsAfter.length &&
    after.options.every(({ id, body }) => bodies.get(id) === canonicalRichText(body));
  const rationaleIds = [...new Set([...idsBefore, ...idsAfter, OVERALL_RATIONALE])];
  const rationales = (item: ItemContent): string =>
    JSON.stringify(canonicalRationales(item.rationales, rationaleIds));
  const differs: Readonly<Partial<Record<ChangeKind, boolean>>> = {
    key: isOtherKey(before, after),
    stem: canonicalRichText(before.stem) !== canonicalRichText(after.stem),
    options: !sameOptions,
    order: kept.join() !== keptBefore.join(),
    rationale: rationales(before) !== rationales(after),
    title: canonicalTitle(before.title) !== canonicalTitle(after.title),
    lock: before.shuffleLocked !== after.shuffleLocked,
  };
  return CHANGE_KINDS.filter((kind) => differs[kind]);
}

const idsOf = (item: ItemContent): readonly string[] => item.options.map(({ id }) => id);

/** Right became wrong or wrong right. A right option whose place a new right one takes is a change of the options. */
function isOtherKey(before: ItemContent, after: ItemContent): boolean {
  const known = new Set(idsOf(before));
  const flipped = idsOf(after).some(
    (id) => known.has(id) && before.key.includes(id) !== after.key.includes(id),
  );
  return flipped || before.key.length !== after.key.length;
}
