import 'server-only';

/**
 * A file to be kept, never shown: an attachment of a type that browsers don't sniff. The name has to be plain ASCII in one header
 * parameter and is repeated in UTF-8 (RFC 6266).
 */
export function downloadResponse({
  fileName,
  mime,
  bytes,
}: {
  readonly fileName: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}): Response {
  const plain = fileName.replaceAll(/[^\w.-]+/g, '-');
  return new Response(bytes as BodyInit, {
    headers: {
      'Content-Type': mime,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}
