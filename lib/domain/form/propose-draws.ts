import { type AllocationError, allocateItems } from '../blueprint/allocate-items';
import type { DomainWeight } from '../blueprint/domain-weight';
import { ok, type Result } from '../kernel/result';
import type { Draw } from './form-source';

/** How many live items there are of one topic in one bank. */
export type Availability = { readonly topicId: string; readonly bankId: string; readonly available: number };

/** A domain of a blueprint with the topics that count for it. */
export type MappedDomain = DomainWeight & { readonly topicIds: readonly string[] };

export type DrawProposal = {
  /** only draws of at least one item */
  readonly draws: readonly Draw[];
  /** domains whose share can't be filled from what there is */
  readonly short: readonly { readonly name: string; readonly wanted: number; readonly available: number }[];
  /** domains without a topic: left out, and their share goes to the others */
  readonly unmapped: readonly DomainWeight[];
};

/**
 * Fills the numbers of an exam in the proportions of a blueprint.
 *
 * The items are divided among the domains that have topics (largest remainder, see `allocateItems`); inside a domain they are
 * taken evenly, one from each topic and bank in turn, so that a large topic doesn't push out a small one. A domain that can't
 * be filled stays short and is named: giving its share to others quietly would break the proportions that were asked for.
 * A topic that counts for several domains gives its items to each as long as they last.
 *
 * @param itemCount whole number of items from 0 up
 */
export function proposeDraws(
  domains: readonly MappedDomain[],
  availability: readonly Availability[],
  itemCount: number,
): Result<DrawProposal, AllocationError> {
  const mapped = domains.filter((domain) => domain.topicIds.length > 0);
  const allocation = allocateItems(mapped, itemCount);
  if (!allocation.ok) return allocation;
  const cells = availability.map((cell) => ({ ...cell, count: 0 }));
  const short: DrawProposal['short'][number][] = [];
  for (const share of allocation.value.perDomain) {
    const domain = mapped.find((each) => each.domainId === share.domainId);
    if (!domain) continue;
    const own = cells.filter((cell) => domain.topicIds.includes(cell.topicId));
    const given = takeEvenly(own, share.itemCount);
    if (given < share.itemCount) short.push({ name: domain.name, wanted: share.itemCount, available: given });
  }
  return ok({
    draws: cells
      .filter((cell) => cell.count > 0)
      .map(({ topicId, bankId, count }) => ({ topicId, bankId, count })),
    short,
    unmapped: domains.filter((domain) => domain.topicIds.length === 0),
  });
}

/** Takes one item from each cell in turn until there are enough or none are left; returns how many were taken. */
function takeEvenly(cells: readonly { readonly available: number; count: number }[], wanted: number): number {
  let taken = 0;
  for (let before = -1; taken < wanted && before !== taken; ) {
    before = taken;
    for (const cell of cells) {
      if (taken === wanted || cell.count === cell.available) continue;
      cell.count += 1;
      taken += 1;
    }
  }
  return taken;
}
