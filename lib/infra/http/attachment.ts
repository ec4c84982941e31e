import 'server-only';

/** A text to be saved as a file. The name is data: what isn't a plain letter, digit or sign becomes a dash. */
export function attachment(name: string, text: string): Response {
  const safe = name.replaceAll(/[^\w.-]+/g, '-').slice(0, 120);
  return new Response(text, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${/\.\w+$/.test(safe) ? safe : `${safe}.txt`}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}
