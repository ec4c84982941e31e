import 'server-only';
import { headers } from 'next/headers';
import type * as z from 'zod';
import type { ServerAct } from '@/lib/domain/kernel/action-state';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { err, type Result } from '@/lib/domain/kernel/result';
import { formReader, makeAct, type Outcome } from './answer-action';
import { type FormValues, lastOf } from './form-values';
import { isOwnOrigin } from './origin';

interface PublicActionDefinition<P, I> {
  /** What stands in for an organisation: a session, or the link whose token the form carries. No field is named before it. */
  readonly prove: (token: string) => Promise<Result<P, Failure>>;
  readonly input: z.ZodType<I>;
  readonly run: (proof: P, input: I) => Promise<Result<Outcome, Failure>>;
}

const tokenOf = (values: FormValues): string => lastOf(values.token) ?? '';

/**
 * A server action for people who have no organisation to act in yet: accepting an invitation, choosing a password again, changing
 * organisation. What it may do, its own proof decides (a token, a session); everything else goes through `defineAction`.
 */
export function definePublicAction<P, I>({ prove, input, run }: PublicActionDefinition<P, I>): ServerAct {
  const readForm = formReader(input);
  return makeAct(async (values) => {
    if (!isOwnOrigin(await headers(), 'an action')) return err(refuse('forbidden', 'foreign_form', {}));
    const proof = await prove(tokenOf(values));
    if (!proof.ok) return proof;
    const parsed = readForm(values);
    return parsed.ok ? run(proof.value, parsed.value) : parsed;
  });
}
