import 'server-only';
import { headers } from 'next/headers';
import type * as z from 'zod';
import { can, type Permission } from '@/lib/domain/access/policy';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { err, type Result } from '@/lib/domain/kernel/result';
import { readSession, scopeOf } from '../auth/session';
import type { MemberScope } from '../tenant-scope';
import { answerAction, type FormAction, type Outcome, readForm } from './answer-action';
import { isOwnOrigin } from './origin';

interface ActionDefinition<I> {
  readonly permission: Permission;
  /** Checks the form's fields. A field that occurs several times arrives as an array. */
  readonly input: z.ZodType<I>;
  readonly run: (scope: MemberScope, input: I) => Promise<Result<Outcome, Failure>>;
}

/** The one way to make a server action: origin, sign-in, permission, validation and errors in one place. */
export function defineAction<I>({ permission, input, run }: ActionDefinition<I>): FormAction {
  return async (_previous, form) =>
    answerAction(form, async (values) => {
      if (!isOwnOrigin(await headers(), 'an action')) return err(refuse('forbidden', 'foreign_form', {}));
      const session = await readSession();
      if (!session) return err(refuse('signed_out', 'signed_out_form', {}));
      const scope = scopeOf(session);
      if (!scope || !can(scope.actor, permission)) return err(refuse('forbidden', 'role_not_allowed', {}));
      const read = readForm(input, values);
      return read.ok ? run(scope, read.value) : read;
    });
}
