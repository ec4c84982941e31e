import 'server-only';
import { redirect } from 'next/navigation';
import type * as z from 'zod';
import type { ActCall, ActionState, ServerAct } from '@/lib/domain/kernel/action-state';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, type Result } from '@/lib/domain/kernel/result';
import { sayFailure } from '@/lib/words/refusal-words';
import { newId } from '../id';
import { log } from '../log';
import { isDatabaseDown } from './database-down';
import { type FormValues, fieldsOf, formValues, parseForm } from './form-values';

/** What to do after success: stay and say something (optionally with data to show), or go to another page. */
export type Outcome =
  | { readonly message: string; readonly data?: Readonly<Record<string, string>> }
  | { readonly redirectTo: string };

type Attempt = (values: FormValues) => Promise<Result<Outcome, Failure>>;

/** A server action that components can't call by themselves: they give it to `useAct`, and its outcome is shown. */
export function makeAct(attempt: Attempt): ServerAct {
  const call: ActCall = async (_previous, form) => answerAction(form, attempt);
  return call as unknown as ServerAct;
}

/**
 * Runs an action over a form's fields and turns its outcome into what the form shows. A bug is logged and answered with a
 * reference; a database that can't answer is answered with "try again".
 */
async function answerAction(form: FormData, attempt: Attempt): Promise<ActionState> {
  const values = formValues(form);
  const failed = (reason: Failure): ActionState => ({
    status: 'failed',
    failure: sayFailure(reason),
    values: singles(values),
  });
  let outcome: Outcome;
  try {
    const result = await attempt(values);
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
}

/** PostgreSQL can't store U+0000 and nobody can type it: said here once, rather than by every schema. */
function withNul(values: FormValues): Failure | null {
  const marked = Object.entries(values).filter(([, value]) =>
    [value].flat().some((text) => text.includes('\0')),
  );
  if (marked.length === 0) return null;
  const words = 'Remove the characters that can’t be shown.';
  return failure(
    'invalid',
    'Check the marked fields.',
    Object.fromEntries(marked.map(([field]) => [field, words])),
  );
}

/**
 * Reads the fields as an action takes them, or the first complaint about each. Only for those who may act: it names fields.
 * An input whose fields can't be known is found when the action is defined, not when somebody presses its button.
 */
export function formReader<I>(input: z.ZodType<I>): (values: FormValues) => Result<I, Failure> {
  fieldsOf(input);
  return (values) => {
    const unwritable = withNul(values);
    return unwritable ? err(unwritable) : parseForm(input, values);
  };
}

/** What goes back into the fields after a refusal; a password never does. */
const singles = (values: FormValues): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !/password/i.test(entry[0]),
    ),
  );
