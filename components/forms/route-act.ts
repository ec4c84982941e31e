import { PAGE_MARK_FIELD } from '@/lib/domain/access/page-mark';
import type { ActCall, ActionState, ServerAct } from '@/lib/domain/kernel/action-state';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { withQuery } from '@/lib/ui/paths';

const GIVE_UP_AFTER_MS = 20_000;
const UNHEARD = failure('unavailable', 'The server can’t be reached at the moment. Try again.');

/**
 * A form that posts to an address of the API instead of an action: for buttons that may have waited on a screen since before the
 * last build, which no longer knows the actions of earlier ones. `done` says where its answer leads; the browser goes there as to
 * an address that was typed in, so that what comes is of the newest build altogether.
 */
export function routeAct(
  address: (form: FormData) => string,
  done: (answer: Readonly<Record<string, unknown>>) => string,
): ServerAct {
  const call: ActCall = async (previous, form) => {
    const answer = await post(address(form), form);
    if (!answer.ok) return failed(answer.failure, form);
    window.location.assign(done(answer.body));
    return previous.status === 'failed' ? { status: 'idle' } : previous;
  };
  return call as unknown as ServerAct;
}

type Answer =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly failure: Failure };

async function post(address: string, form: FormData): Promise<Answer> {
  // The last, because "Continue in ..." adds its own to that of the page.
  const mark = form.getAll(PAGE_MARK_FIELD).at(-1);
  try {
    const response = await fetch(
      withQuery(address, { [PAGE_MARK_FIELD]: typeof mark === 'string' ? mark : null }),
      {
        method: 'POST',
        cache: 'no-store',
        signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
      },
    );
    const body = await response.json();
    return response.ok ? { ok: true, body } : { ok: false, failure: failureOf(body) };
  } catch {
    return { ok: false, failure: UNHEARD };
  }
}

/** What the problem details of our own routes say; anything else was said by something in between. */
function failureOf(body: Partial<Failure> & { readonly detail?: unknown }): Failure {
  const { code, detail, continueIn } = body;
  if (!code || typeof detail !== 'string') return UNHEARD;
  return { code, message: detail, ...(continueIn ? { continueIn } : {}) };
}

const failed = (reason: Failure, form: FormData): ActionState => ({
  status: 'failed',
  failure: reason,
  values: Object.fromEntries(
    [...form.entries()].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  ),
});
