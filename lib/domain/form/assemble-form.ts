import { type Random, shuffled } from '../kernel/random';
import { err, ok, type Result } from '../kernel/result';
import { drawItems } from './draw-items';
import type { AssemblyError, FormEntry, FormSelection, PoolItem } from './form-source';
import { optionLetters } from './option-letters';
import { stimulusBlocks } from './stimulus-blocks';

/**
 * Makes the form of one learner, to be frozen with the attempt: which item versions, in which order, with which option order.
 *
 * Items of one stimulus always follow one another, in source order (the order of `items`), also when they come from different
 * draws. With `shuffleItems` the groups change places as blocks, so that nobody reads a background twice. Without it a fixed
 * list keeps its order and draws follow one another; a group then stands where its first item stands.
 *
 * Options are shuffled so that every order is equally likely, hence a key stands in each place equally often. Items whose
 * options point at each other ("Both A and B") keep their author's order. See `drawItems` for how groups are drawn.
 *
 * @param items the pool in source order; may hold more than the selection needs
 * @param random the source of chance; the same numbers give the same form
 * @returns entries with positions from 1 without gaps, or the first reason why there can be no such form
 */
export function assembleForm({
  items,
  selection,
  shuffleItems,
  shuffleOptions,
  random,
}: {
  readonly items: readonly PoolItem[];
  readonly selection: FormSelection;
  readonly shuffleItems: boolean;
  readonly shuffleOptions: boolean;
  readonly random: Random;
}): Result<readonly FormEntry[], AssemblyError> {
  const chosen = chooseItems(items, selection, random);
  if (!chosen.ok) return chosen;
  if (chosen.value.length === 0) return err({ code: 'empty' });
  const sourceOrder = new Map(items.map((item, index) => [item.itemId, index]));
  const placeOf = (item: PoolItem) => sourceOrder.get(item.itemId) ?? 0;
  const blocks = stimulusBlocks(chosen.value).map((block) =>
    [...block].sort((a, b) => placeOf(a) - placeOf(b)),
  );
  const ordered = (shuffleItems ? shuffled(blocks, random) : blocks).flat();
  return ok(
    ordered.map((item, index) => {
      const optionOrder =
        shuffleOptions && !item.shuffleLocked ? shuffled(item.optionIds, random) : [...item.optionIds];
      return {
        itemId: item.itemId,
        itemVersionId: item.itemVersionId,
        position: index + 1,
        optionOrder,
        optionLetters: optionLetters(item.optionIds, optionOrder),
      };
    }),
  );
}

function chooseItems(
  pool: readonly PoolItem[],
  selection: FormSelection,
  random: Random,
): Result<readonly PoolItem[], AssemblyError> {
  const chosen: PoolItem[] = [];
  const taken = new Set<string>();
  if (selection.kind === 'fixed') {
    const byId = new Map(pool.map((item) => [item.itemId, item]));
    for (const itemId of selection.itemIds) {
      const item = byId.get(itemId);
      if (!item) return err({ code: 'missingItem', itemId });
      if (taken.has(itemId)) return err({ code: 'duplicateItem', itemId });
      taken.add(itemId);
      chosen.push(item);
    }
    return ok(chosen);
  }
  for (const draw of selection.draws) {
    // Two draws of the same topic and bank must not give the same item twice.
    const rest = pool.filter((item) => !taken.has(item.itemId));
    const drawn = drawItems(rest, draw, random);
    if (!drawn.ok) return drawn;
    for (const item of inPoolOrder(drawn.value, pool)) {
      taken.add(item.itemId);
      chosen.push(item);
    }
  }
  return ok(chosen);
}

const inPoolOrder = (drawn: readonly PoolItem[], pool: readonly PoolItem[]): readonly PoolItem[] => {
  const ids = new Set(drawn.map((item) => item.itemId));
  return pool.filter((item) => ids.has(item.itemId));
};

/** How many items a form of this selection has. */
export function formLength(selection: FormSelection): number {
  return selection.kind === 'fixed'
    ? selection.itemIds.length
    : selection.draws.reduce((total, draw) => total + draw.count, 0);
}

/** What is wrong with an exam and what to do, for the staff who put it together. */
export function assemblyErrorText(
  error: AssemblyError,
  nameOf: { readonly topic: (id: string) => string; readonly bank: (id: string) => string },
): string {
  switch (error.code) {
    case 'empty':
      return 'The exam has no questions. Make another exam with at least one.';
    case 'missingItem':
      return 'A question of the exam is no longer live, or the right to use it is disputed. Make another exam without it.';
    case 'duplicateItem':
      return 'A question is twice in the exam. Make another exam that has it once.';
    case 'drawTooLarge':
      return `The exam draws ${error.wanted} questions of ${nameOf.topic(error.topicId)} from ${nameOf.bank(error.bankId)}, which has ${error.available}. Add questions to the bank or make another exam.`;
  }
}
