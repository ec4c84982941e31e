import type { PoolItem } from './form-source';

/**
 * Puts items that share a stimulus next to each other. A block stands where its first item stood; items without a stimulus
 * are blocks of one. The order inside a block is that of the list.
 */
export function stimulusBlocks(items: readonly PoolItem[]): readonly (readonly PoolItem[])[] {
  const byStimulus = new Map<string, PoolItem[]>();
  const blocks: PoolItem[][] = [];
  for (const item of items) {
    const known = item.stimulusId === null ? undefined : byStimulus.get(item.stimulusId);
    if (known) {
      known.push(item);
      continue;
    }
    const block = [item];
    blocks.push(block);
    if (item.stimulusId !== null) byStimulus.set(item.stimulusId, block);
  }
  return blocks;
}
