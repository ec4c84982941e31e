import 'server-only';
import { headers } from 'next/headers';
import { callFunction } from '../db/plain';
import { type SourceNetwork, sourceNetwork } from '../http/request-source';
import { log } from '../log';
import { deviceHash, readDeviceMark, sourceHash } from './device-mark';
import { hashToken } from './session-token';
import { markOf } from './sign-in-throttle';

/** How many tokens that never were one may come from a source, as many as wrong sign-ins may. */
const TRIES = { points: 20, seconds: 15 * 60 } as const;

/** What follows /join/ or /reset/: 256 bits in base64url. Anything else is nobody's guess. */
const WELL_MADE = /^[\w-]{43}$/;

/** Whoever opens a link: where from, and with which browser. */
export interface LinkVisitor {
  readonly source: SourceNetwork;
  readonly device: string | null;
}

export type LinkProof<T> =
  | { readonly kind: 'open'; readonly token: string; readonly link: T }
  /** Unknown, used, ended or expired: which of them is not said. */
  | { readonly kind: 'spent' }
  | { readonly kind: 'throttled'; readonly minutes: number };

/** Who asks at the moment, for `proveLink`. */
export async function linkVisitor(): Promise<LinkVisitor> {
  const forwarded = (await headers()).get('x-forwarded-for') ?? 'unknown';
  return { source: sourceNetwork(forwarded), device: await readDeviceMark() };
}

/**
 * Whether a one-time link is good. A source that guessed too often is refused for some minutes, whatever it opens, except on a
 * browser that the person of the link has signed in with. Good links count nothing, so a room of people joins at once.
 */
export async function proveLink<T extends { readonly email: string }>(
  token: string,
  find: (token: string) => Promise<T | null>,
  { source, device }: LinkVisitor,
): Promise<LinkProof<T>> {
  if (!WELL_MADE.test(token)) return { kind: 'spent' };
  const waitSeconds = await secondsToWait(token, source);
  const link = waitSeconds === 0 || device ? await find(token) : null;
  if (waitSeconds > 0 && !(link && device && (await isFamiliar(link.email, device, source)))) {
    log().warn({ event: 'link.refused', why: 'throttled', source: source.kind }, 'one-time link refused');
    return { kind: 'throttled', minutes: Math.ceil(waitSeconds / 60) };
  }
  return link ? { kind: 'open', token, link } : { kind: 'spent' };
}

async function secondsToWait(token: string, { network }: SourceNetwork): Promise<number> {
  const [row] = await callFunction<{ try_link: number }>('identity.try_link', [
    hashToken(token),
    `link:${markOf('link', network).toString('base64url')}`,
    TRIES.points,
    TRIES.seconds,
  ]);
  return row?.try_link ?? 0;
}

async function isFamiliar(email: string, device: string, { network }: SourceNetwork): Promise<boolean> {
  const [met] = await callFunction<{ device_familiar: boolean }>('identity.meet_visitor', [
    email,
    deviceHash(device),
    sourceHash(network),
  ]);
  return met?.device_familiar ?? false;
}
