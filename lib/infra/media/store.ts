import 'server-only';
import { type Tx, withTenant } from '../db/tenant';
import { actingMembershipId, type TenantScope } from '../tenant-scope';
import type { Picture } from './re-encode';

/*
 * Where pictures are kept. Today in the database beside the text that shows them; nothing outside this file knows. Who may see
 * one is decided there too: which versions show it is recorded by triggers.
 */

/** Keeps pictures; one that is there already stays as it is. Put them before the versions that show them. One statement. */
export async function putMedia(tx: Tx, scope: TenantScope, pictures: readonly Picture[]): Promise<void> {
  const { organisationId } = scope;
  const createdById = actingMembershipId(scope);
  await tx.media.createMany({
    data: pictures.map((picture) => ({ organisationId, createdById, ...picture })),
    skipDuplicates: true,
  });
}

export type StoredPicture = Pick<Picture, 'mime' | 'bytes'>;

/** Null when there is none, or none that this reader is shown anywhere. One round trip. */
export function getMedia(scope: TenantScope, sha256: string): Promise<StoredPicture | null> {
  return withTenant(scope, (db) =>
    db.media.findFirst({
      where: { organisationId: scope.organisationId, sha256 },
      select: { mime: true, bytes: true },
    }),
  ) as Promise<StoredPicture | null>;
}

/** Removes those of the pictures that no version shows any more. @returns how many those were */
export async function removeUnusedMedia(tx: Tx, sha256s: readonly string[]): Promise<number> {
  const [row] = await tx.$queryRaw<{ removed: number }[]>`
    SELECT app.remove_unused_media(${[...sha256s]}::text[]) AS removed`;
  return row?.removed ?? 0;
}
