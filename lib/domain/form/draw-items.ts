import { type Random, randomIndex, shuffled } from '../kernel/random';
import { err, ok, type Result } from '../kernel/result';
import type { AssemblyError, Draw, PoolItem } from './form-source';
import { stimulusBlocks } from './stimulus-blocks';

/**
 * Draws items of one topic from one bank.
 *
 * Whole stimulus groups are drawn where the number allows it: the groups (an item without a stimulus is a group of one) are
 * put in random order and taken one after another, and a group that is larger than what is still wanted is passed over. When
 * nothing fits any more, the first group that was passed over gives part of itself: a run of neighbouring items from a random
 * start, so that a learner never reads a background for two items that belong far apart.
 *
 * The price of keeping groups together is that an item's chance depends a little on the size of its group; items in groups
 * of the same size have the same chance.
 */
export function drawItems(
  pool: readonly PoolItem[],
  draw: Draw,
  random: Random,
): Result<readonly PoolItem[], AssemblyError> {
  const candidates = pool.filter((item) => item.topicId === draw.topicId && item.bankId === draw.bankId);
  if (candidates.length < draw.count) {
    const { topicId, bankId, count } = draw;
    return err({ code: 'drawTooLarge', topicId, bankId, wanted: count, available: candidates.length });
  }
  const drawn: PoolItem[] = [];
  const passedOver: (readonly PoolItem[])[] = [];
  for (const block of shuffled(stimulusBlocks(candidates), random)) {
    if (drawn.length + block.length <= draw.count) drawn.push(...block);
    else passedOver.push(block);
  }
  const missing = draw.count - drawn.length;
  const [source] = passedOver;
  // Every group that was passed over is larger than what is missing, so one of them is enough.
  if (missing > 0 && source) {
    const start = randomIndex(random, source.length - missing + 1);
    drawn.push(...source.slice(start, start + missing));
  }
  return ok(drawn);
}
