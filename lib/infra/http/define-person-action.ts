import 'server-only';
import { headers } from 'next/headers';
import type * as z from 'zod';
import type { ServerAct } from '@/lib/domain/kernel/action-state';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { err, type Result } from '@/lib/domain/kernel/result';
import { readSession, readTokenHash } from '../auth/session';
import { formReader, makeAct, type Outcome } from './answer-action';
import { isOwnOrigin } from './origin';
import { isOwnPage, markOf } from './page-place';

interface PersonActionDefinition<I> {
  readonly input: z.ZodType<I>;
  /** `tokenHash` is the proof that the database asks for once more. */
  readonly run: (tokenHash: Buffer, input: I) => Promise<Result<Outcome, Failure>>;
}

/**
 * A server action about the person themselves, in whichever organisation they are: their name, password, sessions. The page that it
 * comes from has to be theirs; a form that somebody else left open in this browser changes nothing.
 */
export function definePersonAction<I>({ input, run }: PersonActionDefinition<I>): ServerAct {
  const readForm = formReader(input);
  return makeAct(async (values) => {
    if (!isOwnOrigin(await headers(), 'an action')) return err(refuse('forbidden', 'foreign_form', {}));
    const [session, tokenHash] = await Promise.all([readSession(), readTokenHash()]);
    if (!session || !tokenHash) return err(refuse('signed_out', 'signed_out_form', {}));
    const page = isOwnPage(session, await markOf(values));
    if (!page.ok) return page;
    const read = readForm(values);
    return read.ok ? run(tokenHash, read.value) : read;
  });
}
