import 'server-only';
import { getMedia, type StoredPicture } from '@/lib/infra/media/store';
import { asExamTaker, type MemberScope } from '@/lib/infra/tenant-scope';

/**
 * A picture for whoever may see it: staff all of their organisation's, anybody else those in their own attempts, as everybody
 * who takes an exam. Null otherwise. One round trip.
 */
export function findPicture(scope: MemberScope, sha256: string): Promise<StoredPicture | null> {
  return getMedia(scope.actor.role === 'hr' ? asExamTaker(scope) : scope, sha256);
}
