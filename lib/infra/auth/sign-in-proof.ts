import 'server-only';
import { callFunction } from '../db/plain';
import type { SourceNetwork } from '../http/request-source';
import { deviceHash, sourceHash } from './device-mark';
import { withTurn } from './password';
import { giveTriesBack, secondsRefused, takeTry } from './sign-in-throttle';
import { NO_TURN } from './turn-queue';

export interface SignInTry {
  readonly email: string;
  readonly password: string;
  readonly source: SourceNetwork;
  /** The mark of the browser, if it has one. */
  readonly device: string | null;
}

export type SignInProof =
  | { readonly kind: 'proven'; readonly personId: string }
  /** The address is unknown or the password is wrong. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'throttled'; readonly waitSeconds: number }
  /** More wait than can be served in a few seconds. */
  | { readonly kind: 'busy' };

/** Who is asking, as the database sees it. Every address gets such a row. */
interface Visitor extends Record<string, unknown> {
  readonly address: string;
  readonly device_familiar: boolean;
  readonly source_familiar: boolean;
  readonly person_id: string | null;
  readonly password_hash: string | null;
}

async function meet({ email, device, source }: SignInTry): Promise<Visitor> {
  const [visitor] = await callFunction<Visitor>('identity.meet_visitor', [
    email,
    device && deviceHash(device),
    sourceHash(source.network),
  ]);
  if (!visitor) throw new Error('Nobody was met');
  return visitor;
}

/**
 * Whether address and password belong together. One comparison is made for a known address and for an unknown one, and what is
 * refused is refused alike. A try is counted when its turn comes, not when it arrives: of forty who come at once the right ones
 * are let in one after the other, and of as many guesses no more than the allowance is compared.
 */
export async function proveSignIn(attempt: SignInTry): Promise<SignInProof> {
  const { source, device } = attempt;
  const met = device === null ? null : await meet(attempt);
  const familiar = met?.device_familiar ? device : null;
  const refusedFor = familiar === null ? secondsRefused(source.network) : 0;
  if (refusedFor > 0) return { kind: 'throttled', waitSeconds: refusedFor };
  const lane = familiar === null ? source.network : `device ${familiar}`;
  const proof = await withTurn({ lane, first: familiar !== null }, async (compare): Promise<SignInProof> => {
    const visitor = met ?? (await meet(attempt));
    const { address, source_familiar: sourceFamiliar, person_id: personId } = visitor;
    const counted = { address, network: source.network, device: familiar, sourceFamiliar };
    const waitSeconds = await takeTry(counted);
    if (waitSeconds > 0) return { kind: 'throttled', waitSeconds };
    const isRight = await compare(visitor.password_hash, attempt.password);
    if (!isRight || personId === null) return { kind: 'wrong' };
    await giveTriesBack(counted);
    return { kind: 'proven', personId };
  });
  return proof === NO_TURN ? { kind: 'busy' } : proof;
}
