import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction } from '@/lib/infra/db/tenant';
import { reEncode } from '@/lib/infra/media/re-encode';
import { putMedia } from '@/lib/infra/media/store';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { UploadedPicture } from './contract';

/** Re-encodes and keeps a picture. Fails with `invalid` (too large, animated, SVG, no picture) or `forbidden`. */
export async function addPicture(
  scope: TenantScope,
  file: Uint8Array,
): Promise<Result<UploadedPicture, Failure>> {
  if (!can(scope.actor, 'item:propose')) {
    return err(failure('forbidden', 'Only those who write questions add pictures.'));
  }
  const encoded = await reEncode(file);
  if (!encoded.ok) return encoded;
  const { sha256, width, height, mime, bytes } = encoded.value;
  return inTransaction(scope, async (tx) => {
    await putMedia(tx, scope, [encoded.value]);
    await recordAudit(tx, scope, {
      action: 'media.added',
      subjectKind: 'media',
      subjectId: sha256,
      details: { mime, width, height, bytes: bytes.byteLength },
    });
    return ok({ sha256, width, height });
  });
}
