import 'server-only';
import { callFunction } from '../db/plain';
import { markOf } from './sign-in-throttle';

/** How often somebody who is signed in may say the old password: whoever found an open browser doesn't get to guess it. */
const TRIES = { points: 5, seconds: 15 * 60 } as const;

/** Null when one more try may be made; otherwise how many minutes to wait. */
export async function mayProvePassword(personId: string): Promise<number | null> {
  const key = `password-change:${markOf('password-change', personId).toString('base64url')}`;
  const [row] = await callFunction<{ take_allowances: number[] }>('identity.take_allowances', [
    [key],
    [TRIES.points],
    [TRIES.seconds],
  ]);
  const [waitSeconds = 0] = row?.take_allowances ?? [];
  return waitSeconds === 0 ? null : Math.ceil(waitSeconds / 60);
}
