import 'server-only';
import { cookies } from 'next/headers';
import { callFunction } from '../db/plain';
import { env } from '../env';
import { sourceNetwork } from '../http/request-source';
import { newToken } from './session-token';
import { markOf } from './sign-in-throttle';

/** As long as browsers keep a cookie. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

const cookieName = (): string =>
  env().APP_URL.startsWith('https:') ? '__Host-cutscore.device' : 'cutscore.device';

/** The random mark of the browser that asks; null when it has none yet. It proves nothing, it only has its own sign-in limits. */
export async function readDeviceMark(): Promise<string | null> {
  const mark = (await cookies()).get(cookieName())?.value ?? '';
  return /^[\w-]{43}$/.test(mark) ? mark : null;
}

/** What is stored of a mark and of a source. */
export const deviceHash = (device: string): Buffer => markOf('device', device);
export const sourceHash = (network: string): Buffer => markOf('source', network);

/** Somebody has just signed in with `device` from `network`: from now on neither is a stranger to them. */
export async function rememberMarks(personId: string, device: string, network: string): Promise<void> {
  await callFunction('identity.remember_marks', [personId, [deviceHash(device), sourceHash(network)]]);
}

/**
 * Whenever somebody is signed in, by whatever proof: remembers the browser and where it asks from, and gives it a mark if it has
 * none. `source` is the `x-forwarded-for` of the request.
 */
export async function rememberBrowser(personId: string, source: string): Promise<void> {
  const device = (await readDeviceMark()) ?? newToken();
  await rememberMarks(personId, device, sourceNetwork(source).network);
  const name = cookieName();
  (await cookies()).set(name, device, {
    path: '/',
    maxAge: COOKIE_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: name.startsWith('__Host-'),
  });
}
