import 'server-only';
import { env } from '../env';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0):\d+$/;

/** As browsers write it: without the port that the scheme has anyway. */
const written = (host: string, scheme: string): string =>
  host.toLowerCase().replace(scheme === 'https:' ? /:443$/ : /:80$/, '');

/**
 * Whether a request names this installation in its `Host` header: the host of APP_URL, or one of ALLOWED_HOSTS. Whoever makes
 * a name of their own point to the server gets nothing under it. The machine's own names are nobody else's, and Next asks itself by
 * one of them, with its port, for the page that an action leads to.
 */
export function isOwnHost(headers: Pick<Headers, 'get'>): boolean {
  const { APP_URL, ALLOWED_HOSTS } = env();
  const { host, protocol } = new URL(APP_URL);
  const asked = written(headers.get('host') ?? '', protocol);
  if (LOOPBACK.test(asked)) return true;
  return [host, ...ALLOWED_HOSTS].some((own) => written(own, protocol) === asked);
}

/** Tells nothing about the installation, not even its name. */
export const misdirected = (): Response =>
  new Response('This server does not answer for that host.\n', {
    status: 421,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'private, no-store' },
  });
