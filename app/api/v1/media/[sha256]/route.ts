import { notFound } from '@/lib/domain/kernel/failure';
import { mediaParams } from '@/lib/features/media/contract';
import { findPicture } from '@/lib/features/media/data';
import { defineRoute } from '@/lib/infra/http/define-route';
import { pictureAnswer } from '@/lib/infra/http/picture-answer';
import { problem } from '@/lib/infra/http/problem';

/** A picture of an item. */
export const GET = defineRoute({
  auth: 'exam:take',
  anyOrganisation: true,
  params: mediaParams,
  handle: async ({ scope, params: { sha256 }, requestId }) => {
    const picture = await findPicture(scope, sha256);
    return picture === null ? problem(notFound('picture'), requestId) : pictureAnswer(sha256, picture);
  },
});
