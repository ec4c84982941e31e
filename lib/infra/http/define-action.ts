import 'server-only';
import { headers } from 'next/headers';
import type * as z from 'zod';
import { can, type Permission } from '@/lib/domain/access/policy';
import type { ServerAct } from '@/lib/domain/kernel/action-state';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { err, type Result } from '@/lib/domain/kernel/result';
import { readSession } from '../auth/session';
import type { MemberScope } from '../tenant-scope';
import { formReader, makeAct, type Outcome } from './answer-action';
import { isOwnOrigin } from './origin';
import { markOf, scopeOfPage } from './page-place';

interface ActionDefinition<I> {
  readonly permission: Permission;
  /** Checks the form's fields. A field that occurs several times arrives as an array. */
  readonly input: z.ZodType<I>;
  readonly run: (scope: MemberScope, input: I) => Promise<Result<Outcome, Failure>>;
}

/** The one way to make a server action: origin, sign-in, the page's organisation, permission, validation and errors in one place. */
export function defineAction<I>({ permission, input, run }: ActionDefinition<I>): ServerAct {
  const readForm = formReader(input);
  return makeAct(async (values) => {
    if (!isOwnOrigin(await headers(), 'an action')) return err(refuse('forbidden', 'foreign_form', {}));
    const session = await readSession();
    if (!session) return err(refuse('signed_out', 'signed_out_form', {}));
    const scope = scopeOfPage(session, await markOf(values));
    if (!scope.ok) return scope;
    if (!can(scope.value.actor, permission)) return err(refuse('forbidden', 'role_not_allowed', {}));
    const parsed = readForm(values);
    return parsed.ok ? run(scope.value, parsed.value) : parsed;
  });
}
