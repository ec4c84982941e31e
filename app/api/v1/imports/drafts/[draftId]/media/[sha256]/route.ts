import { notFound } from '@/lib/domain/kernel/failure';
import { draftPictureParams } from '@/lib/features/import-draft/contract';
import { findDraftPicture } from '@/lib/features/import-draft/data';
import { defineRoute } from '@/lib/infra/http/define-route';
import { pictureAnswer } from '@/lib/infra/http/picture-answer';
import { problem } from '@/lib/infra/http/problem';

/** A picture of an import that is not written yet. */
export const GET = defineRoute({
  auth: 'import:manage',
  anyOrganisation: true,
  params: draftPictureParams,
  handle: async ({ scope, params: { draftId, sha256 }, requestId }) => {
    const picture = await findDraftPicture(scope, draftId, sha256);
    return picture === null ? problem(notFound('picture'), requestId) : pictureAnswer(sha256, picture);
  },
});
