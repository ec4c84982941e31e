import { useCallback } from 'react';
import type { PictureAt } from '@/components/content/rich-text';
import { paths } from '@/lib/ui/paths';

/** Where the pictures of an unfinished import are; the same function as long as it is the same import. */
export function useDraftPictures(draftId: string): PictureAt {
  return useCallback((sha256) => paths.draftPicture(draftId, sha256), [draftId]);
}
