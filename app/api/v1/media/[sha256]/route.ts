import { notFound } from '@/lib/domain/kernel/failure';
import { mediaParams } from '@/lib/features/media/contract';
import { findPicture } from '@/lib/features/media/data';
import { defineRoute } from '@/lib/infra/http/define-route';
import { problem } from '@/lib/infra/http/problem';

/**
 * A picture of an item. It never changes under its name, so the reader's own browser may keep it; opened on its own it is
 * a picture in an empty, powerless page.
 */
export const GET = defineRoute({
  auth: 'exam:take',
  params: mediaParams,
  handle: async ({ scope, params: { sha256 }, requestId }) => {
    const picture = await findPicture(scope, sha256);
    if (picture === null) return problem(notFound('picture'), requestId);
    return new Response(picture.bytes, {
      headers: {
        'Content-Type': picture.mime,
        'Content-Disposition': `inline; filename="${sha256.slice(0, 12)}.${picture.mime.slice('image/'.length)}"`,
        'Cache-Control': 'private, max-age=31536000, immutable',
        Vary: 'Cookie',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
    });
  },
});
