import { failure } from '@/lib/domain/kernel/failure';
import { startAttempt } from '@/lib/features/attempt/commands';
import { startInput } from '@/lib/features/attempt/contract';
import { readTokenHash } from '@/lib/infra/auth/session';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json, problem } from '@/lib/infra/http/problem';

/**
 * Starts an attempt, or finds the one that runs. An address instead of an action: an action's name changes with every build, and
 * a start card may have waited on a screen since before the last one.
 */
export const POST = defineRoute({
  auth: 'exam:take',
  params: startInput,
  handle: async ({ scope, params: { assignmentId }, requestId }) => {
    const tokenHash = await readTokenHash();
    if (!tokenHash)
      return problem(failure('signed_out', 'You have been signed out. Sign in and start again.'), requestId);
    const started = await startAttempt(scope, assignmentId, tokenHash);
    return started.ok ? json({ attemptId: started.value }) : problem(started.error, requestId);
  },
});
