import type { CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import { correctKey } from '@/lib/features/key-correction/commands';
import { findItemKey } from '@/lib/features/key-correction/data';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { mustSucceed } from './organisation';

/** The number of the question in Scenario S2 whose key is wrong while everybody sits it. */
export const MISKEYED_ITEM = 35;

/**
 * Gives the question another key before anybody has met it. Answers are simulated by the key of the post, graded by this one
 * and graded again by `putKeyRight`: results move, and what is known about people in the end is what the post says.
 */
export async function mistakeKey(admin: MemberScope, itemId: string, postKey: readonly string[]) {
  const item = await findItemKey(admin, itemId);
  const options = item?.content.options ?? [];
  const wrong = options.map(({ id }) => id).filter((id) => !postKey.includes(id));
  const key = wrong.slice(0, postKey.length);
  await change(admin, itemId, key, { policy: 'no_regrade', reason: 'Entered for another question.' });
}

export const putKeyRight = (admin: MemberScope, itemId: string, postKey: readonly string[]): Promise<void> =>
  change(admin, itemId, postKey, {
    policy: 'current_key',
    reason:
      'Reported by a learner: the key was meant for another question, and the rationales contradict it.',
  });

async function change(
  admin: MemberScope,
  itemId: string,
  key: readonly string[],
  decision: { readonly policy: CorrectionPolicy; readonly reason: string },
): Promise<void> {
  const item = await findItemKey(admin, itemId);
  if (!item) throw new Error('The item to correct is gone');
  const given = { itemId, fromVersionId: item.versionId, key: [...key], ...decision };
  mustSucceed(await correctKey(admin, { ...given, rationaleOf: [], rationale: [] }));
}
