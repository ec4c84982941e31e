import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type * as z from 'zod';
import { can, type Permission } from '@/lib/domain/access/policy';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import type { Result } from '@/lib/domain/kernel/result';
import { readSession, scopeOf } from '../auth/session';
import { newId } from '../id';
import { log } from '../log';
import type { MemberScope } from '../tenant-scope';
import type { ActionState } from '@/lib/domain/kernel/action-state';
import { isDatabaseDown } from './database-down';
import { formValues } from './form-values';
import { isOwnOrigin } from './origin';

/** What to do after success: stay and say something (optionally with data to show), or go to another page. */
export type Outcome =
  | { readonly message: string; readonly data?: Readonly<Record<string, string>> }
  | { readonly redirectTo: string };

interface ActionDefinition<I> {
  readonly permission: Permission;
  /** Checks the form's fields. A field that occurs several times arrives as an array. */
  readonly input: z.ZodType<I>;
  readonly run: (scope: MemberScope, input: I) => Promise<Result<Outcome, Failure>>;
}

type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;

/** The one way to make a server action: origin, sign-in, permission, validation and errors in one place. */
export function defineAction<I>(definition: ActionDefinition<I>): FormAction {
  return async (_previous, form) => {
    const values = formValues(form);
    const failed = (reason: Failure): ActionState => ({
      status: 'failed',
      failure: reason,
      values: singles(values),
    });
    let outcome: Outcome;
    try {
      const result = await attemptAction(definition, values);
      if (!result.ok) return failed(result.error);
      outcome = result.value;
    } catch (error) {
      const requestId = newId();
      log().error({ requestId, err: error }, 'action failed');
      return failed(
        failure(
          'unavailable',
          isDatabaseDown(error)
            ? 'The server is busy. Nothing was changed; try again in a moment.'
            : `Something went wrong on our side and nothing was changed. Reference: ${requestId}`,
        ),
      );
    }
    if ('redirectTo' in outcome) redirect(outcome.redirectTo);
    return { status: 'done', ...outcome };
  };
}

async function attemptAction<I>(
  { permission, input, run }: ActionDefinition<I>,
  values: Readonly<Record<string, string | string[]>>,
): Promise<Result<Outcome, Failure>> {
  const refuse = (reason: Failure) => ({ ok: false, error: reason }) as const;
  if (!isOwnOrigin(await headers()))
    return refuse(failure('forbidden', 'This form did not come from this site.'));
  const session = await readSession();
  if (!session)
    return refuse(failure('signed_out', 'You have been signed out. Sign in and send the form again.'));
  const scope = scopeOf(session);
  if (!scope || !can(scope.actor, permission))
    return refuse(failure('forbidden', 'Your role does not allow this.'));
  const parsed = input.safeParse(values);
  if (!parsed.success) return refuse(invalid(parsed.error));
  return run(scope, parsed.data);
}

function invalid(error: z.ZodError): Failure {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? 'form')] ??= issue.message;
  return failure('invalid', 'Check the marked fields.', fields);
}

const singles = (values: Readonly<Record<string, string | string[]>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'password',
    ),
  );
