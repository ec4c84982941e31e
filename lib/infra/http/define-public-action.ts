import 'server-only';
import { headers } from 'next/headers';
import type * as z from 'zod';
import type { ServerAct } from '@/lib/domain/kernel/action-state';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { err, type Result } from '@/lib/domain/kernel/result';
import { formReader, makeAct, type Outcome } from './answer-action';
import { isOwnOrigin } from './origin';

interface PublicActionDefinition<I> {
  readonly input: z.ZodType<I>;
  readonly run: (input: I) => Promise<Result<Outcome, Failure>>;
}

/**
 * A server action for people who have no organisation to act in yet: accepting an invitation, changing organisation, signing
 * out. What it may do, its own proof decides (a token, a session); everything else goes through `defineAction`.
 */
export function definePublicAction<I>({ input, run }: PublicActionDefinition<I>): ServerAct {
  const readForm = formReader(input);
  return makeAct(async (values) => {
    if (!isOwnOrigin(await headers(), 'an action')) return err(refuse('forbidden', 'foreign_form', {}));
    const parsed = readForm(values);
    return parsed.ok ? run(parsed.value) : parsed;
  });
}
