import { correctKey } from '@/lib/features/key-correction/commands';
import { findItemKey } from '@/lib/features/key-correction/data';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { mustSucceed } from './organisation';

/**
 * A key that was changed by mistake and put back: what the history of corrections looks like, without a result that moves or
 * a question that says something else than its post.
 */
export async function correctDemoKey(admin: MemberScope, itemId: string): Promise<void> {
  const item = await findItemKey(admin, itemId);
  if (!item) throw new Error('The item to correct is gone');
  const { content } = item;
  const wrong = content.options.map(({ id }) => id).filter((id) => !content.key.includes(id));
  await change(
    admin,
    itemId,
    wrong.slice(0, content.key.length),
    'no_regrade',
    'Entered for another question',
  );
  await change(admin, itemId, content.key, 'current_key', 'That was the wrong question: the key is put back');
}

async function change(
  admin: MemberScope,
  itemId: string,
  key: readonly string[],
  policy: 'no_regrade' | 'current_key',
  reason: string,
): Promise<void> {
  const item = await findItemKey(admin, itemId);
  const given = { itemId, fromVersionId: item?.versionId ?? '', key: [...key], policy, reason };
  mustSucceed(await correctKey(admin, { ...given, rationaleOf: [], rationale: [] }));
}
