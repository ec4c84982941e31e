import type { Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';

/** Saves an item under another title inside a transaction that the test holds open, as an author's save would. */
export async function saveTitle(tx: Tx, itemId: string, title: string): Promise<void> {
  const versionId = newId();
  await tx.$executeRaw`
    INSERT INTO item_version (organisation_id, id, item_id, version, title, stem, options, stimulus_version_id, key_count,
      shuffle_locked, fingerprint)
    SELECT v.organisation_id, ${versionId}::uuid, v.item_id, v.version + 1, ${title}, v.stem, v.options, v.stimulus_version_id,
      v.key_count, v.shuffle_locked, encode(sha256(${title}::bytea), 'hex')
    FROM item i JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
    WHERE i.id = ${itemId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO item_key (organisation_id, item_version_id, option_ids, rationales)
    SELECT k.organisation_id, ${versionId}::uuid, k.option_ids, k.rationales
    FROM item i JOIN item_key k ON k.organisation_id = i.organisation_id AND k.item_version_id = i.current_version_id
    WHERE i.id = ${itemId}::uuid`;
  await tx.$executeRaw`UPDATE item SET current_version_id = ${versionId}::uuid WHERE id = ${itemId}::uuid`;
}
