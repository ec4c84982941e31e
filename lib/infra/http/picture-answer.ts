import 'server-only';
import type { StoredPicture } from '../media/store';

/**
 * A picture never changes under its name, so the reader's own browser may keep it; opened on its own it is a picture in an
 * empty, powerless page.
 */
export function pictureAnswer(sha256: string, { mime, bytes }: StoredPicture): Response {
  return new Response(bytes, {
    headers: {
      'Content-Type': mime,
      'Content-Disposition': `inline; filename="${sha256.slice(0, 12)}.${mime.slice('image/'.length)}"`,
      'Cache-Control': 'private, max-age=31536000, immutable',
      Vary: 'Cookie',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  });
}
